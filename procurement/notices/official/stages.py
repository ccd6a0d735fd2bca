"""The stages that publish notices, in words, and whether they stand."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stage:
    """A stage of the procedure; one that does not stand yet publishes nothing."""

    name: str | Promise
    stands: bool = True


STAGES = {
    "projects": Stage(_("立项与审批")),
    "notices": Stage(_("公告与答疑")),
    "award": Stage(_("定标与结果")),
    "contracts": Stage(_("合同与付款")),
    "delivery": Stage(_("履约与验收")),
    "complaints": Stage(_("投诉处理")),
    "challenges": Stage(_("监督检查和考核"), stands=False),
    "grants": Stage(_("资助公告")),
}

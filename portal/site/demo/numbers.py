"""A number of the law whose article one person has checked, for another of the same department to approve."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.site.demo.cast import MARK, Cast
from procurement.routing.choices import Confidence
from procurement.routing.models import RuleParameter
from procurement.routing.proposals import workflow
from procurement.routing.proposals.choices import ProposalKind
from procurement.routing.proposals.models import ParameterProposal
from procurement.routing.proposals.rules import Change, Subject

CODE = "notice_workdays_other"
TITLE = f"法定数值的核对{MARK}"


def propose(cast: Cast, *, now: datetime) -> str:
    """The provincial finance department would call the length of a notice checked."""
    if ParameterProposal.objects.filter(code=CODE).exists():
        return _("已经在演示数据中")
    row = RuleParameter.objects.get(code=CODE)
    change = Change(
        kind=ProposalKind.CORRECT,
        subject=Subject(row.code, row.region_code, row.category),
        reason=_("已找到公布的原文，逐条核对公告期限，数值不变（示例）。"),
        value=row.value,
        legal_basis=row.legal_basis,
        confidence=Confidence.VERIFIED,
        row=row.pk,
    )
    workflow.propose(change, by=cast.actors["wenjin"], now=now)
    return _("已建立")

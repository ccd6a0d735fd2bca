"""What an organiser may let count as signed, within what the law leaves open. Pure."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from procurement.bidding.parts.choices import STAMPED_PAGE, Signing

SIGNATURE = gettext_lazy("《中华人民共和国电子签名法》第十三条、第十四条；各类材料怎样签署为平台设定，待确认")
EQUAL = gettext_lazy("《中华人民共和国政府采购法》第二十二条；各类材料怎样签署为平台设定，待确认")


def may_change(*, code: str) -> bool:
    """The page that is stamped has one way only."""
    return code != STAMPED_PAGE


def offered(*, is_file: bool) -> tuple[str, ...]:
    """The ways that can be done at all: a file is not typed, and what is typed carries no seal of a file."""
    return (Signing.SEALED_FILE, Signing.STAMPED) if is_file else (Signing.PORTAL, Signing.STAMPED)


def signing_refusals(signings: Collection[str], *, name: str, is_file: bool) -> list[Refusal]:
    """A reliable electronic signature cannot be turned away, nor who has no electronic seal."""
    if not set(signings) <= set(offered(is_file=is_file)):
        because = _("“%(name)s”不能这样签署。") % {"name": name}
        return [Refusal(because, str(SIGNATURE), _("请只选列出的方式。"), "signing_unknown")]
    if not is_file and Signing.PORTAL not in signings:
        because = _("“%(name)s”不能不认本平台签署：可靠的电子签名与盖章有同等的法律效力。") % {"name": name}
        return [Refusal(because, str(SIGNATURE), _("请保留本平台签署。"), "portal_signature_needed")]
    if set(signings) == {Signing.SEALED_FILE}:
        because = _("“%(name)s”只认电子印章的，没有电子印章的供应商不能参加。") % {"name": name}
        return [Refusal(because, str(EQUAL), _("请同时认打印盖章后的扫描件。"), "only_sealed")]
    return []


def setting_refusals(*, is_planned: bool) -> list[Refusal]:
    """Suppliers must know before they begin."""
    if is_planned:
        return []
    because = _("采购公告已经发布，签署要求随采购文件固定。")
    return [Refusal(because, str(SIGNATURE), _("不按要求签署的照样接收，由评审小组认定。"), "signing_fixed")]

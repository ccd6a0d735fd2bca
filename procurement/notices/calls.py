"""The call of each method: the notice that asks suppliers in. Pure."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.methods.declaration import Method
from procurement.notices.choices import NoticeType
from procurement.projects.plans.rules import FRAMEWORK, NOTICE

BY_NOTICE = {
    "open_tender": NoticeType.TENDER,
    "competitive_consultation": NoticeType.CONSULTATION,
    "competitive_negotiation": NoticeType.NEGOTIATION,
    "inquiry": NoticeType.INQUIRY,
}
"""Which form a method's call follows where suppliers come in by a public notice."""


CHOSEN = ("library", "recommended")
"""The ways of finding suppliers in which only those who were chosen are asked."""
SINGLE_SOURCE, INVITED_TENDER = "single_source", "invited_tender"
BY_PHASE = {"closed": NoticeType.FRAMEWORK, "open": NoticeType.FRAMEWORK_OPEN}
"""Which form the call of a framework agreement follows."""


def call_type_of(method: str, found: str = "") -> NoticeType | None:
    """The form of a method's call by how suppliers come in; None while its call is not drafted here."""
    if method == SINGLE_SOURCE or found in CHOSEN or (method, found) == (INVITED_TENDER, NOTICE):
        return NoticeType.INVITATION
    if method == FRAMEWORK:
        return BY_PHASE.get(found)
    return BY_NOTICE.get(method)


def not_drafted(method: Method) -> Refusal:
    """The refusal of a method whose call the portal does not draft yet."""
    return Refusal(
        because=_("本平台还不能编制%(method)s的公告。") % {"method": method.name},
        remedy=_("请在其他采购平台办理，或者改选采购方式。"),
        code="call_not_drafted",
    )

"""When a panel's confirmation may be kept, and what waits for it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.methods.declaration import Method


@dataclass(frozen=True)
class ConfirmationFacts:
    """How many confirmed the document on which day, and how many of them are experts."""

    members: int
    experts: int
    confirmed_on: date


def keeping_refusals(method: Method, facts: ConfirmationFacts, *, today: date) -> list[Refusal]:
    """Why a confirmation may not be kept: the method asks for none, or its day is still to come."""
    if method.panel_confirms is None:
        because = _("%(method)s的采购文件不需要评审小组确认。") % {"method": method.name}
        return [Refusal(because=because, remedy=_("请返回公告页面。"), code="no_panel_confirms")]
    if facts.confirmed_on > today:
        because = _("确认日期 %(day)s 还没有到。") % {"day": facts.confirmed_on.isoformat()}
        return [Refusal(because=because, remedy=_("请按签字的日期填写。"), code="confirmed_in_future")]
    return []


def publication_refusals(method: Method, *, digest: str, confirmed: Collection[str]) -> list[Refusal]:
    """Where the law asks for it, the panel has confirmed this very text before it is issued."""
    if method.panel_confirms is None or digest in confirmed:
        return []
    words = {"panel": method.terms.panel, "document": method.terms.document}
    because = _("%(panel)s还没有确认%(document)s。") % words
    if confirmed:
        because = _("%(panel)s确认以后，%(document)s又有改动。") % words
    return [
        Refusal(
            because=because,
            basis=method.panel_confirms.article,
            remedy=_("请把送复核的内容交%(panel)s确认，登记签字的确认意见后再发布。") % words,
            code="panel_not_confirmed",
        )
    ]

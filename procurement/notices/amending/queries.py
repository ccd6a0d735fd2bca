"""Reads of corrections of results and contracts."""

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from procurement.notices import queries
from procurement.notices.amending import rules
from procurement.notices.amending.rules import Entry
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.text import Section


def corrections_of(notice: Notice) -> list[Notice]:
    """The corrections of a notice that are out, the first one first."""
    return list(Notice.objects.out().filter(corrects=notice).order_by("published_at", "pk"))


def entries_of(original: Notice) -> list[Entry]:
    """What a notice says today: its text with every correction that came out."""
    written = [Section.from_json(stored) for stored in original.body["sections"]]
    amended = [correction.body["amended"] for correction in corrections_of(original)]
    return rules.as_corrected(rules.entries_of(original.type, written), amended)


def is_amendment(notice: Notice) -> bool:
    """Whether this corrects a result, contract, acceptance or termination; a call's corrections differ."""
    return notice.type == NoticeType.CORRECTION and notice.corrects.type in rules.AMENDABLE


def may_amend(notice: Notice, actor: Actor | None) -> bool:
    """Whether this capacity may draft a correction of the notice now."""
    return (
        notice.type in rules.AMENDABLE
        and notice.status == NoticeStatus.PUBLISHED
        and queries.brings_out(actor, notice)
        and actor.has_role(*ORGANISER_ROLES)
    )

"""What pages and the record say of paper copies."""

from datetime import datetime

from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from procurement import methods
from procurement.bidding import pages as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.bidding.rules import to_the_second
from procurement.opening import queries as openings
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.paper import forms, queries, rules
from procurement.opening.paper.models import PaperCopy
from procurement.opening.ruling import pages as rulings
from procurement.opening.ruling import queries as ruled
from procurement.projects.models import Package
from procurement.review.response_text import parts_of


def words_of(session: OpeningSession) -> dict[int, str]:
    """What became of every paper copy, by opened submission."""
    return {key: words(copy) for key, copy in queries.copies_of(session).items()}


def words(copy: PaperCopy) -> str:
    """One copy in words: when it came, and what became of it."""
    facts = {"handed": to_the_second(copy.handed_at), "note": copy.seal_note}
    if copy.checked_at:
        facts |= {"typed": copy.typed_by.name, "checked": copy.checked_by.name}
        facts["at"] = to_the_second(copy.checked_at)
        return (
            _("按纸质备份打开：%(handed)s 收到（%(note)s），%(typed)s录入、%(checked)s核对，%(at)s 完成。")
            % facts
        )
    if copy.failed_at:
        facts |= {"reason": copy.failed_reason}
        return _("有纸质备份（%(handed)s 收到），不能使用：%(reason)s") % facts
    return _("有纸质备份（%(handed)s 收到，%(note)s），没有启封。") % facts


def step_of(opened: OpenedSubmission, session: OpeningSession, actor: Actor) -> str:
    """What this person may do with a copy now: "type", "check", or nothing."""
    copy, ruling = queries.copy_of(opened.submission), ruled.ruling_of(opened)
    is_live = session.status == OpeningStatus.UNLOCKING and opened.status != UnlockStatus.OPENED
    if not is_live or ruling is None or not ruling.is_recall or copy.checked_at or copy.failed_at:
        return ""
    if actor.has_role(*ORGANISER_ROLES):
        return "type"
    return "check" if copy.typed_at and actor.has_role(*openings.OFFICER_ROLES) else ""


def own(submission: Submission | None) -> dict:
    """What a bidder reads of its own copy, and whether its bid was opened from it."""
    copy = queries.copy_of(submission) if submission else None
    if copy is None:
        return {}
    return {"paper_words": words(copy), "is_from_paper": copy.checked_at is not None}


def receive_context(package: Package, *, now: datetime) -> dict:
    """The page on which a copy is taken into custody; never what was taken already."""
    return {
        "now": now,
        "package": package,
        "project": package.project,
        "is_allowed": queries.is_allowed(package.project),
        "basis": rules.BASIS,
    }


def copy_context(opened: OpenedSubmission, *, actor: Actor, now: datetime) -> dict:
    """The pages on which a copy is typed in, compared, or given up."""
    session = opened.session
    copy = queries.copy_of(opened.submission)
    return {
        "now": now,
        "opened": opened,
        "session": session,
        "package": session.package,
        "project": session.package.project,
        "copy": copy,
        "may_fail": actor.has_role(*ruled.DECIDERS),
        "copy_words": words(copy),
        "ruling_words": rulings.words_of(session).get(opened.pk, ""),
        "basis": rules.BASIS,
    }


def typed_parts(opened: OpenedSubmission) -> list[tuple[str, str]]:
    """What the first person typed, but for the price, which the second reads from the paper."""
    copy = queries.copy_of(opened.submission)
    said = {name: value for name, value in copy.fields.items() if name != "first_price"}
    return parts_of(said, terms=methods.get(opened.session.package.project.method).terms)


def typed_form(package: Package, *given: object, **options: object) -> forms.TypedForm:
    """The form of the package's response, as far as the paper answers it."""
    usual = bidding.form_of(package, SubmissionKind.RESPONSE)
    method = methods.get(package.project.method)
    facts = {"ceiling": package.ceiling_amount, "method": method, "asked": usual.asked}
    return forms.TypedForm(*given, **facts, **options)

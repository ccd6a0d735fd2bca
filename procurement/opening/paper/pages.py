"""What pages and the record say of paper copies."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from procurement import methods
from procurement.bidding import pages as bidding
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
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

# As many places of a receipt's number as a slip of the keyboard changes: one wrong, or two exchanged.
NEARLY = (1, 2)


def words_of(session: OpeningSession) -> dict[int, str]:
    """What became of every paper copy, by opened submission."""
    return {key: words(copy) for key, copy in queries.copies_of(session).items()}


def words(copy: PaperCopy) -> str:
    """One copy in words: when it came, whose it is where its number does not tell, what became of it."""
    return " ".join(filter(None, (_became(copy), joining_words(copy))))


def joining_words(copy: PaperCopy) -> str:
    """To which bid somebody has joined a copy, and why."""
    if not queries.is_joined(copy):
        return ""
    joining = copy.joining
    facts = {"number": copy.receipt_number, "reason": joining.reason, "name": joining.by.name}
    facts |= {"body": joining.body.name, "at": to_the_second(joining.at)}
    if joining.opened_id is None:
        return (
            _("认定不属于任何一份没有打开的文件，原样退还：%(reason)s（%(body)s %(name)s，%(at)s）") % facts
        )
    facts["receipt"] = joining.opened.submission.receipt_number
    return (
        _("登记的回执编号是 %(number)s，认定属于 %(receipt)s：%(reason)s（%(body)s %(name)s，%(at)s）")
        % facts
    )


def strays(session: OpeningSession, actor: Actor | None = None) -> list[tuple[PaperCopy, str, bool]]:
    """The copies whose number is no bid's, in words, and whether this person may say whose they are."""
    placed = actor is not None and actor.has_role(*ruled.DECIDERS) and _is_live(session, actor)
    return [
        (copy, words(copy), placed and not queries.is_joined(copy)) for copy in queries.strays_of(session)
    ]


def _is_live(session: OpeningSession, actor: Actor) -> bool:
    return (
        session.status == OpeningStatus.UNLOCKING
        and queries.placed_by(actor).filter(pk=session.pk).exists()
        and queries.without_copy(session).exists()
    )


def hint(copy: PaperCopy, numbers: Iterable[tuple[str, str]]) -> str:
    """What the portal itself knows of a wrong number: an earlier bid's, or nearly one of `numbers`."""
    earlier = queries.earlier_bid(copy)
    if earlier and earlier.status == SubmissionStatus.REPLACED:
        facts = {"supplier": earlier.supplier.name, "at": to_the_second(earlier.ended_at)}
        return _("这是 %(supplier)s 以前提交的回执编号，%(at)s 重新提交过。") % facts
    if earlier:
        return _("这是一份已经撤回的文件的回执编号。")
    near = [name for number, name in numbers if rules.digits_apart(copy.receipt_number, number) in NEARLY]
    if not near:
        return _("平台没有发出过这个编号的回执。")
    return _("平台没有发出过这个编号的回执；与 %(names)s 的回执编号只差一两位。") % {"names": "、".join(near)}


def _became(copy: PaperCopy) -> str:
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
    if copy.typed_at:
        facts["typed"] = copy.typed_by.name
        return _("有纸质备份（%(handed)s 收到，%(note)s），已启封，%(typed)s已录入，等待另一人核对。") % facts
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


def own(submission: Submission | None, *, is_open: bool = False) -> dict:
    """What a bidder reads of its own copy, and whether its bid was opened from it.

    While bids are taken it is told that there is none under its number: a wrong digit can still be mended.
    """
    copy = queries.copy_of(submission) if submission else None
    if copy is None:
        return {"paper_words": _nothing_kept(submission)} if submission and is_open else {}
    return {"paper_words": words(copy), "is_from_paper": copy.checked_at is not None}


def _nothing_kept(submission: Submission) -> str:
    if not queries.is_allowed(submission.package.project):
        return ""
    said = _(
        "回执 %(number)s 还没有登记纸质备份。"
        "已经交了的，请经办人核对回执编号，截止以前照正确的编号再登记一次；"
        "重新提交过的，要另交一份。"
    )
    return said % {"number": submission.receipt_number}


def receive_context(package: Package, *, now: datetime) -> dict:
    """The page on which a copy is taken into custody; never what was taken already."""
    return {
        "now": now,
        "package": package,
        "project": package.project,
        "is_allowed": queries.is_allowed(package.project),
        "basis": rules.BASIS,
    }


def join_context(copy: PaperCopy, session: OpeningSession, *, now: datetime) -> dict:
    """The page on which a second person says to which bid a copy belongs."""
    return {
        "now": now,
        "copy": copy,
        "session": session,
        "package": session.package,
        "project": session.package.project,
        "copy_words": words(copy),
        "hint": hint(copy, _numbers(session)),
        "is_joined": queries.is_joined(copy),
        "basis": rules.BASIS,
    }


def shut_bids(session: OpeningSession) -> list[tuple[int, str]]:
    """The bids to which a copy may be joined, as a form offers them."""
    rows = queries.without_copy(session).order_by("submission__supplier__name")
    return [(row.pk, f"{row.submission.supplier.name}（{row.submission.receipt_number}）") for row in rows]


def _numbers(session: OpeningSession) -> list[tuple[str, str]]:
    rows = session.opened.values_list("submission__receipt_number", "submission__supplier__name")
    return list(rows.order_by("submission__supplier__name"))


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
        "is_typed": copy.typed_at is not None,
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

"""What pages and the record say of rulings."""

from datetime import datetime

from django.utils.translation import gettext as _

from procurement.bidding.rules import to_the_second
from procurement.opening.custody import pages as custody
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.rules import UNLOCK_BASIS
from procurement.opening.ruling import queries, rules
from procurement.opening.ruling.models import Ruling


def words_of(session: OpeningSession) -> dict[int, str]:
    """Every ruling of an opening in words, by opened submission."""
    return {row.opened_id: words(row) for row in queries.of_session(session)}


def by_receipt(session: OpeningSession) -> dict[str, str]:
    """The same by the number of the receipt, as the record names bids."""
    return {row.opened.submission.receipt_number: words(row) for row in queries.of_session(session)}


def words(ruling: Ruling) -> str:
    """One ruling in words: what follows, why, who ruled."""
    return _("认定：%(follows)s。%(reason)s（%(body)s %(name)s，%(at)s）") % {
        "follows": rules.follows(is_recall=ruling.is_recall),
        "reason": ruling.reason,
        "body": ruling.body.name,
        "name": ruling.by.name,
        "at": to_the_second(ruling.at),
    }


def ruling_context(opened: OpenedSubmission, *, now: datetime) -> dict:
    """The page on which one bid is ruled on."""
    session = opened.session
    ruling = queries.ruling_of(opened)
    return {
        "now": now,
        "opened": opened,
        "session": session,
        "package": session.package,
        "project": session.package.project,
        "second": custody.words_of(session).get(opened.pk, ""),
        "incidents": list(session.incidents.select_related("body")),
        "ruling_words": words(ruling) if ruling else "",
        "basis": UNLOCK_BASIS,
    }

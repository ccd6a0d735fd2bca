"""What pages say of the second key at an opening."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.bidding.custody.models import CustodyPart
from procurement.bidding.custody.rules import BASIS
from procurement.bidding.rules import to_the_second
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody import queries
from procurement.opening.custody.models import CustodyRelease
from procurement.opening.models import OpenedSubmission, OpeningSession


def words_of(session: OpeningSession) -> dict[int, str]:
    """What the second key did, by opened submission, for those who conduct and for the record."""
    return {release.opened_id: words(release) for release in queries.releases_of(session)}


def words(release: CustodyRelease) -> str:
    """One release in words: on whose wish, to whom, what came of it."""
    facts = {
        "body": release.opened.submission.custody_part.key.body.name,
        "asked": to_the_second(release.asked_at),
        "until": to_the_second(release.until),
        "done": to_the_second(release.done_at) if release.done_at else "",
    }
    why = _("供应商请求") if release.asked_by_id else _("供应商没有解锁")
    lost_at = release.opened.submission.custody_part.key.lost_at
    if lost_at:
        why = _("托管方 %(at)s 报告钥匙丢失；%(why)s") % {"at": to_the_second(lost_at), "why": why}
    if release.done_at:
        return _("%(why)s，%(asked)s 交%(body)s，%(done)s 由其打开。") % {"why": why, **facts}
    if release.opened.status == UnlockStatus.OPENED:
        return _("%(why)s，%(asked)s 交%(body)s，随后由供应商自己解锁。") % {"why": why, **facts}
    if release.opened.status == UnlockStatus.WAITING:
        return _("%(why)s，%(asked)s 交%(body)s，请其在 %(until)s 前打开。") % {"why": why, **facts}
    return _("%(why)s，%(asked)s 交%(body)s，没有打开。") % {"why": why, **facts}


def own_context(opened: OpenedSubmission, *, now: datetime) -> dict:
    """What a bidder sees of its own second key while it may still unlock."""
    session = opened.session
    part, release = queries.part_of(opened), queries.release_of(opened)
    is_open = session.status == OpeningStatus.UNLOCKING and opened.status == UnlockStatus.WAITING
    return {
        "custody_part": part,
        "custody_words": words(release) if release else "",
        "may_ask_custodian": is_open and now < session.unlock_until and part is not None and release is None,
    }


def open_context(release: CustodyRelease, *, has_released_key: bool, now: datetime) -> dict:
    """The page on which the custodian's browser opens one submission."""
    opened, part = release.opened, release.opened.submission.custody_part
    session = opened.session
    until = queries.until_of(release, session)
    is_open = session.status == OpeningStatus.UNLOCKING and opened.status == UnlockStatus.WAITING
    return {
        "now": now,
        "release": release,
        "opened": opened,
        "session": session,
        "package": session.package,
        "until": until,
        "words": words(release),
        "may_open": is_open and now < until and not has_released_key,
        "has_released_key": has_released_key,
        "custody": browser_facts(part, opened),
        "window": queries.minutes(session.package, queries.CUSTODIAN_MINUTES),
        "basis": BASIS,
    }


def browser_facts(part: CustodyPart, opened: OpenedSubmission) -> dict[str, str]:
    """What the custodian's browser needs: two locked texts, and for whom they must be."""
    submission = opened.submission
    return {
        "part": part.token,
        "inner_token": opened.inner,
        "kid": part.key.kid,
        "package": opened.session.package.number,
        "bidder": submission.supplier.credit_code,
        "kind": opened.session.kind,
        "plaintext_sha256": submission.plaintext_sha256,
        "action": reverse("opening:custody_open", args=[submission.receipt_number]),
    }

"""How a draw is computed, and when it may be made. Pure; docs/check_draw.py repeats it."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.review.draws.choices import GONE, Outcome
from procurement.review.experts.rules import BASIS
from procurement.review.rules.articles import REGULATION_ART_9

SUBSTITUTES = 2
FORMAT = "portal-draw/1"


def sha256(*parts: str) -> str:
    """SHA-256 of the parts, one a line."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def code(draw: str, *, salt: str, expert: str, name: str) -> str:
    """What stands for an expert on the frozen list until the names are public."""
    return sha256(draw, salt, expert, name)


def list_digest(codes: Iterable[str]) -> str:
    """The digest of a list, whatever its order."""
    return sha256(*sorted(codes))


def seed_digest(draw: str, seed: str) -> str:
    """What is committed before the draw."""
    return sha256(draw, seed)


def order(codes: Iterable[str], *, seed: str, words: str) -> list[str]:
    """The list in the order that seed and words give: by the digest of both with each code."""
    return sorted(codes, key=lambda one: (sha256(seed, words, one), one))


def outcomes(drawn: Sequence[str], *, tied: Collection[str], wanted: int) -> dict[str, Outcome]:
    """The first free ones are selected, the next two substitutes; who is tied on the way is passed over."""
    found: dict[str, Outcome] = {}
    for one in drawn:
        free = sum(outcome != Outcome.PASSED_OVER for outcome in found.values())
        if free == wanted + SUBSTITUTES:
            break
        found[one] = Outcome.PASSED_OVER if one in tied else _free(free, wanted)
    return found


def _free(before: int, wanted: int) -> Outcome:
    return Outcome.SELECTED if before < wanted else Outcome.SUBSTITUTE


def freezing_refusals(*, listed: int, wanted: int, meets_at: datetime, now: datetime) -> list[Refusal]:
    """A list long enough that chance decides, for a meeting to come."""
    found, least = [], wanted + SUBSTITUTES
    if listed <= least:
        because = _(
            "符合条件的在库专家 %(listed)d 人，抽 %(wanted)d 人、候补 %(more)d 人，名单要多于 %(least)d 人。"
        )
        words = {"listed": listed, "wanted": wanted, "more": SUBSTITUTES, "least": least}
        remedy = _("请减少人数，扩大专业或者区域，或者先征集专家入库。")
        found.append(Refusal(because % words, BASIS, remedy, "list_too_short"))
    if meets_at <= now:
        because = _("评审时间已经过去。")
        found.append(Refusal(because, BASIS, _("请填写将来的时间。"), "meeting_past"))
    return found


def drawing_refusals(
    *, is_same_person: bool, meets_at: datetime, now: datetime, free: int, wanted: int
) -> list[Refusal]:
    """A second person draws, before the meeting, and enough of the list have no tie to the matter."""
    found = []
    if is_same_person:
        because, remedy = _("名单是您固定的，要由另一个人抽取。"), _("请由本单位的其他人员抽取。")
        found.append(Refusal(because, BASIS, remedy, "same_person"))
    if meets_at <= now:
        because, remedy = _("评审时间已经过去，不能再抽取。"), _("请取消这次抽取，重新固定名单。")
        found.append(Refusal(because, BASIS, remedy, "meeting_past"))
    if free < wanted:
        because = _("名单里可以参加的专家不足 %(wanted)d 人。") % {"wanted": wanted}
        remedy = _("请取消这次抽取，扩大专业或者区域后重新固定名单。")
        found.append(Refusal(because, REGULATION_ART_9, remedy, "too_few_free"))
    return found


def leaving_refusals(outcome: str, *, into: str, reason: str) -> list[Refusal]:
    """Who was selected or waits as a substitute may be absent or recused, with a reason."""
    if outcome not in (Outcome.SELECTED, Outcome.SUBSTITUTE) or into not in GONE:
        because, remedy = _("这位专家不在抽中和候补的名单里。"), _("请返回并刷新页面。")
        return [Refusal(because, BASIS, remedy, "not_drawn")]
    if not reason.strip():
        return [Refusal(_("没有写原因。"), BASIS, _("请写明原因，供监督检查。"), "no_reason")]
    return []


def publishing_refusals(*, meets_at: datetime, now: datetime) -> list[Refusal]:
    """Names are secret until the result, which cannot be before the meeting."""
    if now >= meets_at:
        return []
    because = _("评审还没有开始，姓名不能公开。")
    return [Refusal(because, BASIS, _("请在结果公布后公开姓名。"), "too_early_for_names")]

"""Validity of grades, periods of lists, records of three years; what a fact must hold. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.registry.choices import (
    CONCLUDED,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListKind,
    PenaltyKind,
)
from portal.kernel.calendar.rules import years_after
from portal.kernel.errors import Refusal

ORDER_60 = gettext_lazy("《社会组织信用信息管理办法》（民政部令第60号）")
GRADE_BASIS = gettext_lazy("《社会组织评估管理办法》")
MAJOR_KINDS = frozenset({PenaltyKind.SUSPENSION, PenaltyKind.REVOCATION, PenaltyKind.CRIMINAL})
# A fact of one of these may be followed by what came of it: a conclusion, a removal, the end of a ban.
MAY_CONTINUE = frozenset({FactKind.INSPECTION, FactKind.LISTING, FactKind.PENALTY})
# What a removal from a list adds to the entry of the listing.
OF_A_REMOVAL = frozenset({"ends_on", "remark"})


@dataclass(frozen=True)
class Fact:
    """One fact; which fields are filled depends on `kind`.

    `code` is the grade, the result, the list or the kind of penalty; `cause` the event of a grade or the
    cause of a listing; `year` the inspected year. `starts_on` and `ends_on` are the validity of a grade
    (last day included) or of a ban; for a listing `ends_on` is the day of removal (no longer included).
    `amount` is a fine in yuan. A training has its subject, a case its level as `code`; `remark` is its name.
    """

    kind: str
    code: str
    happened_on: date
    cause: str = ""
    year: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    issued_by: str = ""
    number: str = ""
    amount: Decimal | None = None
    is_larger_fine: bool = False
    remark: str = ""


def grade_span(announced_on: date, *, years: int, starts_next_year: bool) -> tuple[date, date]:
    """First and last day of a grade; since 2026-03-01 whole calendar years after the announcement."""
    if starts_next_year:
        return date(announced_on.year + 1, 1, 1), date(announced_on.year + years, 12, 31)
    return announced_on, years_after(announced_on, years) - timedelta(days=1)


def grade_on(facts: Iterable[Fact], on: date) -> Fact | None:
    """The grade that counts on a day: of those in their validity the newest; None when it was cancelled."""
    found = [
        fact
        for fact in facts
        if fact.kind == FactKind.GRADE
        and fact.starts_on is not None
        and fact.starts_on <= on
        and (fact.ends_on is None or on <= fact.ends_on)
    ]
    newest = max(found, key=lambda fact: (fact.starts_on, fact.happened_on), default=None)
    return None if newest is None or newest.cause == GradeEvent.CANCELLED else newest


def coming_grade(facts: Iterable[Fact], on: date) -> Fact | None:
    """A grade that has been announced and is not valid yet."""
    coming = [f for f in facts if f.kind == FactKind.GRADE and f.starts_on and f.starts_on > on]
    return min(coming, key=lambda fact: fact.starts_on, default=None)


def listings_on(facts: Iterable[Fact], on: date, *, code: str = "") -> list[Fact]:
    """The lists on which the organisation stands on a day; the day of removal no longer counts."""
    return [
        fact
        for fact in facts
        if fact.kind == FactKind.LISTING
        and (not code or fact.code == code)
        and fact.happened_on <= on
        and (fact.ends_on is None or on < fact.ends_on)
    ]


def is_major(fact: Fact, *, larger_fine: Decimal) -> bool:
    """Whether a penalty is a major record (GPL art. 22; its regulation, art. 19)."""
    if fact.code in MAJOR_KINDS:
        return True
    is_fine = fact.code == PenaltyKind.FINE
    return is_fine and (fact.is_larger_fine or (fact.amount is not None and fact.amount >= larger_fine))


def major_records(facts: Iterable[Fact], on: date, *, years: int, larger_fine: Decimal) -> list[Fact]:
    """Major records of the years before a day; one that is exactly that old no longer counts."""
    since = years_after(on, -years)
    return [
        fact
        for fact in facts
        if fact.kind == FactKind.PENALTY
        and is_major(fact, larger_fine=larger_fine)
        and since < fact.happened_on <= on
    ]


def penalties_since(facts: Iterable[Fact], since: date) -> list[Fact]:
    """Penalties of any weight after a day."""
    return [fact for fact in facts if fact.kind == FactKind.PENALTY and fact.happened_on > since]


def bans_on(facts: Iterable[Fact], on: date) -> list[Fact]:
    """Bans from government procurement in force on a day; an expired one bars nobody (REG art. 19)."""
    return [
        fact
        for fact in facts
        if fact.kind == FactKind.PENALTY
        and fact.code == PenaltyKind.BAN
        and (fact.starts_on or fact.happened_on) <= on
        and (fact.ends_on is None or on <= fact.ends_on)
    ]


def newest_concluded(facts: Iterable[Fact]) -> Fact | None:
    """The inspection of the newest year that has a conclusion."""
    found = [f for f in facts if f.kind == FactKind.INSPECTION and f.code in CONCLUDED]
    return max(found, key=lambda fact: fact.year or 0, default=None)


def filed(facts: Iterable[Fact], year: int) -> Fact | None:
    """A report of a year whose conclusion is still out."""
    found = (f for f in facts if f.kind == FactKind.INSPECTION and f.year == year)
    return next((fact for fact in found if fact.code == InspectionResult.FILED), None)


def event_of(fact: Fact) -> tuple:
    """What makes two entries speak of one event: a grade's day, a year, a list's day, a decision, a name."""
    return {
        FactKind.GRADE: (fact.happened_on,),
        FactKind.INSPECTION: (fact.year,),
        FactKind.LISTING: (fact.code, fact.happened_on),
        FactKind.PENALTY: (fact.number, fact.code),
        FactKind.TRAINING: (fact.remark, fact.happened_on),
        FactKind.CASE: (fact.remark, fact.happened_on),
    }[fact.kind]


def differing(former: Fact, fact: Fact) -> dict[str, tuple[Any, Any]]:
    """The fields in which an entry departs from an earlier one: (before, after); empty ones say nothing."""
    pairs = {field.name: (getattr(former, field.name), getattr(fact, field.name)) for field in fields(Fact)}
    return {
        name: (old, new) for name, (old, new) in pairs.items() if old != new and new not in ("", None, False)
    }


def continues(former: Fact, fact: Fact) -> bool:
    """Whether an entry says what came of the former one: a conclusion, a removal; else it corrects it."""
    changed = set(differing(former, fact))
    if fact.kind == FactKind.INSPECTION:
        return former.code == InspectionResult.FILED and "code" in changed
    return (
        fact.kind == FactKind.LISTING
        and former.ends_on is None
        and changed <= OF_A_REMOVAL
        and bool(fact.ends_on)
    )


def fact_refusals(fact: Fact, *, others: Sequence[Fact], today: date) -> list[Refusal]:
    """What keeps a fact from being entered beside the others that count."""
    found = []
    if fact.happened_on > today:
        found.append(_refusal(_("日期 %(day)s 晚于今天。") % {"day": fact.happened_on}, "in_future"))
    if fact.ends_on and fact.ends_on < (fact.starts_on or fact.happened_on):
        found.append(_refusal(_("结束的日期早于开始的日期。"), "dates"))
    return [*found, *CHECKS[fact.kind](fact, others, today)]


def _grade_refusals(fact: Fact, others: Sequence[Fact], today: date) -> list[Refusal]:
    if fact.cause != GradeEvent.AWARDED and grade_on(others, fact.happened_on) is None:
        return [_refusal(_("这一天没有有效的等级，不能降低或者取消。"), "no_grade", GRADE_BASIS)]
    if any(o.kind == FactKind.GRADE and o.happened_on == fact.happened_on for o in others):
        return [_twice()]
    return []


def _inspection_refusals(fact: Fact, others: Sequence[Fact], today: date) -> list[Refusal]:
    if fact.year is None or fact.year > today.year:
        return [_refusal(_("检查年度不能晚于今年。"), "year")]
    if any(other.kind == FactKind.INSPECTION and other.year == fact.year for other in others):
        return [_twice()]
    return []


def _listing_refusals(fact: Fact, others: Sequence[Fact], today: date) -> list[Refusal]:
    if fact.ends_on and fact.ends_on > today:
        return [_refusal(_("移出日期晚于今天。"), "in_future", ORDER_60)]
    if not fact.ends_on and listings_on(others, today, code=fact.code):
        return [_twice()]
    return []


def _penalty_refusals(fact: Fact, others: Sequence[Fact], today: date) -> list[Refusal]:
    if fact.code == PenaltyKind.FINE and not fact.amount:
        return [_refusal(_("罚款没有填写金额。"), "amount")]
    if fact.code == PenaltyKind.BAN and not (fact.starts_on and fact.ends_on):
        return [_refusal(_("禁止参加政府采购活动要写明起止日期。"), "span")]
    if any(o.kind == FactKind.PENALTY and (o.number, o.code) == (fact.number, fact.code) for o in others):
        return [_twice()]
    return []


def _named_refusals(fact: Fact, others: Sequence[Fact], today: date) -> list[Refusal]:
    """A training or a case has a name, which stands in the remark."""
    if not fact.remark:
        return [_refusal(_("没有写明名称。"), "name")]
    if any(o.kind == fact.kind and event_of(o) == event_of(fact) for o in others):
        return [_twice()]
    return []


CHECKS = {
    FactKind.GRADE: _grade_refusals,
    FactKind.INSPECTION: _inspection_refusals,
    FactKind.LISTING: _listing_refusals,
    FactKind.PENALTY: _penalty_refusals,
    FactKind.TRAINING: _named_refusals,
    FactKind.CASE: _named_refusals,
}


def _refusal(because: str, code: str, basis: str = "") -> Refusal:
    return Refusal(because=because, basis=basis, remedy=_("请对照原件核对后重新填写。"), code=code)


def _twice() -> Refusal:
    return Refusal(
        because=_("同一件事已经录入过。"),
        remedy=_("请在已有的一条上更正或者续录，不要重复录入。"),
        code="entered_before",
    )


def tone_of(fact: Fact, on: date) -> str:
    """The tone of a fact's status on a day."""
    if fact.kind == FactKind.GRADE:
        return "ok" if fact.cause == GradeEvent.AWARDED else "soon"
    if fact.kind == FactKind.INSPECTION:
        bad = (InspectionResult.UNQUALIFIED, InspectionResult.NOT_FILED)
        return "stop" if fact.code in bad else "quiet" if fact.code == InspectionResult.FILED else "ok"
    if fact.kind == FactKind.LISTING:
        stands = bool(listings_on([fact], on))
        return ("stop" if fact.code == ListKind.SERIOUS else "soon") if stands else "quiet"
    return "stop" if bans_on([fact], on) else "quiet"

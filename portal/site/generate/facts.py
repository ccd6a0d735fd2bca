"""Generated facts of the register: grades, inspections, some lists and penalties, each with a source.

Nobody publishes how often these happen in the province; the shares are estimates and no statistic.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from orgs.bodies.models import Registration
from orgs.registry import workflow
from orgs.registry.choices import (
    Change,
    FactKind,
    GradeEvent,
    InspectionResult,
    ListingCause,
    ListKind,
    PenaltyKind,
)
from orgs.registry.models import RegistryFact
from orgs.registry.rules import Fact
from orgs.registry.workflow import Source
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.site.generate import organisations
from portal.site.generate.draws import Lot, chunks, weighted
from portal.site.generate.names import MARK

TABLE = "facts"
SOURCE = f"生成数据{MARK}"
GRADES = {"": 82.0, "3A": 9.0, "4A": 5.0, "2A": 2.0, "5A": 1.5, "1A": 0.5}
YEARS_BEFORE_A_GRADE, OLDEST_GRADE = 2, 7
INSPECTED_YEARS = 2
RESULTS = {
    InspectionResult.QUALIFIED: 84.0,
    InspectionResult.BASICALLY_QUALIFIED: 9.0,
    InspectionResult.NOT_FILED: 5.0,
    InspectionResult.UNQUALIFIED: 2.0,
}
# Of those who filed nothing; of those on the list; of all.
LISTED, REMOVED, UNREACHABLE, SERIOUS, PENALISED = 0.5, 0.55, 0.005, 0.002, 0.006
PENALTIES = {
    PenaltyKind.WARNING: 55,
    PenaltyKind.FINE: 30,
    PenaltyKind.SUSPENSION: 12,
    PenaltyKind.CONFISCATION: 3,
}
FINES = (2_000, 5_000, 10_000, 20_000, 50_000)
# The first day of the summer's inspections and the last day of the autumn's decisions.
SPRING, WEEKS = (3, 1), 38


def written() -> int:
    """Of how many generated organisations the facts are in the database."""
    has_any = RegistryFact.objects.filter(source=SOURCE).exists()
    return organisations.written() if has_any else 0


def write(lot: Lot, _count: int) -> None:
    """Enter the facts of every generated organisation, and the grades that lists filter by."""
    generated = Registration.objects.filter(
        body__is_sample=True, body__credit_code__regex=organisations.GENERATED
    )
    for registrations in chunks(generated.select_related("body").order_by("pk").iterator(2_000)):
        drawn = [(registration, draw(lot, registration)) for registration in registrations]
        rows = [row_of(registration, fact) for registration, facts in drawn for fact in facts]
        RegistryFact.objects.bulk_create(rows)
        repeat_grades(drawn, lot.as_of)


def draw(lot: Lot, registration: Registration) -> list[Fact]:
    """The facts of one organisation by the number in its code, so that no other organisation moves them."""
    source = lot.source(TABLE, number_of(registration.body.credit_code))
    found = [
        *grades(source, registration, lot.as_of),
        *inspections(source, registration, lot.as_of),
        *listings(source, registration, lot.as_of),
        *penalties(source, registration, lot.as_of),
    ]
    return [fact for fact in found if registration.registered_on < fact.happened_on <= lot.as_of]


def number_of(credit_code: str) -> int:
    """Which of the generated organisations it is."""
    return int(credit_code[8 + len(organisations.STEM) : 16])


def grades(source: Random, registration: Registration, as_of: date) -> Iterator[Fact]:
    """A grade of the last years, some of them over; none for who is too young."""
    grade = weighted(source, GRADES)
    earliest = max(registration.registered_on.year + YEARS_BEFORE_A_GRADE, as_of.year - OLDEST_GRADE)
    if grade and earliest <= as_of.year:
        announced_on = day_in(source, source.randint(earliest, as_of.year))
        fact = Fact(
            FactKind.GRADE, grade, announced_on, cause=GradeEvent.AWARDED, issued_by=registration.authority
        )
        yield workflow.with_span(fact, [])


def inspections(source: Random, registration: Registration, as_of: date) -> Iterator[Fact]:
    """The conclusions of the last years; who filed nothing may be put on the list for it."""
    for year in range(as_of.year - INSPECTED_YEARS, as_of.year):
        result, concluded_on = weighted(source, RESULTS), day_in(source, year + 1)
        is_listed, is_removed, days = (
            source.random() < LISTED,
            source.random() < REMOVED,
            source.randint(30, 300),
        )
        if registration.registered_on.year > year:
            continue
        yield Fact(FactKind.INSPECTION, result, concluded_on, year=year, issued_by=registration.authority)
        if result == InspectionResult.NOT_FILED and is_listed:
            removed_on = concluded_on + timedelta(days=days)
            yield listing(
                registration, concluded_on, ListingCause.NO_REPORT, removed_on if is_removed else None, as_of
            )


def listings(source: Random, registration: Registration, as_of: date) -> Iterator[Fact]:
    """Whoever cannot be reached, and the few of the serious list."""
    is_unreachable, is_serious = source.random() < UNREACHABLE, source.random() < SERIOUS
    day = day_in(source, as_of.year)
    if is_unreachable:
        yield listing(registration, day, ListingCause.UNREACHABLE, None, as_of)
    if is_serious:
        yield listing(registration, day, ListingCause.FRAUD, None, as_of, code=ListKind.SERIOUS)


def listing(
    registration: Registration, day: date, cause: str, until: date | None, as_of: date, code=ListKind.ABNORMAL
) -> Fact:
    """Being on a list; a removal that lies ahead has not happened."""
    ends_on = until if until and until <= as_of else None
    number = f"民异〔{day.year}〕{number_of(registration.body.credit_code)}号{MARK}"
    return Fact(
        FactKind.LISTING,
        code,
        day,
        cause=cause,
        ends_on=ends_on,
        issued_by=registration.authority,
        number=number,
    )


def penalties(source: Random, registration: Registration, as_of: date) -> Iterator[Fact]:
    """One decision for very few."""
    is_penalised, kind = source.random() < PENALISED, weighted(source, PENALTIES)
    day, amount = day_in(source, source.randint(as_of.year - 3, as_of.year)), Decimal(source.choice(FINES))
    if is_penalised:
        yield Fact(
            FactKind.PENALTY,
            kind,
            day,
            issued_by=registration.authority,
            number=f"民罚〔{day.year}〕{number_of(registration.body.credit_code)}号{MARK}",
            amount=amount if kind == PenaltyKind.FINE else None,
            remark=f"未按章程规定开展活动{MARK}",
        )


def day_in(source: Random, year: int) -> date:
    """A day of the months in which authorities decide."""
    return date(year, *SPRING) + timedelta(days=source.randrange(WEEKS * 7))


def row_of(registration: Registration, fact: Fact) -> RegistryFact:
    """The row as the authority would have entered it a week later."""
    authority = Actor(0, MARK, body_name=registration.authority)
    source = Source(SOURCE, fact.happened_on)
    entered_at = at_local(fact.happened_on + timedelta(days=7), 9)
    return workflow.row_of(
        registration.body, fact, Change.ENTERED, source=source, by=authority, now=entered_at
    )


def repeat_grades(drawn: list[tuple[Registration, list[Fact]]], as_of: date) -> None:
    """Write the grades of this day into the columns that lists filter by."""
    graded = []
    for registration, facts in drawn:
        columns = workflow.grade_columns(facts, as_of)
        if columns["grade"]:
            graded.append(registration)
            for name, value in columns.items():
                setattr(registration, name, value)
    if graded:
        Registration.objects.bulk_update(graded, ["grade", "grade_from", "grade_to"], batch_size=500)

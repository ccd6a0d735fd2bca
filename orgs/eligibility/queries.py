"""The answers about a body, now or as they were known at a moment."""

from collections.abc import Container
from dataclasses import asdict, dataclass
from datetime import date, datetime

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.eligibility import rules
from orgs.eligibility.choices import Occasion, Rule, State
from orgs.eligibility.models import EligibilityEvidence, EligibilitySnapshot
from orgs.eligibility.rules import Answer, Known, Law, Party, Proof, Question
from orgs.people.choices import ORGANISER_ROLES, Role
from orgs.registry import law
from orgs.registry import queries as registry
from portal.kernel import clock
from portal.kernel.errors import Refusal
from portal.kernel.ledger.rules import plain
from portal.kernel.prepared import Prepared, moment, number

CHECKERS = (*ORGANISER_ROLES, Role.REGISTRAR)
READERS = (*CHECKERS, Role.AUDITOR)
# Asked of every bidder in the last minute.
PARTY = Prepared[Body](
    lambda: Body.objects.filter(pk=number("body")).select_related("registration").defer("search")
)
GIVEN = Prepared[EligibilityEvidence](
    lambda: EligibilityEvidence.objects.filter(
        body_id=number("body"), given_at__lte=moment("at")
    ).select_related("given_by")
)


@dataclass(frozen=True)
class Compared:
    """One rule: the answer as it was frozen, and what is known since if that says something else."""

    rule: Rule
    answer: Answer
    since: Answer | None = None


@dataclass(frozen=True)
class Frozen:
    """A body with its frozen answers, rule by rule."""

    snapshot: EligibilitySnapshot
    rows: list[Compared]

    @property
    def tally(self) -> list[tuple[str, str, int]]:
        """How many answers of each state: (state, its words, number); states without any are left out."""
        states = [row.answer.state for row in self.rows]
        return [(state, state.label, states.count(state)) for state in State if state in states]


def answers_for(body_id: int, *, at: datetime, is_due: bool = False) -> list[Answer]:
    """Every rule for a body at a moment, by what was known then."""
    return answers_about(PARTY.get(body=body_id), at=at, is_due=is_due)


def refusals_of(body: Body, *, at: datetime) -> list[Refusal]:
    """What bars a body that is read already, and nothing else about it."""
    return rules.barring_refusals(answers_about(body, at=at, only=rules.BARRING))


def answers_about(
    body: Body, *, at: datetime, is_due: bool = False, only: Container[str] = frozenset(Rule)
) -> list[Answer]:
    """The same for a body that is read already."""
    on = clock.local_date(at)
    question = Question(
        party=party_of(body),
        known=[
            Known(fact.value, f"{fact.source}，{fact.source_on:%Y-%m-%d}")
            for fact in registry.facts_of(body.pk, known_at=at)
        ],
        proofs=proofs_of(body.pk, at=at),
        law=law_on(on),
        on=on,
        at=at,
        is_due=is_due,
    )
    return rules.answers(question, only=only)


def party_of(body: Body) -> Party:
    """The body as the rules take it."""
    capacity, registration = body.capacity, getattr(body, "registration", None)
    return Party(
        may_contract=capacity.may_contract,
        basis=capacity.basis,
        is_social=body.kind == BodyKind.SOCIAL_ORGANISATION,
        is_individual=body.kind == BodyKind.INDIVIDUAL,
        registered_on=registration.registered_on if registration else None,
        deregistered_on=registration.deregistered_on if registration else None,
        party_organisation=registration.party_organisation if registration else "",
    )


def proofs_of(body_id: int, *, at: datetime) -> list[Proof]:
    """What was put forward for a body until a moment."""
    return [
        Proof(
            row.rule,
            row.kind,
            row.is_clean,
            row.says,
            f"{row.get_kind_display()}，{row.given_for} {row.given_by.name}",
            row.checked_at,
        )
        for row in GIVEN.all(body=body_id, at=at)
    ]


def law_on(on: date) -> Law:
    """The legal numbers in force on a day."""
    numbers = law.numbers(
        "clean_record_years",
        "larger_fine",
        "inspection_due_month",
        "inspection_lag_years",
        "credit_query_days",
        on=on,
    )
    return Law(
        clean_years=int(numbers["clean_record_years"]),
        larger_fine=numbers["larger_fine"].value,
        due_month=int(numbers["inspection_due_month"]),
        lag_years=int(numbers["inspection_lag_years"]),
        query_days=int(numbers["credit_query_days"]),
    )


def frozen(occasion: Occasion, reference: str) -> list[EligibilitySnapshot]:
    """The snapshots of a package or contract; the caller has checked who may read them."""
    rows = EligibilitySnapshot.objects.filter(occasion=occasion, reference=reference)
    return list(rows.select_related("body").order_by("pk"))


def compared(snapshot: EligibilitySnapshot, *, at: datetime) -> Frozen:
    """A snapshot beside what is known at a moment after it; the caller has checked who may read it."""
    since = {answer.rule: answer for answer in answers_for(snapshot.body_id, at=at, is_due=True)}
    rows = []
    for answer in as_answers(snapshot):
        newer = since.get(answer.rule)
        differs = newer is not None and (newer.state, newer.evidence) != (answer.state, answer.evidence)
        rows.append(Compared(Rule(answer.rule), answer, newer if differs else None))
    return Frozen(snapshot, rows)


def as_known(body: Body, *, at: datetime) -> Frozen:
    """The answers about a body at a moment in the same form; nothing is kept."""
    found = answers_for(body.pk, at=at, is_due=True)
    unsaved = EligibilitySnapshot(body=body, on=clock.local_date(at), taken_at=at)
    return Frozen(unsaved, [Compared(Rule(answer.rule), answer) for answer in found])


def as_stored(found: list[Answer]) -> list[dict]:
    """Answers as a snapshot keeps them."""
    return [plain(asdict(answer)) for answer in found]


def as_answers(snapshot: EligibilitySnapshot) -> list[Answer]:
    """Stored answers as pages show them."""
    return [
        Answer(**{**stored, "checked_at": datetime.fromisoformat(stored["checked_at"])})
        for stored in snapshot.answers
    ]

"""What the pages of bonds show: each bond with its faults, its day of return and what lateness costs."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal
from procurement import methods
from procurement.contracts.bonds import queries, rules, workflow
from procurement.contracts.bonds.choices import BondStatus, RefundCause
from procurement.contracts.bonds.models import BidBond
from procurement.notices import queries as notices
from procurement.projects.models import Package

SHOWN = 100
TONES = {
    BondStatus.HELD: "soon",
    BondStatus.KEEPING: "soon",
    BondStatus.REFUNDED: "ok",
    BondStatus.CONVERTED: "ok",
    BondStatus.KEPT: "stop",
    BondStatus.STRUCK: "quiet",
}


@dataclass(frozen=True)
class BondRow:
    """One bond as a page shows it; `last_day` is None while nothing makes it due."""

    bond: BidBond
    tone: str
    faults: list[Refusal]
    cause: str
    since: date | None
    last_day: LegalDate | None
    late: int
    owed: Decimal
    verbs: list[str]


def bonds_context(package: Package, *, actor: Actor, now: datetime) -> dict:
    """The bonds of a package as its clerks and supervisors see them."""
    bonds = list(queries.of_package(package))
    for bond in bonds:
        bond.package = package
    asked = queries.asked_of(package)
    may_enter = notices.conducts(actor, package.project) and actor.has_role(*workflow.STEPS["enter"].roles)
    return {
        "now": now,
        "package": package,
        "project": package.project,
        "asked": asked,
        "rows": rows_of(bonds, asked={package.pk: asked}, actor=actor, now=now),
        "shared": list(queries.shared_accounts(bonds).values()),
        "may_enter": may_enter and bool(asked.amount),
        "terms": methods.get(package.project.method).terms,
        "basis": rules.ASKED_BASIS,
        "missing_basis": rules.MISSING_BASIS,
        "shared_basis": rules.SHARED_BASIS,
        "refund_basis": rules.REFUND_BASIS,
    }


def own_rows(actor: Actor, *, now: datetime) -> list[BondRow]:
    """The acting supplier's own bonds; what each package asks is read once."""
    bonds = list(queries.own(actor)[:SHOWN])
    packages = {bond.package_id: bond.package for bond in bonds}
    asked = {key: queries.asked_of(package) for key, package in packages.items()}
    return rows_of(bonds, asked=asked, actor=actor, now=now)


def rows_of(
    bonds: list[BidBond], *, asked: dict[int, rules.Asked], actor: Actor, now: datetime
) -> list[BondRow]:
    """Bonds with what the call of each one's package asks."""
    causes = queries.causes(bonds)
    return [
        row_of(bond, causes.get(bond.pk), asked=asked[bond.package_id], actor=actor, now=now)
        for bond in bonds
    ]


def row_of(
    bond: BidBond, cause: rules.Cause | None, *, asked: rules.Asked, actor: Actor, now: datetime
) -> BondRow:
    """One bond."""
    facts = rules.BondFacts(bond.form, bond.amount, bond.arrived_at, bond.reference)
    last_day = queries.last_day(bond, cause) if cause else None
    is_running = bond.status == BondStatus.HELD and last_day is not None
    ended_on = local_date(now) if is_running else bond.ended_on
    late = rules.days_late(ended_on, last_day=last_day.date) if last_day and ended_on else 0
    owed = rules.late_charge(bond.amount, late, queries.charge_law(bond.package)) if late else Decimal(0)
    is_struck = bond.status == BondStatus.STRUCK
    return BondRow(
        bond=bond,
        tone="stop" if is_running and late else TONES[bond.status],
        faults=[] if is_struck else rules.faults(facts, asked),
        cause=RefundCause(cause.code).label if cause else "",
        since=cause.since if cause else None,
        last_day=last_day,
        late=late,
        owed=owed,
        verbs=verbs_of(bond, cause, actor=actor),
    )


def verbs_of(bond: BidBond, cause: rules.Cause | None, *, actor: Actor) -> list[str]:
    """What this capacity may do with a bond now; the verb itself judges again."""
    project = bond.package.project
    conducts = notices.conducts(actor, project)
    found = []
    for verb in procedure.available(bond, workflow.STEPS, by=actor):
        is_approval = workflow.STEPS[verb].roles == workflow.APPROVERS
        is_due = cause is not None or verb not in ("refund", "convert")
        is_contract = verb != "convert" or (cause and cause.code == RefundCause.CONTRACT)
        own = project.purchaser_id == actor.body_id and bond.ended_by_id != actor.user_id
        if is_due and is_contract and (own if is_approval else conducts):
            found.append(verb)
    return found


def charge_of(bond: BidBond) -> dict:
    """By what a late return is paid for, in words and figures."""
    law = queries.charge_law(bond.package)
    return {
        "rate": f"{(law.rate * 100).normalize():f}%",
        "factor": law.factor.normalize(),
        "days": law.year_days,
    }

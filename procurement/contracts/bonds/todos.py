"""What must be done about bonds: give back in time, decide on a proposal to keep one."""

from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.contracts.bonds import queries, rules, workflow
from procurement.contracts.bonds.choices import BondStatus
from procurement.contracts.bonds.models import BidBond

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Bonds that are due for return, and proposals that wait for a second person."""
    found = []
    if actor.has_role(*workflow.STEPS["refund"].roles):
        found += refunds(actor, of=of)
    if actor.has_role(*workflow.APPROVERS):
        found += decisions(actor, of=of)
    return found


def refunds(actor: Actor, *, of: str | None) -> list[Todo]:
    """One for each bond whose time runs."""
    conducted = Q(package__project__purchaser_id=actor.body_id)
    conducted |= Q(package__project__agency_mandate__agency_id=actor.body_id)
    rows = narrowed(queries.waiting().filter(conducted), package__project__number=of).order_by("pk")[:SHOWN]
    bonds = list(rows)
    causes = queries.causes(bonds)
    return [refund(bond, causes[bond.pk]) for bond in bonds if bond.pk in causes]


def refund(bond: BidBond, cause: rules.Cause) -> Todo:
    """A bond to give back."""
    last_day = queries.last_day(bond, cause)
    return Todo(
        title=_("退还保证金"),
        subject=subject_of(bond),
        why=_("%(supplier)s的保证金到了退还的时候") % {"supplier": bond.supplier.name},
        url=reverse("bonds:refund", args=[bond.pk]),
        button=_("登记退还"),
        due_at=at_local(last_day.date, 23, 59),
        basis=rules.REFUND_BASIS,
        is_provisional=last_day.provisional,
    )


def decisions(actor: Actor, *, of: str | None) -> list[Todo]:
    """Proposals of others not to give a bond back."""
    rows = queries.readable(actor).filter(
        status=BondStatus.KEEPING, package__project__purchaser_id=actor.body_id
    )
    rows = narrowed(rows.exclude(ended_by_id=actor.user_id), package__project__number=of).order_by("pk")
    return [
        Todo(
            title=_("审批不予退还保证金"),
            subject=subject_of(bond),
            why=_("经办人提出不予退还%(supplier)s的保证金") % {"supplier": bond.supplier.name},
            url=reverse("bonds:decide", args=[bond.pk]),
            button=_("审批"),
            basis=rules.KEEP_BASIS,
        )
        for bond in rows[:SHOWN]
    ]


def subject_of(bond: BidBond) -> str:
    """Which package."""
    return f"{bond.package.number} {bond.package.project.title}"

"""A bond is entered after the opening, then given back, turned over or, by two people, kept."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.money import ZERO
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.contracts.bonds import queries, rules
from procurement.contracts.bonds.choices import BondStatus
from procurement.contracts.bonds.models import BidBond
from procurement.contracts.bonds.rules import BondFacts
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.models import Package

APPROVERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
HELD = (BondStatus.HELD,)

STEPS = {
    "enter": Step(gettext_lazy("登记保证金"), HELD, "", ORGANISER_ROLES, basis=rules.ASKED_BASIS),
    "strike": Step(gettext_lazy("作废登记"), HELD, BondStatus.STRUCK, ORGANISER_ROLES),
    "refund": Step(
        gettext_lazy("退还保证金"), HELD, BondStatus.REFUNDED, ORGANISER_ROLES, basis=rules.REFUND_BASIS
    ),
    "convert": Step(
        gettext_lazy("转为履约保证金"), HELD, BondStatus.CONVERTED, ORGANISER_ROLES, basis=rules.REFUND_BASIS
    ),
    "propose_keeping": Step(
        gettext_lazy("提出不予退还"), HELD, BondStatus.KEEPING, ORGANISER_ROLES, basis=rules.KEEP_BASIS
    ),
    "keep": Step(
        gettext_lazy("批准不予退还"),
        (BondStatus.KEEPING,),
        BondStatus.KEPT,
        APPROVERS,
        basis=rules.KEEP_BASIS,
    ),
    "return_keeping": Step(
        gettext_lazy("退回不予退还的提议"),
        (BondStatus.KEEPING,),
        BondStatus.HELD,
        APPROVERS,
        basis=rules.KEEP_BASIS,
    ),
}


@dataclass(frozen=True)
class RefundFacts:
    """When a bond was given back, what was paid for lateness in yuan, and whose fault the lateness was."""

    on: date
    charge: Decimal = ZERO
    is_suppliers_fault: bool = False
    reason: str = ""


@transaction.atomic
def enter(
    package_id: int, facts: BondFacts, *, supplier_id: int, paper: Upload, by: Actor, now: datetime
) -> BidBond:
    """Enter a bond from its bank paper, after the opening; what is wrong with it is shown, not refused."""
    procedure.allow(STEPS, "enter", by=by)
    package = projects.package_for_update(package_id)
    _of_conductor(package, by)
    refuse(rules.asked_refusals(is_required=queries.asks(package.project)))
    refuse(rules.early_refusals(is_disclosed=queries.is_disclosed(package)))
    known = BidBond.objects.filter(package=package, supplier_id=supplier_id)
    is_known = known.exclude(status=BondStatus.STRUCK).exists()
    refuse(rules.entry_refusals(facts, now=now, is_known=is_known))
    bond = BidBond.objects.create(
        package=package,
        supplier_id=supplier_id,
        form=facts.form,
        amount=facts.amount,
        arrived_at=facts.arrived_at,
        reference=facts.reference,
        payer_account=facts.payer_account,
        paper=paper,
        entered_by_id=by.user_id,
        entered_at=now,
    )
    _record(bond, "enter", by=by, now=now, paper_sha256=paper.sha256, arrived_at=facts.arrived_at)
    return bond


@transaction.atomic
def strike(bond_id: int, *, reason: str, by: Actor, now: datetime) -> BidBond:
    """Take back an entry that was a mistake; the row stays readable."""
    bond = _begin(bond_id, "strike", by=by)
    return _end(bond, "strike", by=by, now=now, reason=reason)


@transaction.atomic
def refund(
    bond_id: int, facts: RefundFacts, *, paper: Upload | None = None, by: Actor, now: datetime
) -> BidBond:
    """Give a bond back; lateness is paid for unless the supplier itself was the cause."""
    bond = _begin(bond_id, "refund", by=by)
    cause = queries.cause_of(bond)
    refuse(rules.due_refusals(cause))
    refuse(rules.day_refusals(facts.on, since=cause.since, today=local_date(now)))
    late = rules.days_late(facts.on, last_day=queries.last_day(bond, cause).date)
    refuse(
        rules.charge_refusals(
            late=late,
            due=rules.late_charge(bond.amount, late, queries.charge_law(bond.package)),
            paid=facts.charge,
            reason=facts.reason,
            is_suppliers_fault=facts.is_suppliers_fault,
        )
    )
    bond.charge, bond.ended_on, bond.ended_paper = facts.charge, facts.on, paper
    _end(bond, "refund", by=by, now=now, reason=facts.reason)
    _tell(bond, _("保证金已退还：%(title)s"), now=now)
    return bond


@transaction.atomic
def convert(bond_id: int, *, by: Actor, now: datetime, paper: Upload | None = None) -> BidBond:
    """Turn the bond of who signed the contract into its performance bond."""
    bond = _begin(bond_id, "convert", by=by)
    refuse(rules.convert_refusals(queries.cause_of(bond)))
    bond.ended_on, bond.ended_paper = local_date(now), paper
    _end(bond, "convert", by=by, now=now)
    _tell(bond, _("保证金已转为履约保证金：%(title)s"), now=now)
    return bond


@transaction.atomic
def propose_keeping(
    bond_id: int, *, ground: str, reason: str, paper: Upload | None = None, by: Actor, now: datetime
) -> BidBond:
    """Propose not to give a bond back; a second person decides."""
    bond = _begin(bond_id, "propose_keeping", by=by)
    shut, recalled = queries.was_not_opened(bond), queries.is_recalled(bond)
    refuse(rules.keep_refusals(ground=ground, reason=reason, was_not_opened=shut, is_recalled=recalled))
    bond.ground, bond.ended_paper = ground, paper
    _end(bond, "propose_keeping", by=by, now=now, reason=reason, ground=ground)
    notify_body(
        bond.package.project.purchaser_id,
        roles=APPROVERS,
        subject=_("保证金不予退还待您审批：%(title)s") % {"title": bond.package.title},
        text=reason,
        url=page(bond.package_id),
        now=now,
    )
    return bond


@transaction.atomic
def decide_keeping(bond_id: int, *, is_kept: bool, by: Actor, now: datetime) -> BidBond:
    """The second person's decision on a proposal not to give a bond back."""
    verb = "keep" if is_kept else "return_keeping"
    bond = _begin(bond_id, verb, by=by)
    refuse(rules.second_person_refusals(proposed_by=bond.ended_by_id, user_id=by.user_id))
    if is_kept:
        bond.approved_by_id, bond.ended_on = by.user_id, local_date(now)
    else:
        bond.ground, bond.ended_by = "", None
    bond.save(update_fields=["status", "approved_by", "ended_on", "ended_by", "ground"])
    _record(bond, verb, by=by, now=now)
    if is_kept:
        _tell(bond, _("保证金不予退还：%(title)s"), now=now)
    return bond


def page(package_id: int) -> str:
    """The bonds of a package."""
    return reverse("bonds:list", args=[package_id])


def _begin(bond_id: int, verb: str, *, by: Actor) -> BidBond:
    procedure.allow(STEPS, verb, by=by)
    bond = queries.bond_for_update(bond_id)
    _of_conductor(bond.package, by, is_purchasers=STEPS[verb].roles == APPROVERS)
    procedure.advance(bond, STEPS, verb, by=by)
    return bond


def _of_conductor(package: Package, by: Actor, *, is_purchasers: bool = False) -> None:
    own = package.project.purchaser_id == by.body_id
    if not (own if is_purchasers else notices.conducts(by, package.project)):
        raise NotPermitted(_("这是其他单位的采购项目。"))


def _end(bond: BidBond, verb: str, *, by: Actor, now: datetime, reason: str = "", **facts: object) -> BidBond:
    bond.ended_by_id, bond.reason = by.user_id, reason.strip()
    bond.save()
    _record(bond, verb, by=by, now=now, reason=bond.reason, charge=bond.charge, **facts)
    return bond


def _tell(bond: BidBond, subject: str, *, now: datetime) -> None:
    notify_body(
        bond.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=subject % {"title": bond.package.title},
        text=bond.reason or _("请核对到账情况；有异议的，请联系采购人。"),
        url=reverse("bonds:own"),
        now=now,
    )


def _record(bond: BidBond, verb: str, *, by: Actor, now: datetime, **facts: object) -> None:
    """One ledger entry; who paid a bond stays sealed for good, since losers are never named."""
    facts = {"package": bond.package.number, "supplier": bond.supplier.credit_code, **facts}
    facts["amount"] = bond.amount
    seal = f"package:{bond.package.number}:bonds"
    ledger.record(bond, f"bonds.{verb}", says=STEPS[verb].says, by=by, at=now, facts=facts, seal=seal)

"""Changes of who may act: add a person, lend one, mandate an agency, end either."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.people import queries, rules
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from orgs.people.models import AgencyMandate, Membership, User
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger


@dataclass(frozen=True)
class Person:
    """A new person as an operator enters one."""

    username: str
    name: str
    email: str
    phone: str
    password: str


@dataclass(frozen=True)
class Loan:
    """A person lent to a purchaser that lacks a second one, by written mandate with an end date."""

    borrower_id: int
    roles: tuple[str, ...]
    ends_on: date
    paper: str


def add_person(person: Person, *, body: Body, roles: list[str], by: Actor, now: datetime) -> Membership:
    """Add a person with a first membership (operators only)."""
    require(by, Role.OPERATOR, says=_("添加人员"))
    with transaction.atomic():
        user = User.objects.create_user(
            person.username, person.email, person.password, name=person.name, phone=person.phone
        )
        user.is_staff = Role.AUDITOR in roles or Role.OPERATOR in roles
        user.save(update_fields=["is_staff"])
        return join(user, body=body, roles=roles, by=by, now=now)


def join(user: User, *, body: Body, roles: list[str], by: Actor, now: datetime) -> Membership:
    """Let a person act for a body in these roles from today (operators only).

    The first person of a contractor runs its account.
    """
    require(by, Role.OPERATOR, says=_("添加任职"))
    with transaction.atomic():
        refuse(rules.membership_refusals(body_kind=body.kind, body_name=body.name, roles=roles))
        today = clock.local_date(now)
        runs = not set(roles).isdisjoint(SUPPLIER_ROLES) and not _has_administrator(body, on=today)
        membership = Membership.objects.create(
            user=user, body=body, roles=roles, starts_on=today, is_administrator=runs
        )
        facts = {"body": body.name, "roles": sorted(roles)}
        ledger.record(membership, "people.join", says=_("添加任职"), by=by, at=now, facts=facts)
    return membership


def lend(user: User, *, loan: Loan, by: Actor, now: datetime) -> Membership:
    """Lend one of the own body's people to a purchaser until a day, by a written mandate.

    Never for award and payment: duties refuse a lent person there. Refused when the person is not the
    lender's, already acts for the borrower, or the end lies too far away.
    """
    require(by, Role.PURCHASER_LEADER, Role.SUPERVISOR, says=_("出借人员"))
    today = clock.local_date(now)
    with transaction.atomic():
        own = Membership.objects.active(on=today).filter(user=user, body_id=by.body_id, lent_by=None)
        facts = rules.LoanFacts(
            is_own_person=own.exists(),
            is_own_body=loan.borrower_id == by.body_id,
            acts_already=Membership.objects.filter(user=user, body_id=loan.borrower_id).exists(),
            roles=loan.roles,
            starts_on=today,
            ends_on=loan.ends_on,
        )
        refuse(rules.loan_refusals(facts))
        membership = Membership.objects.create(
            user=user,
            body_id=loan.borrower_id,
            roles=list(loan.roles),
            starts_on=today,
            ends_on=loan.ends_on,
            lent_by_id=by.body_id,
            paper=loan.paper,
        )
        record = {
            "body": membership.body.name,
            "ends_on": loan.ends_on,
            "paper": loan.paper,
        }
        ledger.record(membership, "people.lend", says=_("出借人员"), by=by, at=now, facts=record)
    return membership


def mandate_agency(agency: Body, *, paper: str, ends_on: date, by: Actor, now: datetime) -> AgencyMandate:
    """Mandate a procurement agency in writing until a day (the purchaser's leader only)."""
    require(by, Role.PURCHASER_LEADER, says=_("委托代理机构"))
    today = clock.local_date(now)
    with transaction.atomic():
        refuse(rules.mandate_refusals(agency_kind=agency.kind, starts_on=today, ends_on=ends_on))
        mandate = AgencyMandate.objects.create(
            purchaser_id=by.body_id, agency=agency, paper=paper, starts_on=today, ends_on=ends_on
        )
        facts = {"agency": agency.name, "paper": paper, "ends_on": ends_on}
        ledger.record(mandate, "people.mandate_agency", says=_("委托代理机构"), by=by, at=now, facts=facts)
    return mandate


def end_membership(membership_id: int, *, by: Actor, now: datetime) -> Membership:
    """End a membership today: by an operator, or by the lender for a lent person."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update().get(pk=membership_id)
        lender_ends = membership.lent_by_id == by.body_id and by.has_role(Role.SUPERVISOR, *PURCHASER_ROLES)
        if not (by.has_role(Role.OPERATOR) or lender_ends):
            raise NotPermitted(_("您当前的身份不能结束任职。"))
        staying = queries.own_people(membership.body_id, on=clock.local_date(now)).exclude(pk=membership.pk)
        refuse(
            rules.last_administrator_refusals(
                is_administrator=membership.is_administrator,
                others=staying.values_list("is_administrator", flat=True),
            )
        )
        membership.ends_on = clock.local_date(now)
        membership.save(update_fields=["ends_on"])
        facts = {"ends_on": membership.ends_on}
        ledger.record(membership, "people.end_membership", says=_("结束任职"), by=by, at=now, facts=facts)
    return membership


def _has_administrator(body: Body, *, on: date) -> bool:
    return queries.own_people(body.pk, on=on).filter(is_administrator=True).exists()


def require(by: Actor, *roles: str, says: str) -> None:
    """Raise NotPermitted unless the capacity carries one of the roles."""
    if not by.has_role(*roles):
        raise NotPermitted(_("您当前的身份不能%(verb)s。") % {"verb": says})

"""Reads of applications: the platform sees all, a registrar those of its own division and below."""

from django.db.models import QuerySet

from orgs.accounts.applications.models import AccountApplication
from orgs.accounts.applications.rules import Applicant
from orgs.accounts.proofs import Evidence
from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from portal.kernel import clock
from portal.kernel.actors import Actor

DECIDERS = (Role.REGISTRAR, Role.OPERATOR)


def visible_to(actor: Actor | None) -> QuerySet[AccountApplication]:
    """What this capacity may decide."""
    found = AccountApplication.objects.select_related("body__division", "letter", "decided_by", "user")
    if actor is None or not actor.has_role(*DECIDERS):
        return found.none()
    if actor.has_role(Role.OPERATOR):
        return found
    division = Body.objects.values_list("division_id", flat=True).get(pk=actor.body_id)
    return found.filter(body__division__code__startswith=division)


def application_for_update(application_id: int, *, by: Actor) -> AccountApplication:
    """One application of this capacity, locked until the transaction ends."""
    mine = visible_to(by).filter(pk=application_id).select_related(None).select_related("body", "letter")
    return mine.select_for_update(of=("self",)).get()


def body_of(code: str) -> Body | None:
    """The body of a code; an individual is not public and counts as not there."""
    return (
        Body.objects.exclude(kind__in=(BodyKind.INDIVIDUAL, BodyKind.PLATFORM))
        .select_related("registration")
        .filter(credit_code=code)
        .first()
    )


def applicant(body: Body | None, *, now) -> Applicant:
    """What the register says of it."""
    if body is None:
        return Applicant(is_known=False)
    registration = getattr(body, "registration", None)
    today = clock.local_date(now)
    return Applicant(
        is_known=True,
        name=body.name,
        may_contract=body.may_contract,
        capacity_basis=body.capacity.basis,
        is_deregistered=bool(
            registration and registration.deregistered_on and registration.deregistered_on <= today
        ),
    )


def evidence(application: AccountApplication) -> Evidence:
    """What is at hand for the proof."""
    last = max(application.calls.all(), key=lambda call: call.pk, default=None)
    return Evidence(has_letter=application.letter_id is not None, confirmed=last.confirmed if last else None)


def administrators(body_id: int, *, now) -> QuerySet[User]:
    """Who runs the account of a body today."""
    active = Membership.objects.active(on=clock.local_date(now))
    keys = active.filter(body_id=body_id, is_administrator=True).values("user_id")
    return User.objects.filter(pk__in=keys, is_active=True).order_by("pk")

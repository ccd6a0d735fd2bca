"""The one-time link by which a new person sets the password; nobody ever tells a password to anybody."""

from dataclasses import dataclass
from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

from orgs.bodies.models import Body
from orgs.people.models import Membership, User
from portal.kernel import clock
from portal.kernel.outbox.workflow import later

DAY = 86_400


@dataclass(frozen=True)
class Newcomer:
    """A person who gets an account of an organisation; `site` is where the link leads, with a slash."""

    name: str
    email: str
    phone: str
    roles: tuple[str, ...]
    is_administrator: bool
    site: str


def open_account(person: Newcomer, *, body: Body, now: datetime) -> Membership:
    """A user without a password, the membership, and the link by e-mail; the caller has locked the body."""
    user = User(
        username=free_name(body),
        name=person.name,
        email=person.email,
        phone=person.phone,
        is_sample=body.is_sample,
    )
    user.set_unusable_password()
    user.save()
    membership = Membership.objects.create(
        user=user,
        body=body,
        roles=list(person.roles),
        starts_on=clock.local_date(now),
        is_administrator=person.is_administrator,
    )
    later("accounts.send_entry_link", user.pk, person.site)
    return membership


def free_name(body: Body) -> str:
    """A sign-in name that says nothing of the person: the organisation's part of its code and a number."""
    stem = body.credit_code[8:17].lower()
    taken = set(User.objects.filter(username__startswith=f"{stem}-").values_list("username", flat=True))
    return next(name for number in range(1, len(taken) + 2) if (name := f"{stem}-{number}") not in taken)


def link_of(user: User, *, site: str) -> str:
    """Where the password is set; the link is dead once that was done, or when it is too old."""
    keys = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=keys)
    return site.rstrip("/") + path


def days_of_link() -> int:
    """How many days a link lives."""
    return settings.PASSWORD_RESET_TIMEOUT // DAY


def revoke_sessions(user_id: int) -> int:
    """Sign a person out everywhere; gives the number of sessions."""
    sessions = list(UserSession.objects.filter(user_id=user_id))
    for session in sessions:
        session.end()
    return len(sessions)

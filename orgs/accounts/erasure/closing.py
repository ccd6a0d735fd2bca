"""Closing an account: everything by which a person signs in or is reached goes; masking: the name goes."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from rest_framework.authtoken.models import Token

from orgs.accounts import entry
from orgs.accounts.applications.models import AccountApplication
from orgs.accounts.erasure.rules import STARS, masked_name
from orgs.inbox.models import Message
from orgs.people.models import Membership, User
from portal.kernel import clock

ONE_DAY = timedelta(days=1)
MEANS = (EmailAddress, Authenticator, Token, UserSession)
CLOSED_FIELDS = ("username", "password", "phone", "is_active", "is_staff", "last_login", "last_seen_at")


def close(user: User, *, now: datetime) -> None:
    """Close the account of a locked person. The e-mail address stays until the answer has been sent."""
    yesterday = clock.local_date(now) - ONE_DAY
    active = Membership.objects.active(on=clock.local_date(now)).filter(user=user)
    for membership in active.select_for_update(of=("self",)).order_by("pk"):
        membership.ends_on, membership.is_administrator = yesterday, False
        membership.save(update_fields=["ends_on", "is_administrator"])
    entry.revoke_sessions(user.pk)
    for model in MEANS:
        model.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.username, user.phone = f"closed-{user.pk}", ""
    user.is_active = user.is_staff = False
    user.last_login = user.last_seen_at = None
    user.set_unusable_password()
    user.save(update_fields=CLOSED_FIELDS)


def mask(user: User) -> str:
    """Mask the name of a closed account, here and on applications; gives the masked name."""
    user.name = masked_name(user.name)
    user.save(update_fields=["name"])
    AccountApplication.objects.filter(user=user).update(
        applicant_name=user.name, phone=STARS, email=f"closed-{user.pk}@masked.invalid", post=STARS
    )
    Message.objects.filter(user=user).delete()
    return user.name


def forget_address(user: User) -> None:
    """The answer is sent: the last way to reach the person goes."""
    user.email = ""
    user.save(update_fields=["email"])


def as_person() -> str:
    """What the ledger calls a person who acts in the own matter."""
    return _("本人")

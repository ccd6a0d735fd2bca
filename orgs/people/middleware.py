"""In which capacity a request is made, and the second factor of staff."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from orgs.people import queries
from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.factors import FACTORS
from portal.kernel import clock

ACTING_KEY = "acting_membership"
ACTIVE_KEY = "active_at"


class Activity:
    """Writes down that a session is in use: the idle time and the list of sessions go by it.

    Once a minute is enough; at every request it would cost each page two more transactions.
    """

    MOST_SECONDS = 60

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            now = int(timezone.now().timestamp())
            every = min(self.MOST_SECONDS, settings.SESSION_COOKIE_AGE // 10)
            if not 0 <= now - request.session.get(ACTIVE_KEY, 0) < every:
                request.session[ACTIVE_KEY] = now
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


class ActingMembership:
    """Sets `request.actor` (None for a visitor) and `request.memberships`.

    A person with several memberships acts in the one chosen last, else in the first.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.memberships = None, []
        if request.user.is_authenticated:
            today = clock.local_date(timezone.now())
            request.memberships = queries.memberships_of(request.user.pk, on=today)
            chosen = request.session.get(ACTING_KEY)
            acting = next((m for m in request.memberships if m.pk == chosen), None)
            acting = acting or next(iter(request.memberships), None)
            request.actor = queries.actor_for(acting) if acting else None
        return self.get_response(request)


class SecondFactorRequired:
    """Staff reach nothing but the set-up of their second factor until they have one.

    Suppliers' people may use it; everybody else must. `SECOND_FACTOR_OPTIONAL` (refused in production)
    lets demonstration accounts in without.
    """

    OPEN_PREFIXES = ("/accounts/", "/static/", "/i18n/", "/health/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.must_set_up(request):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)

    def must_set_up(self, request: HttpRequest) -> bool:
        """Whether this signed-in person still lacks the second factor that the capacity demands."""
        if settings.SECOND_FACTOR_OPTIONAL or not request.user.is_authenticated:
            return False
        if request.path.startswith(self.OPEN_PREFIXES):
            return False
        only_supplier = request.memberships and all(
            set(m.roles) <= set(SUPPLIER_ROLES) for m in request.memberships
        )
        return not only_supplier and not is_mfa_enabled(request.user, FACTORS)

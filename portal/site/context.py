"""The frame around every page: who acts, the menus, the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel import limits
from portal.kernel.actors import Actor
from portal.site import navigation, todo_counts

LARGE_TYPE_COOKIE = "large_type"


@dataclass(frozen=True)
class Capacity:
    """One line of the switch of roles."""

    membership_id: int
    body: str
    roles: str
    is_current: bool


def role_words(roles: Iterable[str]) -> str:
    """采购人经办、采购人复核."""
    return "、".join(str(Role(role).label) for role in sorted(roles) if role in Role.values)


class Frame:
    """What templates/base.html, public.html and workbench.html show; each part is read only when shown."""

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def now(self) -> datetime:
        """The one reading of the clock for this page."""
        return timezone.localtime(limits.page_clock(self.request).now)

    @cached_property
    def today(self) -> date:
        return self.now.date()

    @cached_property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def demo_mode(self) -> bool:
        return settings.DEMO_MODE

    @cached_property
    def large_type(self) -> bool:
        return self.request.COOKIES.get(LARGE_TYPE_COOKIE) == "1"

    @cached_property
    def acting(self) -> Actor | None:
        """The capacity in which the reader acts; None for the public."""
        return getattr(self.request, "actor", None)

    @cached_property
    def is_signed_in(self) -> bool:
        user = getattr(self.request, "user", None)
        return bool(user and user.is_authenticated)

    @cached_property
    def acting_words(self) -> str:
        """采购人经办 周敏: the role and the person."""
        if not self.acting:
            return ""
        return f"{role_words(self.acting.roles)} {self.acting.name}".strip()

    @cached_property
    def capacities(self) -> list[Capacity]:
        """The capacities that the reader may switch to."""
        acting_id = self.acting.membership_id if self.acting else None
        return [
            Capacity(m.pk, m.body.name, role_words(m.roles), m.pk == acting_id)
            for m in getattr(self.request, "memberships", ())
        ]

    @cached_property
    def todo_count(self) -> int:
        """Things to do, as the workbench last counted them; nothing is counted for the frame alone."""
        return int(cache.get(todo_counts.key(self.acting), 0)) if self.acting else 0

    @cached_property
    def unread_count(self) -> int:
        """Messages not read yet."""
        return Message.objects.filter(user_id=self.acting.user_id, read_at=None).count() if self.acting else 0

    @cached_property
    def roles(self) -> frozenset[str]:
        return self.acting.roles if self.acting else frozenset()

    @cached_property
    def public_nav(self):
        return navigation.items(navigation.PUBLIC, path=self.request.path)

    @cached_property
    def foot_nav(self):
        return navigation.sections(navigation.FOOT, path="")

    @cached_property
    def work_nav(self):
        return navigation.sections(navigation.WORK, path=self.request.path, roles=self.roles)

    @cached_property
    def account_nav(self):
        return navigation.items(navigation.ACCOUNT, path="")

    @cached_property
    def where(self) -> str:
        """The words of the current menu line, for the folded menu."""
        lines = [item for section in self.work_nav for item in section.items if item.is_current]
        return lines[0].label if lines else ""

    @cached_property
    def back_url(self) -> str:
        """The page before this one, when it was one of ours."""
        before = self.request.META.get("HTTP_REFERER", "")
        is_ours = url_has_allowed_host_and_scheme(before, allowed_hosts={self.request.get_host()})
        return before if is_ours else "/"

    login_url = cached_property(lambda self: navigation.address("account_login"))
    logout_url = cached_property(lambda self: navigation.address("account_logout"))
    language_url = cached_property(
        lambda self: navigation.address("set_language") if len(settings.LANGUAGES) > 1 else ""
    )
    search_url = cached_property(lambda self: navigation.address("site:search"))
    workbench_url = cached_property(lambda self: navigation.address("site:workbench"))
    switch_url = cached_property(lambda self: navigation.address("people:membership_switch"))
    inbox_url = cached_property(lambda self: navigation.address("inbox:message_list"))


def frame(request: HttpRequest) -> dict:
    """The context processor: `frame`, and the `now` that clocks count from."""
    made = Frame(request)
    return {"frame": made, "now": made.now}

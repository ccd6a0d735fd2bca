"""One purchase walked stage by stage; at each stage everybody opens every page that the table names."""

import re
from collections import defaultdict
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from functools import cache

import pytest
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from orgs.people import queries as people
from procurement.notices import workflow as notices
from tests import after_award, spine
from tests.access.readers import Readers, gather
from tests.access.table import Page
from tests.portal_clock import PortalClock
from tests.spine import Purchase

CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|"csrfToken": "[^"]*"')
Hook = Callable[[Readers, str], None]


@dataclass
class Visits:
    """What each page answered to each reader: the status, by page and reader; 500 is a bug.

    `told` names the pages that gave a secret away.
    """

    status: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    posted: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    told: list[str] = field(default_factory=list)


def walk_with(hook: Hook, clock: PortalClock, *, patch: pytest.MonkeyPatch) -> Purchase:
    """Walk to the end of the spine; after each stage the hook is called with the clock where it stands."""
    stops = Stops(hook, clock)
    for module, names in STAGES.items():
        for name in names:
            patch.setattr(module, name, stops.after(name, getattr(module, name)))
    patch.setattr(notices, "submit", stops.after("submitted_notice", notices.submit))
    return after_award.evaluated(spine.awarded())


class Stops:
    """Calls the hook the first time that each stage has been walked."""

    def __init__(self, hook: Hook, clock: PortalClock):
        self.hook, self.clock = hook, clock
        self.readers: Readers | None = None
        self.seen: set[str] = set()

    def after(self, name: str, stage: Callable) -> Callable:
        """The stage with a stop behind it."""

        def walked(*args, **facts):
            made = stage(*args, **facts)
            if name not in self.seen:
                self.seen.add(name)
                self.stop(name, made)
            return made

        return walked

    def stop(self, name: str, made: object) -> None:
        """Let everybody in, with the clock where the walk stands."""
        if self.readers is None:
            self.readers = gather(made)
        self.clock.stop_at(self.readers.walk.clock.now())
        self.readers.catch_up()
        with pytest.MonkeyPatch.context() as patch:
            # While the walk rests nobody and nobody's capacities change; thousands of requests ask for them.
            patch.setattr(people, "memberships_of", cache(people.memberships_of))
            person = cache(ModelBackend().get_user)
            patch.setattr(ModelBackend, "get_user", lambda backend, pk: copy(person(pk)))
            self.hook(self.readers, name)


STAGES = {
    spine: (
        "drafted_project",
        "submitted_project",
        "approved_project",
        "drafted_notice",
        "announced_package",
        "obtained",
        "submitted",
        "released",
        "opened_package",
        "examined",
        "consulted",
        "quoted",
        "scored",
        "reported",
        "decided",
        "awarded",
    ),
    after_award: (
        "drafted_contract",
        "offered",
        "signed",
        "contracted",
        "planned",
        "accepted",
        "opened_evaluation",
        "computed",
        "evaluated",
    ),
}


def address_of(page: Page, walk: Purchase) -> str:
    """Where the page is for this purchase."""
    return reverse(page.name, kwargs=page.of(walk)) + page.query


def open_as(client: Client, address: str) -> HttpResponse:
    """Open a page and leave nothing behind."""
    return _without_trace(lambda: client.get(address))


def post_as(client: Client, address: str) -> HttpResponse:
    """Send an empty form and leave nothing behind."""
    return _without_trace(lambda: client.post(address, {}))


def post_data_as(client: Client, address: str, data: dict[str, str]) -> HttpResponse:
    """Send a form and leave nothing behind."""
    return _without_trace(lambda: client.post(address, data))


def text_of(response: HttpResponse) -> str:
    """What a reader sees of it, without what changes at every request."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return CHANGING.sub(b"", content).decode(errors="replace")


def code_of(response: HttpResponse) -> int:
    """The status; 401 stands for being sent to sign in."""
    to_sign_in = response.status_code == 302 and "/accounts/login/" in response.url
    return 401 if to_sign_in else response.status_code


def _without_trace(request: Callable[[], HttpResponse]) -> HttpResponse:
    with transaction.atomic():
        response = request()
        transaction.set_rollback(True)
    return response

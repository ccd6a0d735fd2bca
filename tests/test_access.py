"""Who may open which page: everybody at every page, and secrets that no page tells before their time."""

import logging
from collections.abc import Iterator

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver

from tests.access import told
from tests.access.readers import EVERYBODY, LATER, Readers
from tests.access.rows import ROWS
from tests.access.table import Page
from tests.access.walking import Visits, address_of, code_of, open_as, post_as, walk_with
from tests.portal_clock import PortalClock

OURS = ("portal.", "orgs.", "catalog.", "procurement.", "evaluation.")
pytestmark = pytest.mark.django_db
# 503: the page of health says so while no worker runs.
LED_ON = {200, 302, 405, 409, 503}
TURNED_AWAY = {401, 403, 404}
# A page for everybody is opened by these only.
SOME = {"visitor", "handler", "outsider"}
TELLING = "test_no_page_tells_anybody_who_took_part_before_the_deadline"
# The walk goes on after the contract's year.
YEARS = 3 * 366 * 24 * 3600


def names_of(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Every named page that is ours."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, (namespace, pattern.namespace)))
            yield from names_of(pattern, inner)
        elif isinstance(pattern, URLPattern) and pattern.callback.__module__.startswith(OURS):
            yield ":".join(filter(None, (namespace, pattern.name)))


def turn_away_without_a_page(patch: pytest.MonkeyPatch) -> None:
    """Answer a refused reader with the status alone: thousands are, and only the status is looked at."""
    for status in (403, 404):
        patch.setattr(
            f"portal.urls.handler{status}",
            lambda request, exception, status=status: HttpResponse(status=status),
            raising=False,
        )


def asked_for(request: pytest.FixtureRequest) -> list[Page]:
    """The rows of the tests that were chosen: `-k notices` opens the pages of notices only."""
    chosen = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    names = {params["row"].name for params in chosen if isinstance(params.get("row"), Page)}
    return [row for row in ROWS if row.name in names]


@pytest.fixture(scope="module")
def visits(request, django_db_setup, django_db_blocker, portal_clock: PortalClock) -> Iterator[Visits]:
    """Walk once, and let everybody open everything on the way; nothing of it stays."""
    found, rows = Visits(), asked_for(request)
    is_told = any(item.name == TELLING for item in request.session.items)

    def visit(readers: Readers, stage: str) -> None:
        for page in (row for row in rows if row.at == stage):
            try:
                address = address_of(page, readers.walk)
            except (LookupError, NoReverseMatch, ObjectDoesNotExist) as error:
                found.status[page.name] = {"nobody": 0, str(error): 0}
                continue
            for part, client in readers.clients.items():
                if page.readers == EVERYBODY and part not in SOME:
                    continue
                found.status[page.name][part] = code_of(open_as(client, address))
                if part not in page.readers:
                    found.posted[page.name][part] = code_of(post_as(client, address))
        if stage == told.STAGE and is_told:
            found.told += told.told(readers)

    kept = override_settings(SECOND_FACTOR_OPTIONAL=True, SESSION_COOKIE_AGE=YEARS)
    with django_db_blocker.unblock(), kept, pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(logging.root.manager, "disable", logging.WARNING)
        turn_away_without_a_page(patch)
        walk_with(visit, portal_clock, patch=patch)
        transaction.set_rollback(True)
    yield found


def test_every_page_of_ours_is_in_the_table():
    assert set(names_of(get_resolver())) - {row.name for row in ROWS} == set()


def test_the_table_names_only_pages_that_exist():
    assert {row.name for row in ROWS} - set(names_of(get_resolver())) == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_page_opens_for_whom_the_table_names_and_for_nobody_else(visits, row):
    answers = visits.status[row.name]
    assert answers.keys() >= (SOME if row.readers == EVERYBODY else row.readers - LATER)
    wrong = {part: code for part, code in answers.items() if code not in expected(row, part)}
    assert wrong == {}


@pytest.mark.parametrize("row", [row for row in ROWS if row.readers < EVERYBODY], ids=lambda row: row.name)
def test_a_form_is_taken_from_nobody_else(visits, row):
    wrong = {part: code for part, code in visits.posted[row.name].items() if code not in TURNED_AWAY | {405}}
    assert wrong == {}


def test_no_page_tells_anybody_who_took_part_before_the_deadline(visits):
    assert visits.told == [], "\n".join(visits.told)


def expected(row, part: str) -> set[int]:
    """The answers that are right for this reader."""
    if part in row.readers:
        return LED_ON
    return TURNED_AWAY | {405}

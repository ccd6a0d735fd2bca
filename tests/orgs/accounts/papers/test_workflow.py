"""Papers on the list of one's own organisation, reminded of once each time."""

from datetime import UTC, datetime, timedelta

import pytest

from orgs.accounts.papers import queries, workflow
from orgs.accounts.papers.models import Paper
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted
from tests.factories import people
from tests.refusals import refused
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = local_date(NOW)
PAGES = Pages("papers")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def supplier():
    return people.actor(Role.SUPPLIER)


def test_each_reminder_goes_out_once_however_often_the_job_runs(supplier):
    people.paper(supplier, now=NOW, expires_on=TODAY + timedelta(days=60))
    sent = [workflow.remind(now=NOW + timedelta(days=day)) for day in (0, 0, 1, 30, 31, 53, 54, 61)]
    assert sent == [1, 0, 0, 1, 0, 1, 0, 0]
    assert Message.objects.filter(user_id=supplier.user_id).count() == 3


def test_a_paper_that_comes_late_is_reminded_of_once(supplier):
    people.paper(supplier, now=NOW, expires_on=TODAY + timedelta(days=5))
    assert [workflow.remind(now=NOW), workflow.remind(now=NOW)] == [1, 0]


def test_a_paper_off_the_list_is_kept_and_not_reminded_of(supplier):
    paper = people.paper(supplier, now=NOW, expires_on=TODAY + timedelta(days=5))
    workflow.remove(paper.pk, by=supplier, now=NOW)
    assert workflow.remind(now=NOW) == 0
    assert list(queries.papers_of(supplier)) == []
    assert Paper.objects.get().upload.size > 0


def test_others_neither_add_nor_remove(supplier):
    paper = people.paper(supplier, now=NOW)
    with pytest.raises(Paper.DoesNotExist):
        workflow.remove(paper.pk, by=people.actor(Role.SUPPLIER), now=NOW)
    with pytest.raises(NotPermitted):
        people.paper(people.actor(Role.FINANCE), now=NOW)
    refused(people.paper, supplier, now=NOW, issued_on=TODAY + timedelta(days=2), code="issued_later")


def test_the_page_lists_what_ends_first_and_others_do_not_find_it(supplier):
    people.paper(supplier, now=NOW, number="ZZ-LATE", expires_on=TODAY + timedelta(days=300))
    soon = people.paper(supplier, now=NOW, number="ZZ-SOON", expires_on=TODAY + timedelta(days=3))
    page = PAGES.page(client_of(supplier), "list").content.decode()
    assert page.index("ZZ-SOON") < page.index("ZZ-LATE")
    stranger = client_of(people.actor(Role.SUPPLIER))
    assert "ZZ-SOON" not in PAGES.page(stranger, "list").content.decode()
    assert PAGES.page(stranger, "file", soon.pk).status_code == 404
    assert PAGES.send(stranger, "remove", soon.pk).status_code == 404


def test_the_form_adds_a_paper_and_says_what_is_wrong(supplier):
    browser = client_of(supplier)
    facts = {"kind": "qualification", "number": "甲1", "issuer": "某部门", "issued_on": "2020-01-01"}
    assert "请选择扫描件" in PAGES.send(browser, "add", **facts).content.decode()
    wrong = PAGES.send(browser, "add", **facts, expires_on="2019-01-01", file=people.letter())
    assert wrong.status_code == 409
    assert "早于发证日期" in wrong.content.decode()
    assert PAGES.send(browser, "add", **facts, file=people.letter()).status_code == 302
    assert "长期有效" in PAGES.page(browser, "list").content.decode()

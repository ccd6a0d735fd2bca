"""The admin reads, nothing else, for whoever signs in; and what is opened is recorded."""

import ast
import gettext
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.urls import reverse

from evaluation.audit.models import AccessRecord
from orgs.people.choices import Role
from orgs.people.models import User
from orgs.regions.choices import DivisionKind
from orgs.regions.models import Division
from portal.kernel.admin import AuditAdmin, laid_out
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from portal.site.jobs import JOBS
from tests.factories import people

NOW = datetime(2025, 6, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{3}")
ENTRY = re.compile(r'^msgid (".+")\n(?:msgid_plural (".+")\n)?msgstr(?:\[0\])? (".+")$', re.MULTILINE)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def auditor(client) -> User:
    """An auditor, signed in."""
    person = people.user(is_staff=True)
    people.membership(Role.AUDITOR, body=people.body("audit_body"), person=person)
    client.force_login(person)
    return person


class Said(HTMLParser):
    """The words of a page that a reader sees; drawings and names of keys are no words."""

    SILENT = ("script", "style", "template", "kbd")

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        found = dict(attrs)
        self.words += [found[name] for name in ("placeholder", "title", "aria-label") if found.get(name)]
        if tag not in ("meta", "link", "input", "img", "br", "hr"):
            self.open.append(tag in self.SILENT or "material-symbols" in (found.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self.open):
            self.words.append(data.strip())


def english_in(page: str) -> list[str]:
    """What stands on a page in Latin letters alone."""
    said = Said()
    said.feed(page)
    return [words for words in said.words if ENGLISH.search(words) and not CHINESE.search(words)]


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_every_page_of_the_admin_is_read_only():
    assert [
        m._meta.label for m, page in admin.site._registry.items() if not isinstance(page, AuditAdmin)
    ] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_column_and_field_has_a_chinese_name(model):
    page = admin.site._registry[model]
    shown = {*page.list_display, *(page.fields or [field.name for field in model._meta.fields])} - {"id"}
    names = {name: str(label_for_field(name, model, page)) for name in shown}
    names |= {"one": str(model._meta.verbose_name), "many": str(model._meta.verbose_name_plural)}
    assert {name: said for name, said in names.items() if not CHINESE.search(said)} == {}


def test_every_word_of_the_libraries_is_compiled():
    folder = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES"
    entries = ENTRY.findall((folder / "django.po").read_text())
    written = [[ast.literal_eval(text or '""') for text in entry] for entry in entries]
    with (folder / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = {
        one
        for one, many, said in written
        if said not in (compiled.gettext(one), compiled.ngettext(one, many, 2))
    }
    assert stale == set()
    assert len(written) == (folder / "django.po").read_text().count("\nmsgid ") - 1  # the first is the header


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_auditor_opens_every_list_and_changes_nothing(client, auditor, model):
    page = client.get(address(model, "changelist"))
    sign_in_name = {auditor.username}
    assert (page.status_code, set(english_in(page.content.decode())) - sign_in_name) == (200, set())
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "add"), {}).status_code == 403
    assert client.post(address(model, "changelist"), {"action": "delete_selected"}).status_code == 403


@pytest.mark.parametrize("page", ["/admin/", "/admin/orgs/", "/admin/search/?s=%E5%8D%95&extended=1"])
def test_no_english_stands_beside_the_lists(client, auditor, page):
    assert english_in(client.get(page, headers={"HX-Request": "true"}).content.decode()) == []


def test_signing_out_of_the_admin_is_told_in_chinese(client, auditor):
    assert english_in(client.post("/admin/logout/").content.decode()) == []


def test_keys_are_told_in_words_in_list_filter_and_record(client, auditor):
    county = people.division("430111")
    for page in (address(Division, "changelist"), address(Division, "change", county.pk)):
        said = client.get(page).content.decode()
        assert str(DivisionKind.COUNTY.label) in said
        assert f">{DivisionKind.PREFECTURE_CITY}<" not in said


def test_recorded_facts_are_shown_as_written():
    field = LedgerEntry._meta.get_field("facts")
    assert "第三十一条" in laid_out(field)(LedgerEntry(facts={"basis": "第三十一条"}))


def test_the_page_of_a_job_keeps_its_arguments_out_of_sight(client, auditor):
    job = OutboxJob.objects.create(task="inbox.mail_copy", args=[987654], created_at=NOW, due_at=NOW)
    said = client.get(address(OutboxJob, "change", job.pk)).content.decode()
    assert "987654" not in said
    assert str(JOBS["inbox.mail_copy"]) in said


def test_a_crafted_request_changes_nothing(client, auditor):
    facts = {"username": "x", "name": "x", "is_superuser": "on"}
    for page in ("change", "delete"):
        assert client.post(address(User, page, auditor.pk), facts | {"post": "yes"}).status_code == 403
    auditor.refresh_from_db()
    assert (auditor.is_superuser, auditor.is_active) == (False, True)


def test_what_an_auditor_opens_is_recorded(client, auditor):
    page = address(LedgerEntry, "changelist")
    client.get(page, {"q": "张三"})
    record = AccessRecord.objects.get(path=page)
    assert (record.user_id_number, record.user_name) == (auditor.pk, auditor.name)


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.SUPPLIER, Role.EXPERT])
def test_others_do_not_enter_even_with_the_staff_mark(client, role):
    person = people.user(is_staff=True)
    people.membership(role, body=people.body(people.KIND_OF_ROLE.get(role, "state_organ")), person=person)
    client.force_login(person)
    assert client.get("/admin/").status_code == 403


def test_a_visitor_is_sent_to_the_portals_own_sign_in(client):
    assert client.get("/admin/").status_code == 302
    assert reverse("account_login") in client.get("/admin/login/?next=/admin/").url

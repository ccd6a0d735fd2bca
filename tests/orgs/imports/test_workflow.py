"""An import from its file to the register and back, with every refusal."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from orgs.bodies.models import Body, Registration
from orgs.imports import chunks, queries, tasks, workflow
from orgs.imports.choices import ImportStatus
from orgs.people.choices import Role
from orgs.registry.models import RegistrationChange
from portal.kernel import search
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people
from tests.orgs.imports import register

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people.division("430111")


@pytest.fixture
def operator():
    return people.actor(Role.OPERATOR)


def applied(found, *, by, skips_wrong=False):
    workflow.apply(found.pk, skips_wrong=skips_wrong, by=by, now=NOW)
    register.run_jobs()
    found.refresh_from_db()
    return found


def social_organisations():
    return Body.objects.filter(kind="social_organisation").order_by("credit_code")


def test_a_register_is_read_shown_and_taken_over(operator, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 2)
    found = register.read(register.book(*map(register.row, range(5))), by=operator, now=NOW)
    assert (found.status, found.counts) == (ImportStatus.READ, {"new": 5})
    assert not social_organisations().exists()
    applied(found, by=operator)
    assert found.status == ImportStatus.APPLIED
    bodies = list(social_organisations())
    assert [body.credit_code for body in bodies] == sorted(register.code(number) for number in range(5))
    assert bodies[0].registration.authority == "长沙市雨花区民政局"
    assert bodies[0].division_id == "430111"
    assert bodies[0].is_sample
    assert Body.objects.filter(search="第").exists() or bodies[0].pinyin_initials.startswith("d")
    assert {row.body_id for row in found.rows.all()} == {body.pk for body in bodies}
    verbs = LedgerEntry.objects.filter(verb__startswith="imports.").order_by("pk")
    assert [entry.verb for entry in verbs] == ["imports.begin", "imports.apply"]


def test_a_second_import_names_what_changed_and_what_did_not(operator):
    applied(register.read(register.book(register.row(1), register.row(2)), by=operator, now=NOW), by=operator)
    again = register.book(register.row(1, person="李某", address=""), register.row(2), register.row(3))
    found = register.read(again, by=operator, now=NOW)
    assert found.counts == {"changed": 1, "same": 1, "new": 1}
    assert found.rows.get(outcome="changed").changes == [("法定代表人", "张某", "李某")]
    applied(found, by=operator)
    changed = Registration.objects.get(body__credit_code=register.code(1))
    assert changed.legal_representative == "李某"
    assert changed.body.address == "某街道"


def test_wrong_rows_stop_the_import_unless_they_are_to_be_left_out(operator):
    rows = [register.row(1), register.row(2, day="昨天"), register.row(3, code="x")]
    found = register.read(register.book(*rows), by=operator, now=NOW)
    assert found.counts == {"new": 1, "wrong": 2}
    with pytest.raises(Refused, match="2 行有误"):
        workflow.apply(found.pk, skips_wrong=False, by=operator, now=NOW)
    assert not social_organisations().exists()
    applied(found, by=operator, skips_wrong=True)
    assert social_organisations().count() == 1


def test_a_name_that_another_body_has_is_wrong(operator):
    taken = people.body("enterprise", name="某某服务中心（示例）")
    found = register.read(register.book(register.row(1, name=taken.name)), by=operator, now=NOW)
    assert found.rows.get().wrong == [f"名称已经由信用代码 {taken.credit_code} 的单位使用。"]
    with pytest.raises(Refused, match="没有可以导入的行"):
        workflow.apply(found.pk, skips_wrong=True, by=operator, now=NOW)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("登记簿.csv", "名称,电话\n某中心,1\n".encode()), "没有找到表头"),
        (SimpleUploadedFile("登记簿.xlsx", b"PK\x03\x04 broken"), "已损坏"),
        (SimpleUploadedFile("登记簿.csv", b"\xff\xfe\x00"), "无法读取"),
    ],
)
def test_a_file_that_is_no_register_says_why_and_leaves_nothing(operator, file, says):
    found = register.read(file, by=operator, now=NOW)
    assert found.status == ImportStatus.UNREADABLE
    assert says in found.trouble
    assert not found.rows.exists()


def test_a_file_that_breaks_off_on_the_way_leaves_no_rows(operator, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 1)
    lines = [",".join(cells) for cells in (register.HEADING, register.row(1), register.row(2))]
    file = SimpleUploadedFile("登记簿.csv", ("\n".join(lines) + '\n"open').encode())
    found = register.read(file, by=operator, now=NOW)
    assert found.status == ImportStatus.UNREADABLE
    assert not found.rows.exists()


def test_when_the_register_changed_meanwhile_nothing_is_taken_over_and_all_is_read_again(operator):
    found = register.read(register.book(register.row(1), register.row(2)), by=operator, now=NOW)
    other = register.read(register.book(register.row(2)), by=operator, now=NOW)
    applied(other, by=operator)
    applied(found, by=operator)
    assert found.status == ImportStatus.READ
    assert "有了变化" in found.trouble
    assert found.counts == {"new": 1, "same": 1}
    assert social_organisations().count() == 1
    assert applied(found, by=operator).status == ImportStatus.APPLIED


def test_an_import_is_undone_as_a_whole(operator, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 1)
    applied(register.read(register.book(register.row(1)), by=operator, now=NOW), by=operator)
    rows = [register.row(1, person="李某"), register.row(2), register.row(3)]
    found = applied(register.read(register.book(*rows), by=operator, now=NOW), by=operator)
    workflow.undo(found.pk, by=operator, now=NOW)
    register.run_jobs()
    found.refresh_from_db()
    assert found.status == ImportStatus.UNDONE
    [left] = social_organisations()
    assert left.registration.legal_representative == "张某"


def test_an_import_in_use_stays(operator):
    found = applied(register.read(register.book(register.row(1)), by=operator, now=NOW), by=operator)
    people.membership(Role.SUPPLIER, body=social_organisations().get())
    with pytest.raises(Refused, match="已经被使用：任职"):
        workflow.undo(found.pk, by=operator, now=NOW)
    found.refresh_from_db()
    assert found.status == ImportStatus.APPLIED


def test_an_import_in_use_by_a_record_without_a_way_back_stays_too(operator):
    found = applied(register.read(register.book(register.row(1)), by=operator, now=NOW), by=operator)
    Body.objects.filter(pk=people.body().pk).update(supervising_body=social_organisations().get())
    with pytest.raises(Refused, match="已经被使用：单位"):
        workflow.undo(found.pk, by=operator, now=NOW)
    assert social_organisations().count() == 1


@pytest.mark.parametrize(
    ("model", "named"),
    [("orgs.membership", True), ("orgs.eligibilitysnapshot", False), ("procurement.submission", False)],
)
def test_what_would_tell_who_has_bid_is_not_named(model, named):
    assert queries.is_named(apps.get_model(model)) is named


def test_what_comes_into_use_before_the_job_runs_stays_and_says_so(operator):
    found = applied(register.read(register.book(register.row(1)), by=operator, now=NOW), by=operator)
    workflow.undo(found.pk, by=operator, now=NOW)
    people.membership(Role.SUPPLIER, body=social_organisations().get())
    register.run_jobs()
    found.refresh_from_db()
    assert found.status == ImportStatus.APPLIED
    assert "没有撤销" in found.trouble
    assert social_organisations().count() == 1


@pytest.mark.parametrize("job", [tasks.read_register, tasks.apply_register, tasks.undo_register])
def test_a_job_that_comes_twice_or_too_late_does_nothing(operator, job):
    found = register.read(register.book(register.row(1)), by=operator, now=NOW)
    workflow.discard(found.pk, by=operator, now=NOW)
    job(found.pk)
    found.refresh_from_db()
    assert found.status == ImportStatus.DISCARDED
    assert not social_organisations().exists()


def test_only_those_who_keep_the_register_import(operator):
    found = register.read(register.book(register.row(1)), by=operator, now=NOW)
    for role in (Role.SUPPLIER, Role.PURCHASER_HANDLER, Role.AUDITOR):
        stranger = people.actor(role)
        with pytest.raises(NotPermitted):
            workflow.begin(
                register.book(register.row(2)), "registration", source=register.SOURCE, by=stranger, now=NOW
            )
        with pytest.raises(NotPermitted):
            workflow.apply(found.pk, skips_wrong=False, by=stranger, now=NOW)


def test_steps_in_the_wrong_order_are_refused(operator):
    found = register.read(register.book(register.row(1)), by=operator, now=NOW)
    with pytest.raises(Refused, match="不能撤销导入"):
        workflow.undo(found.pk, by=operator, now=NOW)
    applied(found, by=operator)
    for verb in (workflow.discard, lambda pk, **who: workflow.apply(pk, skips_wrong=False, **who)):
        with pytest.raises(Refused, match="当前状态是“已导入”"):
            verb(found.pk, by=operator, now=NOW)


def test_a_changed_registration_keeps_what_stood_before_with_its_source_and_the_ledger_knows(operator):
    applied(register.read(register.book(register.row(1)), by=operator, now=NOW), by=operator)
    again = register.book(register.row(1, person="李某", name="改名的服务中心（示例）"))
    applied(register.read(again, by=operator, now=NOW), by=operator)
    [change] = RegistrationChange.objects.all()
    assert change.shown == [
        ("名称", "第1社会工作服务中心（示例）", "改名的服务中心（示例）"),
        ("法定代表人", "张某", "李某"),
    ]
    assert (change.source, change.entered_by_id) == (register.SOURCE.says, operator.user_id)
    [entry] = LedgerEntry.objects.about(change)
    assert entry.facts["registered"] == {
        "名称": {"原内容": "第1社会工作服务中心（示例）", "新内容": "改名的服务中心（示例）"}
    }
    assert entry.facts["not_told"] == ["法定代表人"]
    [body] = search.matches(social_organisations(), "search", "改名")
    assert body.registration.legal_representative == "李某"


def test_undoing_a_change_is_a_change_and_not_possible_after_a_later_one(operator):
    applied(register.read(register.book(register.row(1)), by=operator, now=NOW), by=operator)
    first, second = (
        applied(register.read(register.book(register.row(1, person=name)), by=operator, now=NOW), by=operator)
        for name in ("李某", "王某")
    )
    with pytest.raises(Refused, match="后来的登记变更"):
        workflow.undo(first.pk, by=operator, now=NOW)
    workflow.undo(second.pk, by=operator, now=NOW)
    register.run_jobs()
    assert Registration.objects.get().legal_representative == "李某"
    assert [change.values for change in RegistrationChange.objects.order_by("pk")] == [
        {"legal_representative": ["张某", "李某"]},
        {"legal_representative": ["李某", "王某"]},
        {"legal_representative": ["王某", "李某"]},
    ]


def test_a_change_whose_ground_has_moved_is_read_again(operator):
    applied(register.read(register.book(register.row(1)), by=operator, now=NOW), by=operator)
    found = register.read(register.book(register.row(1, person="李某")), by=operator, now=NOW)
    Registration.objects.update(legal_representative="赵某")
    applied(found, by=operator)
    assert found.status == ImportStatus.READ
    assert found.rows.get().changes == [("法定代表人", "赵某", "李某")]


def test_a_registrar_imports_the_own_division_alone(operator):
    registrar = people.actor(Role.REGISTRAR, of=people.body(division_code="4306"))
    found = register.read(register.book(register.row(1)), by=registrar, now=NOW)
    assert found.rows.get().wrong == ["不是本机关或者下级机关登记的社会组织。"]


def test_undoing_leaves_the_rows_of_a_later_import_that_found_the_organisation_there(operator):
    first, second = (
        applied(register.read(register.book(*rows), by=operator, now=NOW), by=operator)
        for rows in ([register.row(1)], [register.row(1), register.row(2)])
    )
    workflow.undo(first.pk, by=operator, now=NOW)
    register.run_jobs()
    assert [row.body_id is None for row in second.rows.all()] == [True, False]

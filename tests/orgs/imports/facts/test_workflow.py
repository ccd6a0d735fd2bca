"""Facts from their table into the register and back: nothing is overwritten."""

from datetime import date

import pytest
from django.utils import timezone

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Registration
from orgs.eligibility import workflow as eligibility
from orgs.imports import chunks, workflow
from orgs.imports.choices import ImportStatus
from orgs.people.choices import Role
from orgs.registry import queries as registry
from orgs.registry import workflow as registering
from orgs.registry.models import RegistryFact
from portal.kernel.actors import SYSTEM
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import people
from tests.factories.registry import SOURCE, grade, inspection, listing
from tests.orgs.imports import register
from tests.orgs.imports.facts import tables

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def registrar():
    return people.actor(Role.REGISTRAR, of=people.body(division_code="43"))


@pytest.fixture
def organisation():
    return people.body(BodyKind.SOCIAL_ORGANISATION)


def read(kind, *rows, by):
    return register.read(tables.book(kind, *rows), kind, by=by, now=NOW)


def applied(found, *, by, skips_wrong=False):
    workflow.apply(found.pk, skips_wrong=skips_wrong, by=by, now=NOW)
    register.run_jobs()
    found.refresh_from_db()
    return found


def undone(found, *, by):
    workflow.undo(found.pk, by=by, now=NOW)
    register.run_jobs()
    found.refresh_from_db()
    return found


def enter(organisation, fact):
    return registering.enter(organisation.pk, fact, source=SOURCE, by=SYSTEM, now=NOW)


def says(organisation):
    return [fact.says for fact in registry.facts_of(organisation.pk)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("grade", "4A"), ("inspection", "2024年度 合格"), ("listing", "活动异常名录"), ("penalty", "罚款")],
)
def test_each_kind_of_table_is_read_shown_and_entered(registrar, organisation, kind, said):
    found = read(kind, tables.about(kind, organisation), by=registrar)
    assert (found.status, found.counts) == (ImportStatus.READ, {"new": 1})
    assert found.rows.get().told
    assert not RegistryFact.objects.exists()
    assert applied(found, by=registrar).status == ImportStatus.APPLIED
    [fact] = registry.facts_of(organisation.pk)
    assert fact.says == said
    assert (fact.source, fact.source_on) == (register.SOURCE.says, register.SOURCE.dated)
    assert (fact.entered_by_id, fact.entered_for) == (registrar.user_id, registrar.body_name)
    assert found.rows.get().fact == fact
    [entry] = LedgerEntry.objects.about(fact)
    assert (entry.verb, entry.facts["organisation"]) == ("registry.entered", organisation.credit_code)
    assert ledger.verify() == []


def test_a_grade_gets_its_validity_and_is_repeated_for_lists(registrar, organisation):
    applied(read("grade", tables.about("grade", organisation), by=registrar), by=registrar)
    registration = Registration.objects.get(body=organisation)
    assert (registration.grade, registration.grade_to) == ("4A", date(2029, 5, 31))


def test_the_preview_tells_new_changed_same_unknown_and_wrong_apart(registrar, organisation, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 2)
    others = [people.body(BodyKind.SOCIAL_ORGANISATION) for _number in range(2)]
    enter(organisation, inspection(2024, happened_on=date(2025, 8, 1), issued_by="民政厅（示例）"))
    enter(others[0], inspection(2024, "unqualified"))
    rows = [
        tables.about("inspection", organisation),
        tables.about("inspection", others[0]),
        tables.about("inspection", others[1]),
        tables.row("inspection", "无此组织（示例）", register.code(77)),
        tables.row("inspection", "无此组织（示例）", ""),
        tables.row("inspection", others[1].name, "", on="2025-09-01"),
        tables.row("inspection", "别的名称（示例）", others[1].credit_code, year="2023"),
    ]
    found = read("inspection", *rows, by=registrar)
    assert found.counts == {"same": 1, "changed": 1, "new": 1, "unknown": 2, "wrong": 2}
    told = {row.line: row.wrong for row in found.rows.all() if row.wrong}
    assert told == {
        5: [f"登记簿里没有信用代码 {register.code(77)}。"],
        6: ["登记簿里没有名称为“无此组织（示例）”的社会组织。"],
        7: ["与第 4 行是同一件事。"],
        8: [f"名称与登记簿不符：这个信用代码登记的是“{others[1].name}”。"],
    }
    assert found.rows.get(line=3).changes[0] == ("检查结论", "不合格", "合格")
    with pytest.raises(Refused, match="4 行有误"):
        workflow.apply(found.pk, skips_wrong=False, by=registrar, now=NOW)
    applied(found, by=registrar, skips_wrong=True)
    assert [says(body) for body in (organisation, *others)] == [["2024年度 合格"]] * 3


def test_a_correction_is_a_new_row_with_its_reason_and_the_former_stays(registrar, organisation):
    wrong = enter(organisation, grade("5A"))
    applied(read("grade", tables.about("grade", organisation), by=registrar), by=registrar)
    assert says(organisation) == ["4A"]
    right = RegistryFact.objects.get(supersedes=wrong)
    assert (right.change, right.reason) == ("corrected", "按导入的表“表格.xlsx”更正")
    assert RegistryFact.objects.get(pk=wrong.pk).code == "5A"
    assert Registration.objects.get(body=organisation).grade == "4A"


def test_a_removal_and_a_conclusion_continue_what_was_entered(registrar, organisation):
    enter(organisation, listing())
    enter(organisation, inspection(2024, "filed"))
    removal = tables.about("listing", organisation, until="2025-09-01", number="", by="民政厅（示例）")
    applied(read("listing", removal, by=registrar), by=registrar)
    applied(read("inspection", tables.about("inspection", organisation), by=registrar), by=registrar)
    listed, concluded = RegistryFact.objects.filter(supersedes__isnull=False).order_by("pk")
    assert (listed.ends_on, concluded.change, concluded.code) == (date(2025, 9, 1), "continued", "qualified")


def test_rows_of_one_organisation_follow_each_other(registrar, organisation):
    rows = [
        tables.about("grade", organisation, on="2023-06-01"),
        tables.about("grade", organisation, code="3A", on="2024-06-01", cause="降低"),
        tables.about("grade", organisation, code="5A", on="2015-06-01", cause="取消"),
    ]
    found = read("grade", *rows, by=registrar)
    assert found.counts == {"new": 2, "wrong": 1}
    applied(found, by=registrar, skips_wrong=True)
    registration = Registration.objects.get(body=organisation)
    assert (registration.grade, registration.grade_to) == ("3A", date(2028, 5, 31))


def test_what_the_rules_refuse_by_hand_they_refuse_in_a_table(registrar, organisation):
    enter(organisation, listing())
    again = tables.about("listing", organisation, on="2025-05-01")
    fine = tables.about("penalty", organisation, amount="")
    assert read("listing", again, by=registrar).rows.get().wrong == ["同一件事已经录入过。"]
    assert read("penalty", fine, by=registrar).rows.get().wrong == ["罚款没有填写金额。"]


def test_only_the_organisations_of_the_own_authority_are_entered(organisation):
    Registration.objects.filter(body=organisation).update(authority_division=people.division("430111"))
    elsewhere = people.actor(Role.REGISTRAR, of=people.body(division_code="4306"))
    found = read("grade", tables.about("grade", organisation), by=elsewhere)
    assert found.rows.get().wrong == ["不是本机关或者下级机关登记的社会组织。"]


def test_facts_are_imported_by_registrars_and_confirmed_by_those_of_the_same_authority(
    registrar, organisation
):
    with pytest.raises(NotPermitted):
        read("grade", tables.about("grade", organisation), by=people.actor(Role.OPERATOR))
    found = read("grade", tables.about("grade", organisation), by=registrar)
    other = people.actor(Role.REGISTRAR, of=people.body(division_code="43"))
    assert workflow.available(found, by=other) == []
    with pytest.raises(NotPermitted):
        workflow.apply(found.pk, skips_wrong=False, by=other, now=NOW)


def test_when_the_register_changed_meanwhile_nothing_is_entered_and_all_is_read_again(
    registrar, organisation
):
    found = read("grade", tables.about("grade", organisation), by=registrar)
    enter(organisation, grade("5A"))
    applied(found, by=registrar)
    assert (found.status, found.counts) == (ImportStatus.READ, {"changed": 1})
    assert "有了变化" in found.trouble
    assert says(organisation) == ["5A"]


def test_an_undone_import_leaves_what_stood_before_it_and_all_rows_readable(registrar, organisation):
    other = people.body(BodyKind.SOCIAL_ORGANISATION)
    enter(organisation, grade("5A"))
    rows = [tables.about("grade", organisation), tables.about("grade", other)]
    found = undone(applied(read("grade", *rows, by=registrar), by=registrar), by=registrar)
    assert found.status == ImportStatus.UNDONE
    assert (says(organisation), says(other)) == (["5A"], [])
    assert [Registration.objects.get(body=body).grade for body in (organisation, other)] == ["5A", ""]
    assert sorted(RegistryFact.objects.values_list("change", flat=True)) == [
        "corrected", "corrected", "entered", "entered", "voided",
    ]  # fmt: skip


def test_facts_in_use_stay(registrar, organisation):
    found = applied(read("grade", tables.about("grade", organisation), by=registrar), by=registrar)
    fact = found.rows.get().fact
    registering.void(fact.pk, reason="看错", source=SOURCE, by=registrar, now=NOW)
    with pytest.raises(Refused, match="已经被使用：登记事实"):
        workflow.undo(found.pk, by=registrar, now=NOW)


def test_facts_on_which_frozen_answers_rest_stay(registrar, organisation):
    found = applied(read("grade", tables.about("grade", organisation), by=registrar), by=registrar)
    eligibility.freeze(organisation.pk, "contract", reference="HT-1", at=NOW, now=timezone.now(), seal="")
    with pytest.raises(Refused, match="已经被使用：资格快照"):
        workflow.undo(found.pk, by=registrar, now=NOW)


def test_the_number_of_queries_does_not_follow_the_number_of_rows(registrar, django_assert_max_num_queries):
    bodies = [people.body(BodyKind.SOCIAL_ORGANISATION) for _number in range(30)]
    with django_assert_max_num_queries(45):
        found = read("grade", *(tables.about("grade", body) for body in bodies), by=registrar)
    with django_assert_max_num_queries(60):
        applied(found, by=registrar)
    assert Registration.objects.filter(grade="4A").count() == len(bodies)

"""An edition from its draft to its approval by a second person, and what it does to the former one."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from catalog.editions import changes, queries, workflow
from catalog.editions.choices import EditionState, EditionStatus, SuccessionKind
from catalog.editions.models import CatalogueEdition, CatalogueItem
from catalog.editions.rules import Approval, ItemFacts, Link
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from tests.factories import catalogue as make
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
NOW = make.NOW
TODAY = date(2026, 11, 23)
FIRST, SECOND = date(2027, 1, 1), date(2028, 1, 1)


@pytest.fixture
def general():
    return make.general_catalogue()


@pytest.fixture
def finance(general):
    return make.people(general)


@pytest.fixture
def department(general, finance):
    """A department's catalogue within a general edition in force since 2026."""
    make.approved(general, make.GENERAL, on=date(2026, 1, 1), by=finance, now=NOW - timedelta(days=30))
    return make.departmental_catalogue()


@pytest.mark.article("财政部令第102号第十一条至第十三条；规则 GPS-10")
def test_an_edition_is_drafted_consulted_on_and_approved_by_a_second_person(general, finance):
    edition = make.approved(general, make.GENERAL, on=FIRST, by=finance)
    assert (edition.status, edition.in_force_from, edition.in_force_to) == ("approved", FIRST, None)
    assert edition.approved_by == finance[1].user_id
    assert [edition.state_on(day) for day in (FIRST - timedelta(days=1), FIRST)] == ["upcoming", "in_force"]
    verbs = LedgerEntry.objects.about(edition).values_list("verb", flat=True)
    assert list(verbs) == ["catalogue.draft", "catalogue.write", "catalogue.submit", "catalogue.approve"]


def test_the_former_edition_ends_where_the_new_one_begins(general, finance):
    former = make.approved(general, make.GENERAL, on=FIRST, by=finance)
    edition = make.approved(general, on=SECOND, by=finance)
    former.refresh_from_db()
    assert former.in_force_to == SECOND
    for day, found in ((SECOND - timedelta(days=1), former), (SECOND, edition)):
        assert list(CatalogueEdition.objects.in_force(on=day)) == [found]
    assert former.state_on(SECOND) == EditionState.SUPERSEDED


def test_two_editions_in_force_on_one_day_are_impossible_in_the_database(general, finance):
    make.approved(general, make.GENERAL, on=FIRST, by=finance)
    for begins, ends in ((SECOND, None), (TODAY, SECOND), (TODAY, None)):
        with pytest.raises(IntegrityError, match="one_edition_in_force_a_day"), transaction.atomic():
            CatalogueEdition.objects.create(
                catalogue=general,
                title="x",
                status=EditionStatus.APPROVED,
                in_force_from=begins,
                in_force_to=ends,
            )
    CatalogueEdition.objects.create(
        catalogue=general, title="x", status=EditionStatus.APPROVED, in_force_from=TODAY, in_force_to=FIRST
    )


def test_catalogues_do_not_stand_in_each_others_way(department):
    by = make.people(department)
    make.approved(department, make.DEPARTMENTAL, on=FIRST, by=by)
    assert len(queries.editions(on=FIRST)) == 2


@pytest.mark.parametrize("index", [0, 1])
def test_whoever_drafted_or_submitted_does_not_approve(general, finance, index):
    edition = make.drafted(general, make.GENERAL, by=finance[0])
    workflow.submit(edition.pk, until=TODAY + timedelta(days=1), by=finance[1], now=NOW)
    with pytest.raises(Refused) as refused:
        workflow.approve(
            edition.pk, make.approval(edition, FIRST), by=finance[index], now=NOW + timedelta(days=2)
        )
    assert refused.value.code == "same_person"
    edition.refresh_from_db()
    assert edition.status == EditionStatus.CONSULTATION


def test_nothing_is_approved_while_opinions_are_asked_for(general, finance):
    edition = make.consulted(general, make.GENERAL, by=finance[0])
    with pytest.raises(Refused) as refused:
        workflow.approve(
            edition.pk, make.approval(edition, FIRST), by=finance[1], now=NOW + timedelta(days=1)
        )
    assert refused.value.code == "consultation_open"
    assert "第十一条至第十三条" in str(refused.value.refusals[0].basis)


def test_a_consultation_lasts_at_least_until_the_next_day(general, finance):
    edition = make.drafted(general, make.GENERAL, by=finance[0])
    with pytest.raises(Refused, match="不晚于今天"):
        workflow.submit(edition.pk, until=TODAY, by=finance[0], now=NOW)


@pytest.mark.article("湘财综〔2022〕18号；规则 GPS-11")
def test_another_number_than_2_30_200_is_confirmed_in_words_not_blocked(general, finance):
    edition = make.consulted(general, make.GENERAL, by=finance[0])
    later = NOW + timedelta(days=2)
    for typed, reason in (("", ""), ("第1级1项，第2级1项，第3级2项", ""), ("好", "有理由")):
        with pytest.raises(Refused) as refused:
            workflow.approve(edition.pk, Approval(FIRST, "", typed, reason), by=finance[1], now=later)
        assert refused.value.code == "departure_not_confirmed"
    decision = Approval(FIRST, "", "第1级1项，第2级1项，第3级2项", "按正式附件编制。")
    assert (
        workflow.approve(edition.pk, decision, by=finance[1], now=later).departure_reason
        == "按正式附件编制。"
    )


def test_a_new_edition_does_not_reach_back_over_purchases(general, finance):
    make.approved(general, make.GENERAL, on=date(2026, 1, 1), by=finance, now=NOW - timedelta(days=30))
    edition = make.consulted(general, by=finance[0])
    later = NOW + timedelta(days=2)
    for begins in (date(2025, 1, 1), TODAY, TODAY + timedelta(days=2)):
        with pytest.raises(Refused) as refused:
            workflow.approve(edition.pk, make.approval(edition, begins), by=finance[1], now=later)
        assert refused.value.code == "in_force_from"
    tomorrow = TODAY + timedelta(days=3)
    assert workflow.approve(edition.pk, make.approval(edition, tomorrow), by=finance[1], now=later)


def test_an_official_edition_takes_the_place_of_the_reference_edition_from_its_own_day(general):
    workflow.load_reference()
    finance = make.people(general)
    official = make.approved(general, make.GENERAL, on=date(2022, 7, 1), by=finance)
    reference = CatalogueEdition.objects.get(catalogue=general, is_reference=True)
    assert reference.in_force_to == date(2022, 7, 1)
    workflow.load_reference()
    assert list(CatalogueEdition.objects.in_force(on=TODAY).filter(catalogue=general)) == [official]


def test_an_empty_edition_is_not_put_out_for_opinions(general, finance):
    edition = make.drafted(general, by=finance[0])
    with pytest.raises(Refused) as refused:
        workflow.submit(edition.pk, until=FIRST, by=finance[0], now=NOW)
    assert refused.value.code == "empty"


def test_a_departmental_item_is_mapped_to_a_third_level_item(department):
    handler, _leader = make.people(department)
    edition = make.drafted(department, [*make.DEPARTMENTAL, ItemFacts("MZ-3", 4, "没有对应")], by=handler)
    with pytest.raises(Refused, match="没有对应通用目录"):
        workflow.submit(edition.pk, until=FIRST, by=handler, now=NOW)


def test_departmental_items_follow_the_general_edition_of_their_own_first_day(general, finance, department):
    by = make.people(department)
    make.approved(general, on=FIRST, by=finance)
    edition = make.approved(department, make.DEPARTMENTAL, on=SECOND, by=by)
    mapped = edition.items.get(code="MZ-1").general_item
    assert mapped.edition in CatalogueEdition.objects.in_force(on=SECOND)


def test_one_draft_at_a_time(general, finance):
    edition = make.drafted(general, make.GENERAL, by=finance[0])
    with pytest.raises(Refused) as refused:
        make.drafted(general, by=finance[0])
    assert refused.value.code == "in_preparation"
    with pytest.raises(Refused, match="理由"):
        workflow.abandon(edition.pk, opinion=" ", by=finance[0], now=NOW)
    workflow.abandon(edition.pk, opinion="重新导入", by=finance[0], now=NOW)
    assert make.drafted(general, by=finance[0]).pk != edition.pk


def test_a_returned_edition_can_be_mended_and_one_in_consultation_cannot(general, finance):
    edition = make.consulted(general, make.GENERAL, by=finance[0])
    item = ItemFacts("A0405", 3, "老年助餐服务", parent_code="A04")
    with pytest.raises(Refused) as refused:
        workflow.put_item(edition.pk, item, by=finance[0], now=NOW)
    assert refused.value.code == "wrong_state"
    workflow.return_edition(edition.pk, opinion="请补助餐", by=finance[1], now=NOW)
    workflow.put_item(edition.pk, item, by=finance[0], now=NOW)
    workflow.remove_item(edition.pk, "A0401", by=finance[0], now=NOW)
    assert set(edition.items.values_list("code", flat=True)) == {"A", "A04", "A0404", "A0405"}
    assert edition.items.get(code="A0405").pinyin_initials == "lnzcfw"


def test_only_the_body_that_keeps_a_catalogue_works_on_it(general, finance, department):
    strangers = (
        actor(Role.FINANCE),
        actor(Role.PURCHASER_HANDLER),
        actor(Role.OPERATOR),
        actor(Role.AUDITOR),
    )
    for stranger in strangers:
        for catalogue in (general, department):
            with pytest.raises(NotPermitted):
                make.drafted(catalogue, by=stranger)
    leader = make.people(department)[1]
    with pytest.raises(NotPermitted):
        make.drafted(department, by=leader)
    with pytest.raises(NotPermitted):
        workflow.assign_keeper(general.pk, owner_name="x", owner_code="y", by=finance[0], now=NOW)


def test_every_item_is_led_to_its_successor(general, finance):
    make.approved(general, make.GENERAL, on=FIRST, by=finance)
    edition = make.drafted(general, by=finance[0], now=NOW)
    items = [
        *make.GENERAL[:2],
        ItemFacts("A0401", 3, "基本养老服务（新）", parent_code="A04"),
        ItemFacts("A0406", 3, "居家照护服务", parent_code="A04"),
        ItemFacts("A0407", 3, "居家探访服务", parent_code="A04"),
    ]
    workflow.write_items(edition.pk, items, by=finance[0], now=NOW)
    links = [Link("A0404", code, SuccessionKind.SPLIT) for code in ("A0406", "A0407")]
    workflow.note_successors(edition.pk, links, by=finance[0], now=NOW)
    workflow.submit(edition.pk, until=TODAY + timedelta(days=1), by=finance[0], now=NOW)
    assert queries.history_of(CatalogueItem.objects.get(code="A0404")) == []
    workflow.approve(edition.pk, make.approval(edition, SECOND), by=finance[1], now=NOW + timedelta(days=2))
    found = {(row.old.code, row.new.code, row.how) for row in edition.successions.all()}
    assert found == {
        ("A", "A", "kept"), ("A04", "A04", "kept"), ("A0401", "A0401", "renamed"),
        ("A0404", "A0406", "split"), ("A0404", "A0407", "split"),
    }  # fmt: skip
    old = CatalogueItem.objects.get(code="A0404")
    assert queries.successors_on(old, on=SECOND) == ("居家照护服务", "居家探访服务")
    new = CatalogueItem.objects.get(code="A0406")
    assert set(CatalogueItem.objects.filter(pk__in=queries.kin(new.pk))) == {old, new}
    assert len(queries.history_of(old)) == 2
    assert "新增" not in {change.says for change in changes.changes_of(edition)}


def test_a_draft_says_what_it_would_change(general, finance):
    make.approved(general, make.GENERAL, on=FIRST, by=finance)
    edition = make.drafted(general, by=finance[0])
    assert changes.changes_of(edition) == []
    added = ItemFacts("A0408", 3, "老年助餐服务", parent_code="A04")
    renamed = ItemFacts("A0401", 3, "基本养老服务（新）", parent_code="A04")
    workflow.write_items(
        edition.pk, [*make.GENERAL[:2], make.GENERAL[3], renamed, added], by=finance[0], now=NOW
    )
    told = [(change.says, change.new.code) for change in changes.changes_of(edition)]
    assert told == [("更名", "A0401"), ("新增", "A0408")]


def test_an_item_that_is_left_out_is_retired(general, finance):
    make.approved(general, make.GENERAL, on=FIRST, by=finance)
    edition = make.approved(general, make.GENERAL[:3], on=SECOND, by=finance)
    row = edition.successions.get(how="retired")
    assert (row.old.code, row.new) == ("A0404", None)
    assert [change.old.code for change in changes.changes_of(edition)] == ["A0404"]


def test_a_copy_takes_the_procurement_categories_along(general):
    workflow.load_reference()
    edition = make.drafted(general, by=make.people(general)[0])
    link = edition.items.get(code="A0105").category_links.get()
    assert (link.category.code, link.is_verified) == ("C05040600", False)

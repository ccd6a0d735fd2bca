"""Pages of communities: public lists, what a registrar enters, refusals that keep what was typed."""

import pytest
from django.urls import reverse

from orgs.community.models import CommunityOrganisation, IncubationBase, SocialWorkStation
from orgs.people.choices import Role
from tests.factories import communities, people
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
PAGES = Pages("community")


@pytest.fixture
def browser():
    return client_of(people.actor(Role.REGISTRAR, of=people.body(division_code="430111")))


def words(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def test_stations_are_found_by_region_level_and_field_within_the_query_limit(
    client, django_assert_max_num_queries
):
    communities.station()
    communities.station("红星社工室（示例）", village="红星村", fields=["assistance"])
    communities.station("平江站（示例）", place="430626001")
    with django_assert_max_num_queries(8):
        page = words(client.get(reverse("community:station_list")))
    assert "两级合计" in page
    assert "含示例数据" not in page
    for query, shown, hidden in (
        ({"region": "4301"}, "侯家塘", "平江站"),
        ({"level": "village"}, "红星社工室", "侯家塘"),
        ({"field": "assistance"}, "红星社工室", "侯家塘"),
        ({"q": "hjt"}, "侯家塘", "红星社工室"),
        ({"running": "open", "region": "430626"}, "平江站", "侯家塘"),
    ):
        page = words(client.get(reverse("community:station_list"), query))
        assert shown in page
        assert hidden not in page
    assert client.get(reverse("community:station_list"), {"region": "x"}).status_code == 200


@pytest.mark.parametrize("name", ["organisation_list", "base_list", "region_map"])
def test_a_page_takes_no_more_queries_with_many_rows(client, name, django_assert_max_num_queries):
    for number in range(12):
        communities.organisation(f"议事会{number}（示例）")
        communities.base(f"基地{number}（示例）", operator_body=communities.social(f"运营{number}（示例）"))
    with django_assert_max_num_queries(8):
        words(client.get(reverse(f"community:{name}")))


def test_what_is_only_on_record_says_that_it_may_not_contract(client):
    page = words(client.get(communities.organisation().get_absolute_url()))
    assert "没有法人资格" in page
    assert "第二十二条" in page
    page = words(client.get(communities.hub().get_absolute_url()))
    assert "没有法人资格" not in page


def test_the_map_leads_from_the_province_to_a_prefecture_and_on_to_the_list(client):
    communities.station(is_sample=True)
    page = words(client.get(reverse("community:region_map"), {"show": "stations"}))
    assert 'href="/community/map/4301/?show=stations"' in page
    assert "含示例数据" in page
    page = words(client.get("/community/map/4301/", {"show": "stations"}))
    assert 'href="/community/stations/?region=430111"' in page
    assert client.get("/community/map/9999/").status_code == 404
    words(client.get("/community/map/4301/", {"show": "<script>"}))


def test_a_registrar_records_an_organisation_and_a_refusal_keeps_what_was_typed(browser):
    people.division("430111001")
    typed = {"name": "和事佬（示例）", "kind": "harmony", "division": "430111001", "activities": "邻里调解"}
    made = PAGES.send(browser, "organisation_record", **typed)
    assert made["Location"] == CommunityOrganisation.objects.get().get_absolute_url()
    page = words(PAGES.send(browser, "organisation_record", **typed), 409)
    assert "已有同名" in page
    assert "邻里调解" in page
    page = words(PAGES.send(browser, "organisation_record", **typed, body="52430000MJ00000000"))
    assert "没有信用代码为" in page


def test_a_registrar_opens_and_closes_a_station(browser):
    people.division("430111001")
    typed = {
        "name": "社工站（示例）", "level": "township", "division": "430111001", "fields_of": ["elderly"],
        "opened_on": "2021-01-01",
    }  # fmt: skip
    assert PAGES.send(browser, "station_open", **typed).status_code == 302
    found = SocialWorkStation.objects.get()
    assert "停止运行" in words(PAGES.page(browser, "station_detail", found.pk))
    why = {"reason": "并入街道社工站"}
    assert PAGES.send(browser, "station_close", found.pk, on="2020-01-01", **why).status_code == 409
    assert PAGES.send(browser, "station_close", found.pk, on="2022-01-01", **why).status_code == 302
    page = words(PAGES.page(browser, "station_detail", found.pk))
    assert "已停止" in page and "并入街道社工站" in page
    assert "停止运行</a>" not in page


def test_a_registrar_enters_a_base_its_money_and_its_organisations(browser):
    people.division("430111")
    typed = {"name": "基地（示例）", "division": "430111", "services": ["venture"], "opened_on": "2020-01-01"}
    assert PAGES.send(browser, "base_open", **typed).status_code == 302
    base, body = IncubationBase.objects.get(), communities.social("在孵（示例）")
    PAGES.send(browser, "subsidy_enter", base.pk, year="2021", amount="1,200,000", document_number="")
    PAGES.send(browser, "organisation_admit", base.pk, body=body.credit_code, entered_on="2021-05-01")
    page = words(PAGES.page(browser, "base_detail", base.pk))
    for shown in ("1,200,000", "在孵（示例）", "公益创投", "登记出驻"):
        assert shown in page
    assert "基地（示例）" in words(browser.get(body.get_absolute_url()))
    inside = base.incubations.get()
    assert PAGES.send(browser, "organisation_release", inside.pk, on="2022-05-01").status_code == 302
    assert "2022-05-01" in words(PAGES.page(browser, "base_detail", base.pk))


def test_the_page_of_an_organisation_names_the_station_it_runs(client):
    body = communities.social("暖邻（示例）")
    communities.station(operator_body=body)
    assert "侯家塘社工站" in words(client.get(body.get_absolute_url()))


def test_a_registrar_corrects_and_strikes_off_and_everybody_reads_what_was_before(browser, client):
    entry = communities.organisation()
    shown = words(PAGES.page(browser, "organisation_correct", entry.pk))
    assert "邻里议事会（示例）" in shown
    typed = {
        "name": "邻里协商会（示例）", "kind": "deliberation", "division": entry.division_id,
        "activities": "邻里议事", "on": "2026-01-01", "reason": "登记时写错",
    }  # fmt: skip
    assert PAGES.send(browser, "organisation_correct", entry.pk, **typed).status_code == 302
    page = words(client.get(entry.get_absolute_url()))
    assert "<del>邻里议事会（示例）</del>" in page and "登记时写错" in page
    assert "没有改动" in words(PAGES.send(browser, "organisation_correct", entry.pk, **typed), 409)
    ended = {"on": "2026-02-01", "reason": "停止活动"}
    assert PAGES.send(browser, "organisation_strike_off", entry.pk, **ended).status_code == 302
    assert "已撤销" in words(client.get(entry.get_absolute_url()))
    page = words(client.get(reverse("community:organisation_list"), {"standing": "struck_off"}))
    assert "邻里协商会（示例）" in page
    page = words(client.get(reverse("community:organisation_list"), {"standing": "on_record"}))
    assert "邻里协商会（示例）" not in page


def test_a_registrar_corrects_a_station_and_a_base_and_closes_the_base(browser):
    station, base = communities.station(), communities.base()
    typed = {
        "name": station.name, "level": "township", "division": station.division_id,
        "fields_of": ["community"], "on": "2026-01-01", "reason": "新增领域",
    }  # fmt: skip
    assert PAGES.send(browser, "station_correct", station.pk, **typed).status_code == 302
    assert "社区建设" in words(PAGES.page(browser, "station_detail", station.pk))
    typed = {"name": base.name, "division": base.division_id, "services": ["venture"]}
    why = {"on": "2026-01-01", "reason": "合同期满"}
    assert PAGES.send(browser, "base_correct", base.pk, **typed, **why).status_code == 302
    assert PAGES.send(browser, "base_close", base.pk, **why).status_code == 302
    page = words(PAGES.page(browser, "base_detail", base.pk))
    assert "公益创投" in page and "合同期满" in page
    assert "登记入驻组织" not in page

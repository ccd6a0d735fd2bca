"""Lists: every row once, whatever the page size; bad tokens and filters lead to a page, not to an error."""

from datetime import date

import django_filters
import pytest
from django import forms
from django.core import signing
from django.db.models.functions import Length
from django.test import RequestFactory

from portal.kernel import listing
from portal.kernel.calendar import workflow
from portal.kernel.calendar.models import CalendarDay

pytestmark = pytest.mark.django_db

ORDER = ("-is_workday", "name", "-date")
TEMPLATE = """{% for day in rows %}{{ day.name }} {% endfor %}|{{ listing.total }}|{{ listing.page.notice }}|
{% for chip in listing.chips %}<a href="{{ chip.remove_url }}">{{ chip.label }}</a>{% endfor %}"""


@pytest.fixture(autouse=True)
def days():
    workflow.load_reference()
    return CalendarDay.objects.all()


@pytest.fixture(autouse=True)
def templates(settings):
    loader = ("django.template.loaders.locmem.Loader", {"days.html": TEMPLATE})
    settings.TEMPLATES = [
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [loader]}}
    ]


class DayFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(label="名称", lookup_expr="contains")
    is_workday = django_filters.ChoiceFilter(
        label="类别", choices=[("True", "调休上班"), ("False", "放假")], field_name="is_workday"
    )
    date = django_filters.DateFromToRangeFilter(label="日期")

    class Meta:
        model = CalendarDay
        fields: list[str] = []


def show(query="", **options):
    request = RequestFactory().get(f"/days/{query}")
    return listing.listing(
        request,
        CalendarDay.objects.all(),
        template="days.html",
        order=("-date",),
        filterset_class=DayFilter,
        **options,
    )


def walk(queryset, order, size):
    rows, after = [], ""
    while True:
        page = listing.keyset_page(queryset, order=order, after=after, size=size)
        rows += page.items
        if not page.next:
            return rows
        after = page.next


@pytest.mark.parametrize("size", [1, 7, 20, 74, 75, 200])
@pytest.mark.parametrize("order", [ORDER, ("date",), ("-date",), ("notice__source", "pk"), ("length", "pk")])
def test_every_row_comes_once_and_in_order(days, order, size):
    days = days.select_related("notice").annotate(length=Length("name"))
    assert walk(days, order, size) == list(days.order_by(*order))


def test_a_row_that_appears_meanwhile_moves_nothing(days):
    first = listing.keyset_page(days, order=("-date",), size=10)
    notice = days.latest("date").notice
    CalendarDay.objects.create(date=date(2026, 12, 26), is_workday=True, name="新", notice=notice)
    second = listing.keyset_page(days, order=("-date",), after=first.next, size=10)
    assert second.items == list(days.order_by("-date")[11:21])


@pytest.mark.parametrize(
    "token",
    ["x", "1", "' OR 1=1", "x" * 5000, signing.dumps([1, 2]), signing.dumps(["a"], salt=listing.TOKEN_SALT)],
    # A signature holds the time: without names of their own, parallel processes would not agree on the tests.
    ids=["letter", "number", "injection", "long", "foreign", "other columns"],
)
def test_a_bad_token_gives_the_first_page_and_says_so(days, token):
    page = listing.keyset_page(days, order=("-date",), after=token, size=10)
    assert page.items == list(days.order_by("-date")[:10])
    assert page.is_first
    assert page.notice == "翻页标记无效，已回到第一页。"


def test_a_token_of_another_order_gives_the_first_page(days):
    token = listing.keyset_page(days, order=("date",), size=10).next
    assert listing.keyset_page(days, order=("-date",), after=token, size=10).is_first


def test_a_page_is_one_query_that_starts_at_the_token(days, django_assert_num_queries):
    token = listing.keyset_page(days, order=("-date",), size=10).next
    with django_assert_num_queries(1) as queries:
        listing.keyset_page(days, order=("-date",), after=token, size=10)
    assert "OFFSET" not in queries[0]["sql"]


@pytest.mark.parametrize(
    ("cap", "words"), [(1000, "共 75 条"), (75, "共 75 条"), (74, "共 74 条以上"), (10, "共 10 条以上")]
)
def test_a_total_is_counted_no_further_than_the_cap(days, cap, words):
    assert str(listing.capped_total(days, cap=cap)) == words


def test_a_list_page_takes_two_queries_with_any_number_of_rows(django_assert_num_queries):
    with django_assert_num_queries(2):
        show()
    CalendarDay.objects.exclude(name="元旦").delete()
    with django_assert_num_queries(2):
        show()


def test_filters_narrow_the_list_and_show_as_chips():
    text = show("?name=春节&is_workday=True&date_after=2025-01-01&after=x").content.decode()
    assert text.startswith("春节调休上班 春节调休上班 春节调休上班 春节调休上班 |共 4 条|翻页标记无效")
    assert "名称：春节" in text
    assert "类别：调休上班" in text
    assert "日期：2025-01-01 至 …" in text
    assert '<a href="?name=%E6%98%A5%E8%8A%82&amp;is_workday=True">' in text


def test_a_wrong_filter_shows_no_rows_and_keeps_what_was_typed():
    request = RequestFactory().get("/days/?date_after=never")
    filterset = DayFilter(request.GET, queryset=CalendarDay.objects.all())
    assert not listing.filtered(filterset, CalendarDay.objects.all())
    assert filterset.form.errors["date"]
    assert filterset.form["date"].value() == ["never", None]
    assert "|共 0 条|" in show("?date_after=never").content.decode()


def test_a_chosen_sort_replaces_the_order_and_an_unknown_one_does_not():
    sorts = {"old": listing.Sort("最早", ("date",))}
    assert show("?sort=old", sorts=sorts).content.decode().startswith("元旦 春节调休上班")
    assert show("?sort=drop", sorts=sorts).content.decode().startswith("国庆节调休上班")


def test_the_filtered_list_can_be_exported():
    columns = [("日期", lambda day: day.date), ("名称", lambda day: f"={day.name}")]
    response = show("?name=元旦&date_after=2026-01-01&export=csv", columns=columns)
    assert response.content.decode("utf-8-sig").splitlines() == [
        "日期,名称",
        "2026-01-04,'=元旦调休上班",
        "2026-01-02,'=元旦",
        "2026-01-01,'=元旦",
    ]
    assert "attachment" in response["Content-Disposition"]


def test_a_list_without_columns_has_no_export():
    assert show("?export=csv").headers["Content-Type"].startswith("text/html")


def test_words_of_a_chip_for_several_choices():
    field = forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")])
    assert listing._words(field, ["a", "b"]) == "甲、乙"

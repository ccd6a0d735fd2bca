"""The builtin tags: what they write, and that text of users stays text."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template

from portal.kernel import limits
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import SHANGHAI
from portal.kernel.errors import Refusal, Refused
from portal.kernel.money import AmountField
from portal.kernel.pieces import NEXT, NOW, Segment, Step

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
EVIL = "<script>alert(1)</script>"


class PurchaseForm(forms.Form):
    title = forms.CharField(label="项目名称", help_text="写全称。")
    amount = AmountField(label="项目预算")
    kind = forms.ChoiceField(
        label="计价方式", widget=forms.RadioSelect, choices=[("t", "总价包干"), ("u", "按次计价")]
    )
    starts_on = forms.DateField(label="开始日期", required=False)
    kept = forms.BooleanField(label="我已核对", required=False)


@pytest.fixture(autouse=True)
def settled_calendar(monkeypatch):
    monkeypatch.setattr(limits.queries, "current", lambda: Calendar.from_rows([2026], []))


def render(source: str, **values) -> str:
    return Template(source).render(Context({"now": MONDAY, **values}))


@pytest.mark.parametrize(
    ("source", "value", "shown"),
    [
        ("{{ x|money }}", Decimal("960000"), '<span class="money">960,000 元</span>'),
        ("{{ x|money }}", Decimal("72.50"), '<span class="money">72.50 元</span>'),
        ("{{ x|money }}", None, "—"),
        ("{{ x|money_number }}", Decimal("1500000"), "1,500,000"),
        ("{{ x|money_words }}", Decimal("1740000"), "壹佰柒拾肆万元整"),
        ("{{ x|weekday_date }}", date(2026, 11, 23), '<time datetime="2026-11-23">2026-11-23 星期一</time>'),
        ("{{ x|weekday_time }}", None, "—"),
        ("{{ x|moment }}", "通知书后30日内", "通知书后30日内"),
        ("{{ x|number }}", 1284611, "1,284,611"),
        ("{{ x|hash_groups }}", "0123456789abcdef" * 4, "0123 4567 89ab cdef … 89ab cdef"),
    ],
)
def test_filters(source, value, shown):
    assert render(source, x=value) == shown


def test_a_moment_is_shown_in_local_time():
    assert "2026-11-24 星期二 09:30" in render(
        "{{ x|weekday_time }}", x=datetime.fromisoformat("2026-11-24T01:30:00+00:00")
    )
    assert "2026年11月23日 星期一" in render("{{ x|long_date }}", x=MONDAY)


@pytest.mark.parametrize(
    "source",
    [
        "{% status x 'ok' %}",
        "{% law x %}",
        "{% panel title=x %}{{ x }}{% endpanel %}",
        "{% facts %}{% fact x x aside=x %}{% endfacts %}",
        "{% next_step title=x note=x %}{% step_fact x x %}{% endnext_step %}",
        "{% crumbs %}{% crumb x %}{% endcrumbs %}",
        "{% answers title=x %}{% answer x x %}{% endanswers %}",
        "{{ x|moment }}",
    ],
)
def test_what_a_user_typed_stays_text(source):
    assert "<script>" not in render(source, x=EVIL)


def test_clock_says_what_is_left_and_until_when():
    shown = render("{% clock due %}", due=datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI))
    assert "还剩 1 个工作日" in shown and "2026-11-24 星期二 09:30" in shown and "clock--soon" in shown


def test_clock_of_an_included_component_counts_from_the_page():
    step = Step("提交响应文件", NOW, when="截止前", due=date(2026, 11, 27))
    shown = render(
        "{% include 'components/timeline.html' with steps=steps %}", steps=[step, Step("开启", NEXT)]
    )
    assert "还剩 4 个工作日" in shown and 'aria-current="step"' in shown and "is-next" in shown


def test_refusal_shows_why_by_which_article_and_what_to_do():
    refused = Refused(Refusal("现有 1 名。", "需求管理办法第三十一条", "借用一名。"))
    shown = render("{% refusal refused title='现在不能通过' %}", refused=refused)
    for words in ("现在不能通过", "现有 1 名。", "需求管理办法第三十一条", "借用一名。", "看帮助"):
        assert words in shown
    assert render("{% refusal refused %}", refused=None).strip() == ""


def test_field_of_money_has_its_unit_and_its_words():
    shown = render("{% field form.amount %}", form=PurchaseForm())
    assert '<span class="unit">元</span>' in shown and 'data-words-of="id_amount"' in shown


def test_field_binds_label_help_and_error_to_its_control():
    form = PurchaseForm({"title": ""})
    shown = render("{% field form.title %}", form=form)
    assert 'for="id_title"' in shown
    assert 'aria-describedby="id_title-help id_title-error"' in shown
    assert 'aria-invalid="true"' in shown and "请填写“项目名称”。" in shown


def test_date_field_has_the_browsers_picker_and_a_weekday():
    shown = render("{% field form.starts_on %}", form=PurchaseForm(initial={"starts_on": date(2026, 12, 1)}))
    assert 'type="date"' in shown and 'value="2026-12-01"' in shown and "data-weekday-of" in shown


def test_choices_are_a_group_with_a_legend():
    shown = render("{% field form.kind %}", form=PurchaseForm())
    assert "<legend" in shown and 'id="id_kind_0"' in shown and 'for="id_kind_1"' in shown


def test_error_summary_links_to_every_field():
    shown = render("{% error_summary form %}", form=PurchaseForm({}))
    assert 'href="#id_title"' in shown and 'href="#id_kind_0"' in shown and "有 3 处需要改正" in shown
    assert render("{% error_summary form %}", form=PurchaseForm()).strip() == ""


def test_form_keeps_what_was_typed_and_guards_against_a_second_click():
    form = PurchaseForm({"title": EVIL, "amount": "-3"})
    shown = render("{% form_block form submit='送复核' %}{% endform_block %}", form=form, csrf_token="token")
    assert "data-once" in shown and 'value="token"' in shown and 'value="-3"' in shown
    assert "<script>" not in shown and "&lt;script&gt;" in shown


def test_check_your_answers_says_values_in_words():
    form = PurchaseForm(
        {"title": "甲", "amount": "960000", "kind": "t", "starts_on": "2026-12-01", "kept": "on"}
    )
    assert form.is_valid()
    shown = render("{% answers %}{% answers_of form change='/edit/' %}{% endanswers %}", form=form)
    for words in ("960,000 元（玖拾陆万元整）", "总价包干", "2026-12-01 星期二", "/edit/#id_title"):
        assert words in shown


def test_bar_has_words_for_those_who_cannot_see_it():
    segments = [Segment(Decimal(0), Decimal("36.5"), "part")]
    shown = render("{% bar segments label='占 36.5%' mark=80 %}", segments=segments)
    assert 'aria-label="占 36.5%"' in shown and 'width="36.5"' in shown and 'class="mark" x="80"' in shown
    assert "style=" not in shown


@pytest.mark.parametrize(
    ("day", "is_counted", "shown"),
    [
        (date(2027, 1, 4), True, '<span class="status status--soon">暂定</span>'),
        (date(2026, 12, 31), True, '<span class="status status--soon">暂定</span>'),
        (date(2026, 12, 25), True, ""),
        (date(2027, 1, 4), False, ""),
        (None, True, ""),
    ],
)
def test_a_counted_day_of_a_year_not_loaded_is_marked(day, is_counted, shown):
    assert render("{% unsettled day is_counted %}", day=day, is_counted=is_counted) == shown

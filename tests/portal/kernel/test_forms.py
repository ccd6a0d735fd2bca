"""What people type: tidied, limited, refused in words, and never lost."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from portal.kernel.calendar.models import HolidayNotice
from portal.kernel.forms import DayField, PortalForm, PortalModelForm, tidy


class Demand(PortalForm):
    name = forms.CharField(label="项目名称", max_length=10)
    reason = forms.CharField(label="理由", widget=forms.Textarea, required=False)
    note = forms.CharField(label="备注", required=False)
    people = forms.IntegerField(label="受益人数", required=False)
    ratio = forms.DecimalField(label="比例", required=False)
    starts_on = forms.DateField(label="开始日期", required=False)
    closes_at = forms.DateTimeField(label="截止时间", required=False)
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")])
    tags = forms.MultipleChoiceField(label="标签", choices=[("x", "子"), ("y", "丑")], required=False)


def demand(**typed):
    data = QueryDict(mutable=True)
    for name, value in {"name": "助餐", "kind": "a", **typed}.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Demand(data)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("养老\x00服务\x07", "养老服务"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("甲\u202e乙\u200b丙\ufeff", "甲乙丙"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("坏\ud800字", "坏字"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_text_is_kept_as_typed_without_what_cannot_be_seen(typed, kept):
    assert tidy(typed) == kept


def test_several_values_of_a_field_are_all_kept():
    form = demand(tags=["x", "y"], reason="一\r\n二\x00")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["tags"] == ["x", "y"]
    assert form.cleaned_data["reason"] == "一\n二"


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("name", "", "请填写项目名称。"),
        ("kind", "", "请选择类别。"),
        ("name", "字" * 11, "最多填写 10 个字，现在有 11 个字。"),
        ("note", "字" * 201, "最多填写 200 个字，现在有 201 个字。"),
        ("reason", "字" * 5001, "最多填写 5000 个字，现在有 5001 个字。"),
        ("people", "99999999999999999999", "数字过大，请检查位数。"),
        ("people", "-99999999999999999999", "数字过小，请检查位数。"),
        ("people", "许多", "输入整数。"),
        ("ratio", "1" * 30, "确认总共不超过 16 个数字."),
        ("starts_on", "0202-01-01", "请填写 1900 年至 2099 年之间的日期。"),
        ("starts_on", "9999-12-31", "请填写 1900 年至 2099 年之间的日期。"),
        ("closes_at", "2926-01-01T09:00", "请填写 1900 年至 2099 年之间的日期。"),
        ("starts_on", "2026-02-30", "输入一个有效的日期。"),
        ("kind", "b", "选择一个有效的选项。 b 不在可用的选项中。"),
    ],
)
def test_what_cannot_be_is_refused_at_the_field_and_kept(name, typed, sentence):
    form = demand(**{name: typed})
    assert not form.is_valid()
    assert form.errors == {name: [sentence]}
    assert form[name].value() == typed


def test_a_date_can_be_typed_with_dashes_or_slashes():
    for typed in ("2026-09-01", "2026/09/01"):
        form = demand(starts_on=typed)
        assert form.is_valid()
        assert form.cleaned_data["starts_on"] == date(2026, 9, 1)


def test_a_length_limit_is_told_to_the_browser():
    assert 'maxlength="200"' in str(demand()["note"])
    assert 'maxlength="10"' in str(demand()["name"])


def test_a_password_is_not_changed():
    class SignIn(PortalForm):
        password = forms.CharField(label="密码", strip=False)

    assert SignIn({"password": " a\u200b "}).data["password"] == " a\u200b "


def test_a_form_of_a_model_behaves_the_same():
    class Notice(PortalModelForm):
        class Meta:
            model = HolidayNotice
            fields = ("source",)

    form = Notice({"source": "通知\x00" + "字" * 200})
    assert form.errors == {"source": ["最多填写 200 个字，现在有 202 个字。"]}
    assert Notice({}).errors == {"source": ["请填写来源。"]}


def test_a_day_that_is_to_be_corrected_is_written_as_the_browsers_calendar_reads_it():
    class Correction(PortalForm):
        on = DayField(label="日期")

    assert 'value="2024-06-01"' in str(Correction(initial={"on": date(2024, 6, 1)})["on"])

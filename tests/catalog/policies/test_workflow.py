"""The delivered papers."""

import re

import pytest

from catalog.policies import citing, workflow
from catalog.policies.choices import UseKind, Validity
from catalog.policies.models import PaperUse, PolicyPaper
from catalog.policies.rules import Use
from portal.kernel.reference import BadData

pytestmark = pytest.mark.django_db


def paper(slug: str) -> PolicyPaper:
    return PolicyPaper.objects.get(slug=slug)


def test_loading_twice_is_loading_once():
    assert workflow.load_reference() == PolicyPaper.objects.count()
    before = set(PolicyPaper.objects.values_list("pk", "slug", "replaced_by"))
    workflow.load_reference()
    assert set(PolicyPaper.objects.values_list("pk", "slug", "replaced_by")) == before


def test_what_was_replaced_points_to_its_successor():
    workflow.load_reference()
    assert paper("civil-39").replaced_by == paper("assessment-2026")
    assert paper("civil-39").validity == Validity.REPLACED
    assert not PolicyPaper.objects.filter(replaced_by__isnull=False).exclude(validity="replaced").exists()


def test_nothing_is_invented_what_is_not_known_is_blank_and_said():
    workflow.load_reference()
    for unknown in PolicyPaper.objects.all():
        has_day = unknown.issued_on or unknown.in_force_from
        assert (unknown.number and unknown.title and has_day) or "待核" in unknown.note, unknown.slug
        assert unknown.source
    assert paper("cai-ku-2014-214").issued_on is None
    assert not paper("order-102").text_at_hand
    assert paper("order-87").text_at_hand


def test_numbers_are_written_as_papers_write_them():
    workflow.load_reference()
    form = re.compile(r"^(?:\w+〔\d{4}〕\d+号|\w+令第\d+号|GB(?:/T)? \d+(?:-\d{4})?|)$")
    assert [p.number for p in PolicyPaper.objects.all() if not form.match(p.number)] == []


def test_no_name_belongs_to_two_papers():
    names = [name for name, _slug in citing.names()]
    assert sorted(names) == sorted(set(names))


def test_uses_are_written_anew_each_time():
    workflow.load_reference()
    basis = "政府采购法第二十六条；财库〔2014〕214号第三条"
    assert workflow.keep_uses([Use(UseKind.RULE, "procurement.projects.rules", basis, "说法")]) == 2
    assert workflow.keep_uses([Use(UseKind.RULE, "procurement.projects.rules", basis, "别的说法")]) == 2
    assert PaperUse.objects.get(paper__slug="procurement-law").articles == "第二十六条"
    assert set(PaperUse.objects.values_list("words", flat=True)) == {"别的说法"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((",in_force,", ",soup,"), "soup"),
        (("2017-07-11", "2017年7月"), "日期、数值"),
        ((",replaced,civil-code", ",replaced,nobody"), "nobody"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_loaded(tmp_path, change, reason):
    path = tmp_path / "papers.csv"
    path.write_text(citing.DATA.read_text(encoding="utf-8").replace(*change, 1), encoding="utf-8")
    with pytest.raises(BadData, match=reason):
        workflow.load_reference(path)
    assert not PolicyPaper.objects.exists()


def test_links_keep_the_words_and_lead_to_the_papers():
    basis = "《政府采购法》第二十六条；<b>平台设定</b>"
    linked = citing.linked(basis)
    assert '<a href="/policies/procurement-law/26/">《政府采购法》第二十六条</a>；&lt;b&gt;' in linked
    assert citing.linked("平台设定，待确认") == "平台设定，待确认"

"""The delivered negative list and words."""

from datetime import date, timedelta

import pytest

from catalog.negative import queries, workflow
from catalog.negative.choices import HEAD_OF, Concern
from catalog.negative.models import NegativeHead, ScreeningWord
from portal.kernel.reference import BadData
from portal.kernel.screening import screen

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_the_delivered_list_has_six_heads_and_loads_twice_the_same():
    workflow.load_reference()
    before = set(NegativeHead.objects.values_list("pk", "code"))
    words = ScreeningWord.objects.count()
    workflow.load_reference()
    assert set(NegativeHead.objects.values_list("pk", "code")) == before
    assert ScreeningWord.objects.count() == words
    heads = queries.heads(on=TODAY)
    assert len(heads) == 6
    assert all("第十条" in head.basis for head in heads)
    assert set(HEAD_OF.values()) <= {head.code for head in heads}


def test_every_concern_has_words():
    workflow.load_reference()
    assert {word.concern for word in queries.words(on=TODAY)} == set(Concern.values)


def test_a_head_and_a_word_count_on_their_own_days_only():
    workflow.load_reference()
    NegativeHead.objects.filter(code="other").update(effective_to=TODAY)
    ScreeningWord.objects.exclude(text="融资").update(effective_to=TODAY)
    assert len(queries.heads(on=TODAY)) == 6
    later = TODAY + timedelta(days=1)
    assert "other" not in [head.code for head in queries.heads(on=later)]
    assert [word.text for word in queries.words(on=later)] == ["融资"]
    assert queries.heads(on=date(2020, 2, 29)) == []


@pytest.mark.parametrize(
    ("text", "concerns"),
    [
        ("项目含设备采购和场地装修。", ["goods", "works"]),
        ("不含设备采购，场地由采购人提供。", []),
        ("由劳务派遣人员驻点，另招聘十名工作人员。", ["hiring", "hiring"]),
        ("承接方垫资，采购人提供担保。", ["financing", "financing"]),
        ("提交履约担保；不得以劳务派遣方式用工。", []),
        ("为独居老人提供每周两次的上门照护和精神慰藉。", []),
    ],
)
def test_the_delivered_words_find_what_they_are_for(text, concerns):
    workflow.load_reference()
    assert [finding.concern for finding in screen(text, queries.words(on=TODAY))] == concerns


def test_a_wrong_row_is_named_and_nothing_is_loaded(tmp_path):
    path = tmp_path / "words.csv"
    path.write_text(
        "concern,text,unless,effective_from,effective_to,source\nsoup,汤,,2020-03-01,,平台词表\n",
        encoding="utf-8",
    )
    with pytest.raises(BadData, match="第 2 行.*soup"):
        workflow.load_reference(words=path)
    assert not NegativeHead.objects.exists()

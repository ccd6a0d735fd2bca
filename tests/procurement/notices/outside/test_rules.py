"""What may be entered as a first publication, as a table."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.kernel.clock import at_local
from procurement.notices.outside import rules
from procurement.notices.outside.rules import Known, Publication

AT = at_local(date(2026, 3, 4), 15)
ENTERED = Publication("湘采公告〔2026〕7号", "https://www.ccgp-hunan.gov.cn/notice/7", AT)
KNOWN = Known(
    now=AT + timedelta(hours=1),
    sites=("ccgp-hunan.gov.cn", "ccgp.gov.cn"),
    not_before=(("复核交付", AT - timedelta(hours=2)),),
)


@pytest.mark.parametrize(
    ("entered", "known", "codes"),
    [
        ({}, {}, []),
        ({"at": KNOWN.now}, {}, []),
        ({"at": KNOWN.now + timedelta(minutes=1)}, {}, ["publication_to_come"]),
        ({"at": AT - timedelta(hours=2)}, {}, []),
        ({"at": AT - timedelta(hours=2, minutes=1)}, {}, ["publication_contradicts"]),
        ({"url": "https://ccgp-hunan.gov.cn/7"}, {}, []),
        ({"url": "https://ccgp-hunan.gov.cn.example.invalid/7"}, {}, ["other_site"]),
        ({"url": "https://notccgp-hunan.gov.cn/7"}, {}, ["other_site"]),
        ({"url": "https://example.invalid/?ccgp-hunan.gov.cn"}, {}, ["other_site"]),
        ({"url": "ftp://ccgp-hunan.gov.cn/7"}, {}, ["other_site"]),
        ({}, {"is_number_taken": True}, ["number_taken"]),
    ],
)
def test_what_is_entered_can_be_true(entered, known, codes):
    found = rules.publication_refusals(replace(ENTERED, **entered), replace(KNOWN, **known))
    assert [refusal.code for refusal in found] == codes


def test_a_deadline_that_the_real_day_overtakes_is_refused():
    assert rules.moved_refusals(stored=AT, lawful=AT, basis="") == []
    found = rules.moved_refusals(stored=AT, lawful=AT + timedelta(days=1), basis="第十条")
    assert [(refusal.code, refusal.basis) for refusal in found] == [("deadline_overtaken", "第十条")]

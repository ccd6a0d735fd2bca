"""The page of a verb: the right role, the try, the page with the refusal."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest

from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused
from portal.kernel.verbs import Attempt, must_have

LATE = Refused(Refusal("今天是12月7日，期限是12月4日。"))
EARLY = Refused(Refusal("公告还没有发布。"))


def shown(attempt: Attempt, monkeypatch, **context):
    """What the page is rendered with."""
    monkeypatch.setattr(
        "portal.kernel.verbs.render",
        lambda request, template, facts, status: SimpleNamespace(facts=facts, status=status),
    )
    return attempt.page(HttpRequest(), "page.html", context)


def test_what_stands_below_a_refused_verb_is_not_done():
    def verb():
        raise LATE

    attempt, done = Attempt(), []
    with attempt:
        verb()
        done.append("redirect")
    assert (attempt.refused, done) == (LATE, [])


def test_a_verb_that_is_done_leaves_no_refusal():
    with Attempt() as attempt:
        pass
    assert attempt.refused is None


@pytest.mark.parametrize("error", [NotPermitted("不是本人"), ValueError("a bug")])
def test_only_a_refusal_is_kept_for_the_page(error):
    with pytest.raises(type(error)), Attempt():
        raise error


def test_the_page_of_a_refused_verb_is_a_conflict_and_says_why(monkeypatch):
    with Attempt() as attempt:
        raise LATE
    page = shown(attempt, monkeypatch, form="typed", refused=EARLY)
    assert (page.status, page.facts) == (409, {"form": "typed", "refused": LATE})


@pytest.mark.parametrize("bars", [None, EARLY])
def test_the_page_that_is_only_opened_is_no_conflict(monkeypatch, bars):
    page = shown(Attempt(), monkeypatch, refused=bars)
    assert (page.status, page.facts) == (200, {"refused": bars})


@pytest.mark.parametrize(
    "actor", [None, Actor(user_id=1, name="专家", roles=frozenset({"expert"}))], ids=["none", "other"]
)
def test_a_capacity_without_the_role_is_turned_away_with_the_sentence(actor):
    request = HttpRequest()
    request.actor = actor
    with pytest.raises(NotPermitted, match="只有财政部门"):
        must_have(request, "finance", because="只有财政部门可以录入预算指标。")

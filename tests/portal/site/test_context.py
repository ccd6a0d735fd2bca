"""The frame: who acts, what the reader may switch to."""

import pytest
from django.contrib.auth.models import AnonymousUser

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.site.context import Frame, role_words


def test_a_visitor_has_no_capacity_and_costs_no_query(rf):
    request = rf.get("/")
    request.user, request.actor, request.memberships = AnonymousUser(), None, []
    frame = Frame(request)
    assert (frame.acting, frame.acting_words, frame.capacities, frame.todo_count) == (None, "", [], 0)
    assert (frame.unread_count, frame.is_signed_in, frame.large_type) == (0, False, False)


def test_the_frame_stands_without_any_middleware(rf):
    assert Frame(rf.get("/")).acting_words == ""


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ([Role.PURCHASER_HANDLER], "采购人经办"),
        ([], ""),
        (["nobody"], ""),
        ([Role.EXPERT, Role.AUDITOR], "审计监督、评审专家"),
    ],
)
def test_roles_are_said_in_words(roles, words):
    assert role_words(roles) == words


def test_the_acting_person_is_named_with_the_role(rf):
    request = rf.get("/")
    request.actor = Actor(user_id=1, name="周敏（示例）", roles=frozenset({Role.PURCHASER_HANDLER}))
    assert Frame(request).acting_words == "采购人经办 周敏（示例）"


@pytest.mark.parametrize(
    ("before", "back"),
    [("http://testserver/help/", "http://testserver/help/"), ("https://example.com/", "/"), ("", "/")],
)
def test_the_way_back_never_leads_elsewhere(rf, before, back):
    assert Frame(rf.get("/", headers={"referer": before})).back_url == back

"""Proposals as the department, the keeper and the public meet them."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalog.revisions import todos, workflow
from catalog.revisions.choices import ProposalStatus
from catalog.revisions.models import RevisionProposal
from catalog.services import workflow as services
from orgs.inbox.models import Message
from orgs.people.choices import Role
from portal.site import tasks
from tests.factories.people import actor
from tests.factories.revisions import ADD, RENAME, RETIRE, SPLIT, scene
from tests.factories.services import entered_service
from tests.signed_in import Pages, client_of

pytestmark = pytest.mark.django_db
PAGES = Pages("revisions")
S = ProposalStatus


@pytest.fixture
def play():
    return scene(timezone.now())


def words(response) -> str:
    return response.content.decode()


def chosen(play, **more) -> str:
    query = {"catalogue": play.general.pk, **more}
    return "?" + "&".join(f"{name}={value}" for name, value in query.items())


def titles(person) -> list[str]:
    return [todo.title for todo in todos.todos(person, now=timezone.now())]


def test_a_department_chooses_picks_writes_and_hands_in(play):
    handler = client_of(play.handler)
    begin = reverse("revisions:proposal_begin")
    response = handler.get(begin + chosen(play, kind="split"))
    assert response.url.startswith(reverse("revisions:proposal_pick"))
    assert "居家养老服务" in words(handler.get(response.url))
    response = handler.get(f"{response.url}&old_1=A0404")
    assert response.url.startswith(reverse("revisions:proposal_draft"))
    draft_url = response.url
    typed = {"name_1": "居家照护服务", "place_code_1": "A04", "reason": "对象和定额不同。"}
    response = handler.post(draft_url, typed)
    assert "请填写名称" in words(response)
    response = handler.post(draft_url, typed | {"name_2": "居家照护服务", "place_code_2": "A04"})
    assert response.status_code == 409
    assert "名称“居家照护服务”已经有了" in words(response)
    assert "财政部令第102号）第十一条" in words(response)
    response = handler.post(draft_url, typed | {"name_2": "居家探访服务", "place_code_2": "A04"}, follow=True)
    proposal = RevisionProposal.objects.get()
    assert proposal.title == "拆分：居家养老服务 → 居家照护服务、居家探访服务"
    assert "送审核" in words(response)
    assert titles(play.handler) == ["送审修订建议"]
    PAGES.send(handler, "proposal_submit", proposal.pk)
    assert titles(play.leader) == ["审核修订建议"]
    leader = client_of(play.leader)
    PAGES.send(leader, "proposal_endorse", proposal.pk, opinion="", endorse="1")
    proposal.refresh_from_db()
    assert proposal.status == S.PROPOSED
    assert titles(play.finance[0]) == ["办理修订建议"]


def test_a_reworded_item_is_shown_with_its_changes_marked(play):
    handler = client_of(play.handler)
    draft_url = reverse("revisions:proposal_draft") + chosen(play, kind="rename", old="A0404")
    page = words(handler.get(draft_url))
    assert 'value="居家养老服务"' in page
    typed = {"name_1": "居家养老上门服务", "place_code_1": "A04", "field_of_service_1": "养老", "reason": "x"}
    page = words(handler.post(draft_url, typed, follow=True))
    assert "<ins>上门</ins>" in page
    edit_url = reverse("revisions:proposal_edit", args=[RevisionProposal.objects.get().pk])
    assert 'value="居家养老上门服务"' in words(handler.get(edit_url))
    page = words(handler.post(edit_url, typed | {"name_1": "居家上门照护"}, follow=True))
    assert RevisionProposal.objects.get().items.get().name == "居家上门照护"


@pytest.mark.parametrize("query", ["", "?catalogue=x&kind=add", "?catalogue=9999999999999999999999&kind=add"])
def test_an_address_without_a_choice_leads_to_the_beginning(play, query):
    handler = client_of(play.handler)
    for name in ("proposal_pick", "proposal_draft"):
        response = handler.get(reverse(f"revisions:{name}") + query)
        assert response.url == reverse("revisions:proposal_begin")


def test_the_keeper_accepts_with_suggested_codes_and_the_public_reads_the_answer(play):
    proposal = play.proposed(SPLIT)
    finance = client_of(play.finance[0])
    page = words(PAGES.page(finance, "proposal_accept", proposal.pk))
    assert 'value="A0405"' in page and 'value="A0406"' in page
    yes = {"code_1": "a0405", "code_2": "A0406", "title": "修订稿（示例）", "answer": "采纳。"}
    assert Client().get(proposal.public_url).status_code == 404
    response = PAGES.send(finance, "proposal_accept", proposal.pk, **(yes | {"code_2": "A0401"}))
    assert response.status_code == 409
    assert 'value="A0401"' in words(response)
    PAGES.send(finance, "proposal_accept", proposal.pk, **yes)
    page = words(Client().get(proposal.public_url))
    assert "采纳。" in page
    assert play.handler.name not in page
    assert proposal.title in words(Client().get(reverse("revisions:proposal_list")))
    item = reverse("site:catalogue_item", args=["A0404"])
    assert proposal.public_url in words(Client().get(item))


def test_a_no_goes_to_the_second_person_and_then_to_the_department(play):
    proposal = play.proposed(RETIRE)
    first, second = (client_of(person) for person in play.finance)
    PAGES.send(first, "proposal_decline", proposal.pk, answer="还有县里在用。")
    assert "复核不采纳的决定" not in titles(play.finance[0])
    assert titles(play.finance[1]) == ["复核不采纳的决定"]
    assert PAGES.send(first, "proposal_confirm", proposal.pk, confirm="1").status_code == 409
    PAGES.send(second, "proposal_confirm", proposal.pk, confirm="1", opinion="")
    tasks.tell_proposer(proposal.pk)
    message = Message.objects.get(user_id=play.handler.user_id)
    assert "不采纳" in message.subject
    assert "还有县里在用。" in message.text
    assert message.url == proposal.get_absolute_url()


def test_what_was_sent_back_is_told_and_can_be_withdrawn(play):
    proposal = play.proposed()
    PAGES.send(client_of(play.finance[0]), "proposal_send_back", proposal.pk, opinion="请补充数量。")
    tasks.tell_proposer(proposal.pk)
    assert "请补充数量。" in Message.objects.get(user_id=play.handler.user_id).text
    handler = client_of(play.handler)
    assert "请补充数量。" in words(PAGES.page(handler, "proposal_detail", proposal.pk))
    assert "已退回" in todos.todos(play.handler, now=timezone.now())[0].why
    PAGES.send(handler, "proposal_withdraw", proposal.pk, opinion="不提了。")
    proposal.refresh_from_db()
    assert proposal.status == S.WITHDRAWN


def test_a_planned_service_leads_to_a_proposal_with_its_own_words(play):
    service = entered_service(play.handler, now=play.now)
    services.confirm(service.pk, by=actor(Role.FINANCE), now=play.now)
    handler = client_of(play.handler)
    begin = f"{reverse('revisions:proposal_begin')}?service={service.pk}"
    assert begin in words(handler.get(service.get_absolute_url()))
    assert "合并品目" not in words(handler.get(begin))
    draft_url = handler.get(begin + f"&catalogue={play.general.pk}&kind=add").url
    page = words(handler.get(draft_url))
    assert 'value="殡仪接运服务"' in page
    handler.post(draft_url, {"name_1": "殡仪接运服务", "place_code_1": "A04", "reason": "计划列入。"})
    assert RevisionProposal.objects.get().service == service


def test_lists_need_few_queries_and_can_be_taken_home(play, django_assert_max_num_queries):
    for facts in (ADD, RENAME, RETIRE):
        play.declined(facts)
    url = reverse("revisions:proposal_list")
    with django_assert_max_num_queries(8):
        assert words(Client().get(url)).count("XD-") == 3
    with django_assert_max_num_queries(8):
        Client().get(RevisionProposal.objects.first().public_url)
    response = Client().get(url, {"export": "xlsx", "q": "居家"})
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert [row[1] for row in rows[1:]] == ["修改：居家养老服务"]
    assert words(client_of(play.handler).get(reverse("revisions:work_list"))).count("XD-") == 3


def test_a_draft_that_was_given_up_is_offered_again(play):
    proposal = play.accepted()
    finance = client_of(play.finance[0])
    assert "重新办理" not in words(PAGES.page(finance, "proposal_detail", proposal.pk))
    workflow.drafting.abandon(proposal.draft_id, opinion="重来", by=play.finance[0], now=play.now)
    assert "重新办理" in words(PAGES.page(finance, "proposal_detail", proposal.pk))
    PAGES.send(finance, "proposal_reopen", proposal.pk)
    proposal.refresh_from_db()
    assert proposal.status == S.PROPOSED

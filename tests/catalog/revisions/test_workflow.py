"""A proposal from the department's draft to the keeper's decision, and what it writes into the draft."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from catalog.editions import workflow as drafting
from catalog.editions.models import CatalogueItem
from catalog.revisions import queries, workflow
from catalog.revisions.choices import ProposalStatus
from catalog.revisions.models import RevisionProposal
from catalog.revisions.rules import NewItem
from catalog.revisions.workflow import Acceptance
from catalog.services import workflow as services
from catalog.services.choices import ServiceStatus
from orgs.people.choices import Role
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.outbox.models import OutboxJob
from tests.factories import catalogue as make
from tests.factories.people import actor
from tests.factories.revisions import ADD, MERGE, RENAME, RETIRE, SPLIT, acceptance_of, scene
from tests.factories.services import entered_service

pytestmark = pytest.mark.django_db
S = ProposalStatus
TODAY = date(2026, 11, 23)


@pytest.fixture
def play():
    return scene()


def refused(verb, *args, **facts) -> str:
    with pytest.raises(Refused) as found, transaction.atomic():
        verb(*args, **facts)
    return found.value.code


def draft_of(play) -> dict:
    found = play.general.editions.get(status="draft")
    return dict(found.items.values_list("code", "name"))


@pytest.mark.article("财政部令第102号第十一条至第十三条；规则 GPS-10")
def test_a_department_proposes_with_two_people_and_the_keeper_writes_it_into_the_draft(play):
    proposal = play.accepted()
    assert (proposal.status, proposal.number) == (S.ACCEPTED, "XD-2026-0001")
    added = proposal.draft.items.get(code="A0405")
    assert (added.name, added.description, added.level) == ("老年助餐服务", "为高龄老人供餐。", 3)
    assert added.source == "revision XD-2026-0001"
    assert proposal.items.get().code == "A0405"
    verbs = LedgerEntry.objects.about(proposal).values_list("verb", flat=True)
    assert list(verbs) == [f"revisions.{verb}" for verb in ("propose", "submit", "endorse", "accept")]
    assert OutboxJob.objects.filter(task="revisions.tell_proposer", args=[proposal.pk]).count() == 1


@pytest.mark.parametrize(
    ("facts", "codes", "noted"),
    [
        (ADD, {"A0401", "A0404", "A0405"}, set()),
        (RENAME, {"A0401", "A0404"}, set()),
        (SPLIT, {"A0401", "A0405", "A0406"}, {("A0404", "A0405", "split"), ("A0404", "A0406", "split")}),
        (MERGE, {"A0405"}, {("A0401", "A0405", "merged"), ("A0404", "A0405", "merged")}),
        (RETIRE, {"A0404"}, set()),
    ],
)
def test_every_kind_of_proposal_changes_the_draft_as_it_says(play, facts, codes, noted):
    draft = play.accepted(facts).draft
    assert set(draft.items.filter(level=3).values_list("code", flat=True)) == codes
    assert {(row.old.code, row.new.code, row.how) for row in draft.successions.all()} == noted


def test_a_renamed_item_keeps_its_code_and_a_part_may_keep_the_old_one(play):
    play.accepted(RENAME)
    assert draft_of(play)["A0404"] == "居家养老上门服务"
    parts = replace(SPLIT, old=("A0401",))
    pk = play.proposed(parts).pk
    workflow.accept(pk, Acceptance(("A0401", "A0405"), "采纳。"), by=play.finance[0], now=play.now)
    assert draft_of(play)["A0401"] == "居家照护服务"
    assert play.general.editions.count() == 2


def test_old_items_are_led_to_their_successors_once_the_edition_is_approved(play):
    proposal = play.accepted(SPLIT)
    draft, later = proposal.draft, play.now + timedelta(days=2)
    drafting.submit(draft.pk, until=TODAY + timedelta(days=1), by=play.finance[0], now=play.now)
    drafting.approve(draft.pk, make.approval(draft, date(2027, 1, 1)), by=play.finance[1], now=later)
    old = CatalogueItem.objects.get(edition=play.edition, code="A0404")
    assert set(old.successors.values_list("new__name", flat=True)) == {"居家照护服务", "居家探访服务"}
    for item in (old, CatalogueItem.objects.get(code="A0406")):
        assert queries.decided_about(item) == [proposal]
    assert queries.decided_about(CatalogueItem.objects.get(edition=draft, code="A0401")) == []


def test_who_drafted_a_proposal_does_not_hand_it_on(play):
    both = actor(Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER, of=play_body(play))
    proposal = workflow.propose(play.general.pk, ADD, by=both, now=play.now)
    workflow.submit(proposal.pk, by=play.handler, now=play.now)
    assert refused(workflow.endorse, proposal.pk, by=both, now=play.now) == "same_person"
    assert workflow.endorse(proposal.pk, by=play.leader, now=play.now).status == S.PROPOSED


def play_body(play):
    return make.Body.objects.get(pk=play.handler.body_id)


def test_a_no_needs_a_reason_and_a_second_person(play):
    pk = play.proposed().pk
    first, second = play.finance
    assert refused(workflow.decline, pk, answer=" ", by=first, now=play.now) == "no_reason"
    workflow.decline(pk, answer="已有同类品目。", by=first, now=play.now)
    assert refused(workflow.confirm, pk, by=first, now=play.now) == "same_person"
    assert refused(workflow.reconsider, pk, opinion="再看", by=first, now=play.now) == "same_person"
    assert refused(workflow.reconsider, pk, opinion="", by=second, now=play.now) == "no_reason"
    assert workflow.reconsider(pk, opinion="请再核对", by=second, now=play.now).status == S.PROPOSED
    workflow.decline(pk, answer="已有同类品目。", by=first, now=play.now)
    done = workflow.confirm(pk, by=second, now=play.now)
    assert (done.status, done.decided_by_name, done.draft) == (S.DECLINED, second.name, None)


def test_nothing_is_decided_while_opinions_are_asked_for(play):
    proposal, first = play.consulted(), play.finance[0]
    assert proposal.is_public
    for day in (0, 2):
        now = play.now + timedelta(days=day)
        assert (
            refused(workflow.accept, proposal.pk, acceptance_of(), by=first, now=now) == "consultation_open"
        )
        assert refused(workflow.decline, proposal.pk, answer="不", by=first, now=now) == "consultation_open"
    now = play.now + timedelta(days=3)
    assert workflow.accept(proposal.pk, acceptance_of(), by=first, now=now).status == S.ACCEPTED


def test_a_consultation_lasts_at_least_until_the_next_day(play):
    pk = play.proposed().pk
    code = refused(workflow.consult, pk, until=TODAY, by=play.finance[0], now=play.now)
    assert code == "consultation_too_short"


def test_a_proposal_is_sent_back_and_mended_before_anything_is_public(play):
    pk, first = play.proposed().pk, play.finance[0]
    assert refused(workflow.send_back, pk, opinion="", by=first, now=play.now) == "no_reason"
    back = workflow.send_back(pk, opinion="请补充数量。", by=first, now=play.now)
    assert (back.status, back.endorsed_at) == (S.RETURNED, None)
    workflow.edit(pk, replace(ADD, reason="一年三千人。"), by=play.handler, now=play.now)
    workflow.submit(pk, by=play.handler, now=play.now)
    returned = workflow.return_to_handler(pk, opinion="改名称", by=play.leader, now=play.now)
    assert (returned.status, returned.reason) == (S.RETURNED, "一年三千人。")
    assert refused(workflow.withdraw, pk, opinion=" ", by=play.handler, now=play.now) == "no_reason"
    assert workflow.withdraw(pk, opinion="不提了", by=play.handler, now=play.now).status == S.WITHDRAWN


def test_what_was_public_ends_with_a_decision(play):
    proposal, (first, second) = play.consulted(), play.finance
    later = play.now + timedelta(days=3)
    workflow.decline(proposal.pk, answer="不需要", by=first, now=later)
    workflow.reconsider(proposal.pk, opinion="再看", by=second, now=later)
    assert refused(workflow.send_back, proposal.pk, opinion="补充", by=first, now=later) == "was_consulted"
    assert (
        refused(workflow.withdraw, proposal.pk, opinion="不提了", by=play.handler, now=later)
        == "was_consulted"
    )


def test_a_decision_has_its_answer_codes_and_a_draft(play):
    pk, first = play.proposed(SPLIT).pk, play.finance[0]
    yes = acceptance_of(SPLIT)
    for wrong, code in (
        (replace(yes, answer=""), "no_answer"),
        (replace(yes, title=" "), "no_title"),
        (replace(yes, codes=("A0405", "")), "no_code"),
        (replace(yes, codes=("A0405", "A0405")), "same_code"),
        (replace(yes, codes=("A0405", "A0401")), "code_taken"),
        (replace(yes, codes=("A0405", "甲")), "code"),
    ):
        assert refused(workflow.accept, pk, wrong, by=first, now=play.now) == code
    assert RevisionProposal.objects.get().status == S.PROPOSED
    assert play.general.editions.count() == 1


def test_a_proposal_is_not_written_into_an_edition_that_is_out_for_opinions(play):
    pk, first = play.proposed().pk, play.finance[0]
    make.consulted(play.general, by=first)
    code = refused(workflow.accept, pk, acceptance_of(), by=first, now=play.now)
    assert code == "edition_in_consultation"


def test_the_second_of_two_proposals_on_one_item_finds_it_gone(play):
    first = play.finance[0]
    one, other = play.proposed(RETIRE), play.proposed(replace(RENAME, old=("A0401",)))
    assert list(queries.others_about(one)) == [other]
    workflow.accept(one.pk, acceptance_of(RETIRE), by=first, now=play.now)
    assert refused(workflow.accept, other.pk, acceptance_of(RENAME), by=first, now=play.now) == "gone"


def test_a_decision_is_taken_anew_when_its_draft_is_given_up(play):
    proposal, first = play.accepted(), play.finance[0]
    assert refused(workflow.reopen, proposal.pk, by=first, now=play.now) == "draft_stands"
    drafting.abandon(proposal.draft_id, opinion="重来", by=first, now=play.now)
    again = workflow.reopen(proposal.pk, by=first, now=play.now)
    assert (again.status, again.draft, again.answer) == (S.PROPOSED, None, "")
    assert workflow.accept(again.pk, acceptance_of(), by=first, now=play.now).draft.status == "draft"


@pytest.mark.parametrize(
    ("verb", "facts"),
    [
        (workflow.edit, {"facts": ADD}),
        (workflow.submit, {}),
        (workflow.endorse, {}),
        (workflow.return_to_handler, {"opinion": "x"}),
        (workflow.withdraw, {"opinion": "x"}),
        (workflow.send_back, {"opinion": "x"}),
        (workflow.consult, {"until": TODAY}),
        (workflow.accept, {"acceptance": Acceptance()}),
        (workflow.decline, {"answer": "x"}),
        (workflow.confirm, {}),
        (workflow.reconsider, {"opinion": "x"}),
        (workflow.reopen, {}),
    ],
)
def test_strangers_and_wrong_roles_are_turned_away_and_a_decided_proposal_stands(play, verb, facts):
    proposal = play.declined()
    strangers = (
        actor(Role.PURCHASER_HANDLER, Role.PURCHASER_LEADER),
        actor(Role.FINANCE),
        actor(Role.AUDITOR),
    )
    for person in strangers:
        with pytest.raises(NotPermitted):
            verb(proposal.pk, **facts, by=person, now=play.now)
    by = {True: play.finance[1], False: play.leader}[verb.__name__ in KEEPERS]
    by = play.handler if verb in (workflow.edit, workflow.submit) else by
    assert refused(verb, proposal.pk, **facts, by=by, now=play.now) == "wrong_state"


KEEPERS = {"send_back", "consult", "accept", "decline", "confirm", "reconsider", "reopen"}


def test_a_departmental_catalogue_is_revised_by_its_own_people(play):
    own = make.departmental_catalogue(play_body(play))
    make.approved(own, make.DEPARTMENTAL, on=date(2027, 1, 1), by=(play.handler, play.leader))
    facts = replace(RENAME, old=("MZ-1",), new=(NewItem("上门照护服务", "A0401"),))
    stranger = actor(Role.PURCHASER_HANDLER)
    with pytest.raises(NotPermitted):
        workflow.propose(own.pk, facts, by=stranger, now=play.now)
    pk = workflow.propose(own.pk, facts, by=play.handler, now=play.now).pk
    workflow.submit(pk, by=play.handler, now=play.now)
    workflow.endorse(pk, by=play.leader, now=play.now)
    with pytest.raises(NotPermitted):
        workflow.accept(pk, acceptance_of(), by=play.finance[0], now=play.now)
    done = workflow.accept(pk, replace(acceptance_of(), codes=()), by=play.handler, now=play.now)
    item = done.draft.items.get(code="MZ-1")
    assert (item.name, item.general_item.code) == ("上门照护服务", "A0401")


def test_a_planned_service_becomes_an_item_by_a_revision(play):
    service = entered_service(play.handler, now=play.now)
    facts = replace(ADD, service_id=service.pk)
    assert refused(workflow.propose, play.general.pk, facts, by=play.handler, now=play.now) == "service"
    services.confirm(service.pk, by=actor(Role.FINANCE), now=play.now)
    stranger = actor(Role.PURCHASER_HANDLER)
    assert refused(workflow.propose, play.general.pk, facts, by=stranger, now=play.now) == "service"
    proposal = play.accepted(facts)
    draft, later = proposal.draft, play.now + timedelta(days=2)
    assert not queries.services_to_move(on=TODAY).exists()
    drafting.submit(draft.pk, until=TODAY + timedelta(days=1), by=play.finance[0], now=play.now)
    drafting.approve(draft.pk, make.approval(draft, date(2027, 1, 1)), by=play.finance[1], now=later)
    assert not queries.services_to_move(on=TODAY).exists()
    assert list(queries.services_to_move(on=date(2027, 1, 1))) == [proposal]
    services.mark_moved(service.pk, "A0405", by=play.finance[0], now=make.at_local(date(2027, 1, 4), 9))
    service.refresh_from_db()
    assert service.status == ServiceStatus.MOVED
    assert not queries.services_to_move(on=date(2027, 1, 5)).exists()


def test_the_database_keeps_a_decision_with_its_answer_and_its_draft(play):
    proposal = play.proposed()
    for change, name in (
        ({"status": "accepted"}, "accepted_proposal_has_its_draft"),
        ({"draft": play.edition}, "accepted_proposal_has_its_draft"),
        ({"status": "declined"}, "decided_proposal_has_an_answer"),
        ({"consultation_from": TODAY, "consultation_to": TODAY}, "proposal_consultation_has_two_days"),
        ({"status": "consultation"}, "proposal_in_consultation_has_an_end"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            RevisionProposal.objects.filter(pk=proposal.pk).update(**change)


def test_who_sees_which_proposals(play):
    made = [play.drafted(), play.proposed(RENAME), play.consulted(SPLIT), play.declined(RETIRE)]
    stranger, auditor = actor(Role.PURCHASER_HANDLER), actor(Role.AUDITOR)
    for person, seen in (
        (play.handler, made), (play.leader, made), (auditor, made),
        (play.finance[0], made[1:]), (stranger, made[2:]), (None, []), (actor(Role.SUPPLIER), []),
    ):  # fmt: skip
        assert set(queries.visible_to(person)) == set(seen)
    assert set(queries.public()) == set(made[2:])

"""The panel confirms the document of a negotiation before it is issued."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refused
from portal.kernel.ledger.models import LedgerEntry
from procurement.notices import corrections, workflow
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.panels import workflow as panels
from procurement.notices.panels.models import PanelConfirmation
from procurement.notices.panels.rules import ConfirmationFacts
from procurement.notices.sections import Texts
from tests import spine
from tests.factories.people import actor, letter
from tests.signed_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    """A negotiation whose notice waits for a second person."""
    made = spine.drafted_notice(purchase=spine.people(method="competitive_negotiation"))
    workflow.submit(made.project.notices.get().pk, by=made.handler, now=made.clock.advance(hours=1))
    return made


def facts(walk, **changes) -> ConfirmationFacts:
    return replace(ConfirmationFacts(3, 2, local_date(walk.clock.now())), **changes)


def keep(walk, *, by=None, **changes) -> PanelConfirmation:
    by, now = by or walk.handler, walk.clock.now()
    paper = uploads.store(letter("确认意见.pdf"), owner_id=by.user_id, now=now)
    notice = walk.project.notices.get()
    return panels.keep(notice.pk, facts(walk, **changes), paper=paper, by=by, now=now)


def publish(walk):
    return workflow.publish(walk.project.notices.get().pk, by=walk.reviewer, now=walk.clock.now())


@pytest.mark.article("O74:29；O74:35")
def test_a_negotiation_is_announced_once_its_panel_has_confirmed_the_document(walk):
    with pytest.raises(Refused) as error:
        publish(walk)
    assert error.value.code == "panel_not_confirmed"
    keep(walk)
    notice = publish(walk)
    assert (notice.type, notice.period_workdays) == (NoticeType.NEGOTIATION, 3)
    assert notice.title.endswith("竞争性谈判公告")
    text = str(walk.project.documents.get().content)
    assert "谈判邀请" in text and "不设评分" in text and "磋商" not in text
    entry = LedgerEntry.objects.about(notice).get(verb="notices.panel_confirm")
    assert set(entry.facts) == {"project", "content_sha256", "paper_sha256"}


def test_a_text_changed_after_its_confirmation_is_confirmed_anew(walk):
    keep(walk)
    notice, now = walk.project.notices.get(), walk.clock.now()
    workflow.return_for_changes(notice.pk, by=walk.reviewer, now=now, opinion="请改")
    schedule = corrections.stored_schedule(notice)
    changed = Texts(other_matters="另有说明。")
    workflow.edit(notice.pk, by=walk.handler, now=now, schedule=schedule, texts=changed)
    workflow.submit(notice.pk, by=walk.handler, now=now)
    with pytest.raises(Refused) as error:
        publish(walk)
    assert error.value.code == "panel_not_confirmed"
    notice.refresh_from_db()
    assert notice.status == NoticeStatus.SUBMITTED


@pytest.mark.article("O74:7")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"members": 2}, "method_panel"),
        ({"members": 4, "experts": 3}, "method_panel"),
        ({"members": 3, "experts": 1}, "method_experts"),
    ],
)
def test_only_a_lawful_panel_confirms(walk, changes, code):
    with pytest.raises(Refused) as error:
        keep(walk, **changes)
    assert error.value.code == code
    assert not PanelConfirmation.objects.exists()


def test_a_confirmation_of_tomorrow_is_refused(walk):
    with pytest.raises(Refused) as error:
        keep(walk, confirmed_on=local_date(walk.clock.now()) + timedelta(days=1))
    assert error.value.code == "confirmed_in_future"


def test_a_consultation_asks_no_panel():
    walk = spine.drafted_notice()
    with pytest.raises(Refused) as error:
        keep(walk)
    assert error.value.code == "no_panel_confirms"


@pytest.mark.parametrize("role", [Role.PURCHASER_HANDLER, Role.SUPPLIER])
def test_strangers_keep_no_confirmation(walk, role):
    with pytest.raises(NotPermitted):
        keep(walk, by=actor(role))


def test_the_handler_uploads_the_paper_and_only_the_purchaser_reads_it(walk):
    client, notice = client_of(walk.handler), walk.project.notices.get()
    page = client.get(reverse("notices:work_detail", args=[notice.pk])).content.decode()
    url = reverse("notices:panel_keep", args=[notice.pk])
    assert url in page and "谈判小组还没有确认谈判文件" in page
    day = local_date(walk.clock.now()).isoformat()
    typed = {"members": "3", "experts": "2", "confirmed_on": day}
    assert client.post(url, {**typed, "members": "2", "paper": letter("意见.pdf")}).status_code == 409
    assert client.post(url, {**typed, "paper": letter("意见.pdf")}).status_code == 302
    kept = PanelConfirmation.objects.get()
    paper = reverse("notices:panel_paper", args=[kept.pk])
    assert client.get(paper).status_code == 200
    assert client_of(actor(Role.AUDITOR)).get(paper).status_code in (403, 404)
    assert client_of(actor(Role.PURCHASER_HANDLER)).get(paper).status_code == 404

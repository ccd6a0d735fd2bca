"""What departments and keepers must do next about revisions; the law sets no term."""

from collections.abc import Iterator
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.revisions import consulting, queries, workflow
from catalog.revisions.choices import ProposalStatus
from catalog.revisions.models import RevisionProposal
from catalog.services import workflow as services
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo

SHOWN = 20
S = ProposalStatus
ACTORS = (*workflow.HANDLERS, *workflow.ENDORSERS, *workflow.drafting.KEEPING)
WAITING = (S.DRAFT, S.RETURNED, S.SUBMITTED, S.PROPOSED, S.CONSULTATION, S.DECLINING)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Proposals to finish, to hand on and to decide; services whose item is in force. None of a purchase."""
    if of is not None or not actor.has_role(*ACTORS):
        return []
    today = clock.local_date(now)
    found = queries.visible_to(actor).filter(status__in=WAITING).order_by("pk")
    mine = [todo for proposal in found if (todo := todo_of(proposal, actor, today=today))]
    return [*mine[:SHOWN], *answers(actor), *moves(actor, today=today)]


def todo_of(proposal: RevisionProposal, actor: Actor, *, today: date) -> Todo | None:
    """The next step of one proposal, when it is this person's."""
    is_first = actor.user_id in (proposal.drafted_by, proposal.submitted_by)
    if workflow.may(proposal, "submit", by=actor):
        is_back = proposal.status == S.RETURNED
        why = _("已退回，请修改后重新送审") if is_back else _("草稿还没有送审")
        return _todo(proposal, _("送审修订建议"), why, "proposal_detail", _("送审建议"))
    if workflow.may(proposal, "endorse", by=actor) and not is_first:
        return _todo(proposal, _("审核修订建议"), _("经办已送审"), "proposal_endorse", _("审核建议"))
    if workflow.may(proposal, "confirm", by=actor) and actor.user_id != proposal.declined_by:
        return _todo(
            proposal,
            _("复核不采纳的决定"),
            _("拟不采纳，等待第二个人确认"),
            "proposal_confirm",
            _("复核决定"),
        )
    is_open = proposal.consultation_to is not None and today <= proposal.consultation_to
    if workflow.may(proposal, "accept", by=actor) and not is_open:
        consulted = proposal.status == S.CONSULTATION
        why = _("征求意见已经截止") if consulted else _("提出单位已报送")
        return _todo(proposal, _("办理修订建议"), why, "proposal_detail", _("办理建议"))
    return None


def answers(actor: Actor) -> Iterator[Todo]:
    """Comments that wait for an answer, what they are about as one line."""
    for subject, count in queries.unanswered_by_subject(actor)[:SHOWN]:
        if not consulting.may_answer(subject.catalogue, by=actor) or consulting.is_decided(subject):
            continue
        search = urlencode({"q": getattr(subject, "number", subject.title), "verdict": "none"})
        yield Todo(
            title=_("答复征求到的意见"),
            subject=subject.title,
            why=_("%(n)d 条意见还没有答复") % {"n": count},
            url=f"{reverse('revisions:comment_list')}?{search}",
            button=_("答复意见"),
            basis=workflow.BASIS,
        )


def moves(actor: Actor, *, today: date) -> Iterator[Todo]:
    """Services whose item is in force now: finance says under which code they stand."""
    if not actor.has_role(*services.CONFIRMERS):
        return
    for proposal in queries.services_to_move(on=today)[:SHOWN]:
        url = reverse("services:service_move", args=[proposal.service_id])
        code = proposal.items.all()[0].code
        yield Todo(
            title=_("列入目录"),
            subject=str(proposal.service),
            why=_("修订建议 %(number)s 已随目录生效") % {"number": proposal.number},
            url=f"{url}?item={code}",
            button=_("列入目录"),
            basis=workflow.BASIS,
        )


def _todo(proposal: RevisionProposal, title: str, why: str, page: str, button: str) -> Todo:
    return Todo(
        title=title,
        subject=f"{proposal.number} {proposal.title}",
        why=why,
        url=reverse(f"revisions:{page}", args=[proposal.pk]),
        button=button,
        basis=workflow.BASIS,
    )

"""What the hall shows to whom: the state to everybody, names after the release and to who conducts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.pieces import DONE, NEXT, NOW, STOPPED, Step
from procurement import methods
from procurement.bidding import queries as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.opening import numbers, queries, rules, workflow
from procurement.opening import pages as openings
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody import holding
from procurement.opening.custody import pages as custody
from procurement.opening.custody import queries as custodians
from procurement.opening.hall import queries as hall
from procurement.opening.hall import workflow as verbs
from procurement.opening.hall.choices import IncidentKind, Part
from procurement.opening.hall.models import Incident
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.outage import pages as outage_pages
from procurement.opening.outage import queries as outages
from procurement.opening.outage import todos as outage_todos
from procurement.opening.paper import pages as papers
from procurement.opening.paper import queries as papers_of
from procurement.opening.record import queries as records
from procurement.opening.ruling import pages as rulings
from procurement.opening.ruling import queries as rulings_of
from procurement.projects.models import Package

BEFORE, DUE = "before", "due"
ENDED = (OpeningStatus.CONCLUDED, OpeningStatus.FAILED)
FEW, OFTEN = 30, 5
MOVES = ("may_release", "may_conclude", "may_extend", "may_unlock")


@dataclass(frozen=True)
class Bidder:
    """A bidder as those who conduct see it after the release."""

    pk: int
    name: str
    is_there: bool
    status: str
    tone: str
    reason: str
    ruling: str = ""
    to_rule: int | None = None
    paper: str = ""
    paper_step: str = ""


@dataclass(frozen=True)
class Visitor:
    """Who looks in, as what, and at the opening of which kind of submission."""

    actor: Actor | None
    part: str
    kind: str = SubmissionKind.RESPONSE

    @property
    def conducts(self) -> bool:
        """Whether names are shown to this visitor after the release."""
        return self.part in (Part.HOST, Part.OFFICER)


def hall_context(
    package: Package, session: OpeningSession | None, visitor: Visitor, *, now: datetime
) -> dict:
    """The hall as one visitor sees it; `state` changes when there is something else to do."""
    actor, part, kind = visitor.actor, visitor.part, visitor.kind
    closes_at = hall.closes_at(package, kind)
    stage, method = stage_of(session, closes_at, now=now), methods.get(package.project.method)
    is_quote = kind == SubmissionKind.FINAL_QUOTE
    shown = {
        **_of_session(session, actor, part, now=now),
        **_own(package, session, visitor, now=now),
    }
    return {
        "closes_at": closes_at,
        "is_quote": is_quote,
        "hall_number": numbers.of(package.number, kind),
        "now": now,
        "package": package,
        "project": package.project,
        "terms": method.terms,
        "is_read_out": method.is_read_out,
        "hall_name": hall_name(package, kind),
        "release_basis": rules.RELEASE_BASIS,
        "session": session,
        "stage": stage,
        "stage_name": name_of(stage),
        "tone": openings.TONES.get(stage, "soon"),
        "ticks": FEW if stage == BEFORE else OFTEN,
        "is_over": stage in ENDED,
        "has_roster": visitor.conducts and queries.attends(actor, package),
        "has_record": stage in ENDED
        and records.readable_by(actor, numbers.of(package.number, kind)) is not None,
        "steps": steps_of(package, session, stage, closes_at),
        "window": workflow.unlock_minutes(package),
        "part": part,
        "part_name": Part(part).label if part else _("旁观"),
        **({} if is_quote else _before_deadline(package, session, visitor, is_open=stage == BEFORE, now=now)),
        "is_near": timedelta(0) < closes_at - now < timedelta(hours=1),
        "is_listed": actor is not None
        and any(row.user_id == actor.user_id for row, _here in shown.get("people", ())),
        "state": "-".join([stage, *(step for step in MOVES if shown.get(step))]),
        **shown,
    }


def _before_deadline(
    package: Package,
    session: OpeningSession | None,
    visitor: Visitor,
    *,
    is_open: bool,
    now: datetime,
) -> dict:
    """Outages, which concern everybody, and who may write one down or decide it; taking paper copies."""
    actor = visitor.actor
    told = outage_pages.told(package.project_id, now=now)
    rows = [row.outage for row in told]
    waiting = next((row for row in rows if not row.outcome or row.is_lapsed(now=now)), None)
    is_sealed = session is None or (session.released_at is None and session.concluded_at is None)
    return {
        "outages": told,
        "sees_report": visitor.conducts,
        "may_receive_paper": is_open and papers_of.may_receive(actor, package),
        "may_report_outage": is_sealed and waiting is None and outages.may_report(actor, package.project),
        "outage_why": outage_todos.why(waiting) if waiting else "",
        "outage_to_decide": waiting if waiting and outages.to_decide(actor, at=now).exists() else None,
    }


def hall_name(package: Package, kind: str = SubmissionKind.RESPONSE) -> str:
    """The hall in the words of the method."""
    if kind == SubmissionKind.FINAL_QUOTE:
        return _("最后报价开启大厅")
    return _("%(opened)s大厅") % {"opened": methods.get(package.project.method).terms.opened}


def stage_of(session: OpeningSession | None, closes_at: datetime, *, now: datetime) -> str:
    """Where the opening stands, by the clock until there is a session."""
    if session is not None:
        return session.status
    return BEFORE if now < closes_at else DUE


def name_of(stage: str) -> str:
    """The stage in words."""
    names = {BEFORE: _("还没有到开启时间"), DUE: _("已经截止，准备开启")}
    return names.get(stage) or str(OpeningStatus(stage).label)


def steps_of(package: Package, session: OpeningSession | None, stage: str, closes_at: datetime) -> list[Step]:
    """Deadline, release, unlocking, end: how far it is, with no name and no number."""
    method = methods.get(package.project.method)
    due_at = session.due_at if session else closes_at
    ended = session.concluded_at if session else None
    states = _states(stage, is_released=bool(session and session.released_at))
    last = _("宣布投标人和报价") if method.is_read_out else _("移交评审小组，不公开报价")
    return [
        Step(_("提交截止"), states[0], closes_at, law=str(rules.RELEASE_BASIS)),
        Step(
            _("两名人员解封"),
            states[1],
            session.released_at or due_at if session else due_at,
            note=_("解封以前，任何人都不知道有谁提交。"),
        ),
        Step(
            _("供应商各自解锁"),
            states[2],
            session.unlock_until or "" if session else "",
            note=_("口令只在供应商自己的浏览器里使用。"),
        ),
        Step(last, states[3], ended or ""),
    ]


def _states(stage: str, *, is_released: bool) -> tuple[str, str, str, str]:
    if stage == BEFORE:
        return NOW, NEXT, NEXT, NEXT
    if stage in (DUE, OpeningStatus.WAITING):
        return DONE, NOW, NEXT, NEXT
    if stage == OpeningStatus.UNLOCKING:
        return DONE, DONE, NOW, NEXT
    if stage == OpeningStatus.CONCLUDED:
        return DONE, DONE, DONE, DONE
    return (DONE, DONE, DONE, STOPPED) if is_released else (DONE, STOPPED, STOPPED, STOPPED)


def _of_session(session: OpeningSession | None, actor: Actor | None, part: str, *, now: datetime) -> dict:
    """What is said of the session to who has a part in it."""
    if session is None or not part:
        return {}
    conducts = part in (Part.HOST, Part.OFFICER)
    is_named = conducts and session.released_at is not None
    there = hall.present(session)
    return {
        "people": [(row, hall.is_here(row, at=now)) for row in there if row.part != Part.BIDDER or is_named],
        "bidders": bidders_of(session, actor, now=now) if is_named else [],
        "stray_papers": papers.strays(session, actor) if is_named else [],
        "incidents": incidents_of(session, actor, conducts=conducts),
        "read_out": openings.read_out(session),
        **_host_steps(session, actor, part, now=now),
    }


def incidents_of(session: OpeningSession, actor: Actor, *, conducts: bool) -> list[Incident]:
    """What happened; of what is not read out bidders see kind and time, never the host's own words."""
    rows = list(session.incidents.select_related("by", "body"))
    if conducts:
        return rows
    rows = [row for row in rows if row.kind != IncidentKind.REPORTED or row.body_id == actor.body_id]
    if not methods.get(session.package.project.method).is_read_out:
        for row in rows:
            row.text = row.text if row.kind == IncidentKind.REPORTED else ""
    return rows


def _host_steps(session: OpeningSession, actor: Actor, part: str, *, now: datetime) -> dict:
    """The buttons of those who conduct."""
    is_host = part == Part.HOST
    waits = session.opened.filter(status=UnlockStatus.WAITING).exists()
    is_over = session.unlock_until is not None and now >= session.unlock_until
    return {
        "may_release": part in (Part.HOST, Part.OFFICER)
        and now >= session.due_at
        and procedure.may(session, workflow.STEPS, "release", by=actor)
        and not session.releases.filter(officer_id=actor.user_id).exists()
        and not holding.releasing_refusals(session, by=actor),
        "may_conclude": is_host
        and procedure.may(session, workflow.STEPS, "conclude", by=actor)
        and (is_over or not waits),
        "may_extend": is_host and not is_over and procedure.may(session, verbs.STEPS, "extend", by=actor),
        "may_postpone": is_host and procedure.may(session, verbs.STEPS, "postpone", by=actor),
        "may_note": is_host and procedure.may(session, verbs.STEPS, "note", by=actor),
        "may_report": part == Part.BIDDER and procedure.may(session, verbs.STEPS, "report", by=actor),
    }


def bidders_of(session: OpeningSession, actor: Actor, *, now: datetime) -> list[Bidder]:
    """Every bidder, whether it came and what became of its bid."""
    there, second = hall.bodies_there(session), custody.words_of(session)
    copies, from_paper = papers.words_of(session), papers_of.typed_in(session)
    ruled = rulings.words_of(session)
    may_rule = set(rulings_of.to_rule(actor, at=now).filter(session=session).values_list("pk", flat=True))
    by_custodian = custodians.opened_in(session)
    rows = session.opened.select_related("submission__supplier").defer("plaintext", "inner")
    tones = {UnlockStatus.OPENED: "ok", UnlockStatus.WAITING: "soon", UnlockStatus.NOT_OPENED: "stop"}
    return [
        Bidder(
            pk=row.pk,
            name=row.submission.supplier.name,
            is_there=row.submission.supplier_id in there
            or (row.status == UnlockStatus.OPENED and row.pk not in by_custodian | from_paper),
            status=str(row.get_status_display()),
            tone=tones[row.status],
            reason=" ".join(filter(None, (openings.shown_reason(row, session), second.get(row.pk, "")))),
            ruling=ruled.get(row.pk, ""),
            to_rule=row.pk if row.pk in may_rule else None,
            paper=copies.get(row.pk, ""),
            paper_step=papers.step_of(row, session, actor) if row.pk in copies else "",
        )
        for row in rows.order_by("submission__supplier__name")
    ]


def _own(package: Package, session: OpeningSession | None, visitor: Visitor, *, now: datetime) -> dict:
    """A bidder's own bid, and nobody else's."""
    if visitor.part != Part.BIDDER:
        return {}
    actor = visitor.actor
    mine = bidding.own_current(actor, package.pk, visitor.kind)
    opened = opened_of(session, actor)
    own = {"mine": mine, "opened": opened, **papers.own(mine, is_open=session is None)}
    return own | (openings.unlock_context(opened, now=now) if opened else {})


def opened_of(session: OpeningSession | None, actor: Actor) -> OpenedSubmission | None:
    """The own submission in the session, once the outer lock is off."""
    if session is None:
        return None
    return queries.waiting_for(actor).filter(session=session).first()

"""The survey is recorded, the public asked and answered, others review, counsel looks at the contract."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Duty, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.hearing import workflow as opinions
from portal.kernel.hearing.choices import Voice
from portal.kernel.hearing.workflow import Answer, Hearing, Speaker
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.projects import duties
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import ProjectStatus
from procurement.projects.demand import queries, rules
from procurement.projects.demand.choices import ITEMS, ReviewKind
from procurement.projects.demand.models import (
    DemandHearing,
    DemandOpinion,
    DemandReview,
    DemandSurvey,
    LegalReview,
    SurveyRespondent,
)
from procurement.projects.demand.rules import SurveyFacts
from procurement.projects.models import ProcurementProject
from procurement.routing.queries import parameters

S = ProjectStatus
DRAFTERS = (Role.PURCHASER_HANDLER,)
REVIEWERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
OFFICES = (*PURCHASER_ROLES, Role.FINANCE, Role.SUPERVISOR)
DRAFT = (S.DRAFT, S.RETURNED)
BEFORE_NOTICE = (*DRAFT, S.SUBMITTED, S.APPROVED)

STEPS = {
    "survey": Step(gettext_lazy("登记需求调查"), DRAFT, "", DRAFTERS, Duty.DEMAND_DRAFT, rules.SURVEY_BASIS),
    "execution": Step(
        gettext_lazy("编制采购实施计划"), DRAFT, "", DRAFTERS, Duty.DEMAND_DRAFT, rules.SURVEY_BASIS
    ),
    "hear": Step(gettext_lazy("就需求征求意见"), DRAFT, "", DRAFTERS, Duty.DEMAND_DRAFT, rules.HEARING_BASIS),
    "review": Step(
        gettext_lazy("审查采购需求"), (S.SUBMITTED,), "", REVIEWERS, Duty.DEMAND_REVIEW, rules.REVIEW_BASIS
    ),
    "legal": Step(gettext_lazy("登记法律审查"), BEFORE_NOTICE, "", DRAFTERS, "", rules.LEGAL_BASIS),
}


@dataclass(frozen=True)
class LegalFacts:
    """What counsel said, of which firm, on which day."""

    counsel: str
    firm: str
    reviewed_on: date
    passed: bool
    opinion: str


@transaction.atomic
def survey(project_id: int, facts: SurveyFacts, *, by: Actor, now: datetime) -> DemandSurvey:
    """Record the survey, or record it anew."""
    project = begin(project_id, "survey", by=by, now=now)
    today, region = local_date(now), project.purchaser.budget_division_id
    figures = parameters([rules.RESPONDENTS, rules.REUSE_YEARS], on=today, region_code=region)
    least, years = figures[rules.RESPONDENTS], figures[rules.REUSE_YEARS]
    refuse(rules.survey_refusals(facts, today=today, least=least, reuse_years=years))
    columns = asdict(facts) | {"ways": list(facts.ways), "by_id": by.user_id, "at": now}
    respondents = columns.pop("respondents")
    made, _is_new = DemandSurvey.objects.update_or_create(project=project, defaults=columns)
    made.respondents.all().delete()
    SurveyRespondent.objects.bulk_create(
        SurveyRespondent(survey=made, order=order, name=name, said=said)
        for order, (name, said) in enumerate(respondents, start=1)
    )
    ledger.record(project, "demand.survey", says=_("登记需求调查"), by=by, at=now, facts=asdict(facts))
    return made


@transaction.atomic
def ask(project_id: int, *, until: date, by: Actor, now: datetime) -> DemandHearing:
    """Put the demand out for everybody's opinion, as it stands now."""
    project = begin(project_id, "hear", by=by, now=now)
    refuse([*rules.hearing_refusals(until=until, today=local_date(now)), *asked_twice(project)])
    hearing = DemandHearing.objects.create(
        project=project, text=project.demand, asked_at=now, until=until, by_id=by.user_id
    )
    facts = {"until": until, "text": hearing.text}
    ledger.record(project, "demand.ask", says=_("就需求征求公众意见"), by=by, at=now, facts=facts)
    return hearing


@transaction.atomic
def heard_elsewhere(
    project_id: int, *, how: str, received: int, outcome: str, by: Actor, now: datetime
) -> DemandHearing:
    """Record that the public was asked outside the portal, and what became of its opinions."""
    project = begin(project_id, "hear", by=by, now=now)
    refuse(asked_twice(project))
    refuse(rules.conclusion_refusals(until=None, today=local_date(now), unanswered=0, outcome=outcome))
    hearing = DemandHearing.objects.create(
        project=project,
        text=project.demand,
        asked_at=now,
        elsewhere=how.strip(),
        received=received,
        outcome=outcome.strip(),
        concluded_at=now,
        by_id=by.user_id,
    )
    facts = {"elsewhere": hearing.elsewhere, "received_count": received, "outcome": hearing.outcome}
    ledger.record(project, "demand.heard_elsewhere", says=_("登记征求意见"), by=by, at=now, facts=facts)
    return hearing


@transaction.atomic
def say(
    project_id: int, text: str, *, by: Actor | None, device: str, clock: Clock = database_clock
) -> DemandOpinion:
    """One opinion; `device` is the salted digest of a citizen's. The clock is read after the lock."""
    hearing = queries.hearing_for_update(project_id)
    now, speaker = clock(), Speaker(voice_of(by), by, device)
    asked = Hearing(
        until=hearing.until,
        is_open=queries.is_open_on(hearing, local_date(now)),
        basis=rules.HEARING_BASIS,
    )
    made = opinions.take(hearing.opinions, text, hearing=asked, speaker=speaker, now=now)
    facts = {"voice": speaker.voice, "sha256": made.text_digest}
    ledger.record(made, "demand.say", says=_("对采购需求提出意见"), by=speaker.actor, at=now, facts=facts)
    return made


@transaction.atomic
def answer(opinion_id: int, given: Answer, *, by: Actor, now: datetime) -> DemandOpinion:
    """The purchaser answers an opinion; the answer may be changed until the hearing is concluded."""
    known = DemandOpinion.objects.select_related("hearing").get(pk=opinion_id)
    hearing = queries.hearing_for_update(known.hearing.project_id)
    must_be_own(hearing.project, by=by)
    found = queries.opinion_for_update(opinion_id)
    is_decided = hearing.concluded_at is not None
    opinions.answer(found, given, is_decided=is_decided, basis=rules.HEARING_BASIS, by=by, now=now)
    facts = {"verdict": given.verdict, "answer": found.answer, "withheld": found.withheld}
    ledger.record(found, "demand.answer", says=_("答复对需求的意见"), by=by, at=now, facts=facts)
    return found


@transaction.atomic
def conclude(project_id: int, *, outcome: str, by: Actor, now: datetime) -> DemandHearing:
    """After the last day: every opinion is answered, and everybody reads what became of it."""
    project = begin(project_id, "hear", by=by, now=now)
    hearing = queries.hearing_for_update(project_id)
    refuse(already_concluded(hearing))
    refuse(
        rules.conclusion_refusals(
            until=hearing.until,
            today=local_date(now),
            unanswered=hearing.opinions.unanswered().count(),
            outcome=outcome,
        )
    )
    hearing.outcome, hearing.concluded_at = outcome.strip(), now
    hearing.save(update_fields=["outcome", "concluded_at"])
    facts = {"outcome": hearing.outcome, "received_count": hearing.opinions.count()}
    ledger.record(project, "demand.conclude", says=_("公开征求意见情况"), by=by, at=now, facts=facts)
    return hearing


@transaction.atomic
def review(
    project_id: int, kind: ReviewKind, findings: Mapping[str, bool], *, opinion: str, by: Actor, now: datetime
) -> DemandReview:
    """Judge every item of a submission; what does not pass sends the project back.

    Raises Refused for who took part in the drafting.
    """
    project = begin(project_id, "review", by=by, now=now)
    items = {code: str(words) for code, words in ITEMS[kind]}
    refuse(rules.finding_refusals(kind, findings, opinion, items))
    passed = all(findings.values())
    made = DemandReview.objects.create(
        project=project,
        submission=projects.submission_decision(project),
        kind=kind,
        findings=dict(findings),
        passed=passed,
        opinion=opinion.strip(),
        by_id=by.user_id,
        at=now,
    )
    facts = {"review": kind, "passed": passed, "opinion": made.opinion}
    ledger.record(project, "demand.review", says=_("审查采购需求"), by=by, at=now, facts=facts)
    if not passed:
        project_workflow.return_for_changes(project_id, opinion=opinion, by=by, now=now)
    return made


@transaction.atomic
def legal_review(
    project_id: int, facts: LegalFacts, *, paper: Upload | None = None, by: Actor, now: datetime
) -> LegalReview:
    """Record what counsel said about the contract's text; the last opinion stands."""
    project = begin(project_id, "legal", by=by, now=now)
    refuse(not_yet(facts.reviewed_on, today=local_date(now)))
    made = LegalReview.objects.create(project=project, paper=paper, by_id=by.user_id, at=now, **asdict(facts))
    said = asdict(facts) | {"paper_sha256": paper.sha256 if paper else ""}
    ledger.record(project, "demand.legal_review", says=_("登记合同文本法律审查"), by=by, at=now, facts=said)
    return made


def begin(project_id: int, verb: str, *, by: Actor, now: datetime) -> ProcurementProject:
    """Lock the project, look at state, role, body and duty."""
    project = projects.project_for_update(project_id)
    step = procedure.advance(project, STEPS, verb, by=by)
    must_be_own(project, by=by)
    if step.duty:
        duties.take(project.pk, step.duty, by=by, at=now)
    return project


def must_be_own(project: ProcurementProject, *, by: Actor) -> None:
    """Only the purchaser makes its demand, never its agency."""
    if project.purchaser_id != by.body_id or not by.has_role(*PURCHASER_ROLES):
        raise NotPermitted(_("采购需求由采购人自己办理。"))


def may_handle(project: ProcurementProject, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    return procedure.may(project, STEPS, verb, by=by) and project.purchaser_id == by.body_id


def overview_url(project: ProcurementProject) -> str:
    """The page that shows how the demand was made."""
    return reverse("demand:overview", args=[project.pk])


def voice_of(actor: Actor | None) -> Voice:
    """As what somebody speaks: for an office, for a supplier, or as a citizen."""
    if actor is not None and actor.body_id and actor.has_role(*OFFICES):
        return Voice.DEPARTMENT
    if actor is not None and actor.body_id and actor.has_role(*SUPPLIER_ROLES):
        return Voice.ORGANISATION
    return Voice.CITIZEN


def asked_twice(project: ProcurementProject) -> list[Refusal]:
    """The public is asked once a project."""
    if queries.hearing_of(project) is None:
        return []
    because = _("本项目已经就需求征求过意见。")
    return [Refusal(because, rules.HEARING_BASIS, _("请在原来的征求意见上继续办理。"), "asked_twice")]


def already_concluded(hearing: DemandHearing) -> list[Refusal]:
    """A hearing is concluded once."""
    if hearing.concluded_at is None:
        return []
    return [Refusal(_("征求意见已经结束。"), rules.HEARING_BASIS, _("请返回查看结果。"), "concluded")]


def not_yet(reviewed_on: date, *, today: date) -> list[Refusal]:
    """Counsel's opinion has a day that has come."""
    if reviewed_on <= today:
        return []
    because = _("审定日期 %(day)s 还没有到。") % {"day": reviewed_on.isoformat()}
    return [Refusal(because, rules.LEGAL_BASIS, _("请改为实际审定的日期。"), "day_ahead")]

"""Reads and locks of a demand's making, and how far it has come."""

from datetime import date

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, Refused
from procurement.projects import queries as projects
from procurement.projects.choices import ContentKind
from procurement.projects.demand import rules
from procurement.projects.demand.models import (
    DemandHearing,
    DemandOpinion,
    DemandReview,
    DemandSurvey,
    ExecutionPlan,
    LegalReview,
)
from procurement.projects.demand.rules import Standing
from procurement.projects.models import ProcurementProject
from procurement.routing.queries import parameter


def survey_of(project: ProcurementProject) -> DemandSurvey | None:
    """The survey with its respondents; None while there is none."""
    return DemandSurvey.objects.filter(project=project).prefetch_related("respondents").first()


def hearing_of(project: ProcurementProject) -> DemandHearing | None:
    """What the public was asked; None while nothing."""
    return DemandHearing.objects.filter(project=project).first()


def hearing_for_update(project_id: int) -> DemandHearing:
    """The hearing of a project, locked until the transaction ends."""
    return (
        DemandHearing.objects.select_for_update(of=("self",))
        .select_related("project")
        .get(project_id=project_id)
    )


def opinion_for_update(opinion_id: int) -> DemandOpinion:
    """An opinion, locked until the transaction ends."""
    return DemandOpinion.objects.select_for_update(of=("self",)).get(pk=opinion_id)


def public() -> QuerySet[DemandHearing]:
    """What everybody may read and, while it is open, comment on."""
    found = DemandHearing.objects.filter(until__isnull=False)
    return found.select_related("project__purchaser", "project__catalogue_item")


def published_opinions(hearing: DemandHearing) -> QuerySet[DemandOpinion]:
    """What everybody may read: the answered opinions, once the hearing is concluded."""
    answered = hearing.opinions.exclude(verdict="")
    return answered if hearing.concluded_at else answered.none()


def readable_opinions(actor: Actor | None) -> QuerySet[DemandOpinion]:
    """Opinions on the projects that a capacity sees in the workbench."""
    mine = projects.visible_to(actor).values("pk")
    return DemandOpinion.objects.filter(hearing__project__in=mine).select_related("hearing__project")


def reviews_of(project: ProcurementProject) -> QuerySet[DemandReview]:
    """Every review, the first first."""
    return DemandReview.objects.filter(project=project).select_related("by")


def legal_reviews_of(project: ProcurementProject) -> QuerySet[LegalReview]:
    """What counsel said, the last last."""
    return LegalReview.objects.filter(project=project).select_related("by", "paper")


def legal_reviews_readable(actor: Actor | None) -> QuerySet[LegalReview]:
    """Counsel's opinions with a paper, on the projects that a capacity sees in the workbench."""
    mine = projects.visible_to(actor).values("pk")
    return LegalReview.objects.filter(project__in=mine, paper__isnull=False).select_related("paper")


def standing(project: ProcurementProject, *, on: date) -> Standing:
    """How far the making of the demand has come."""
    survey, hearing = survey_of(project), hearing_of(project)
    scope = in_scope(project, is_complex=bool(survey and survey.is_complex), on=on)
    decision = projects.submission_decision(project)
    passed = DemandReview.objects.filter(submission=decision, passed=True) if decision else ()
    legal = LegalReview.objects.filter(project=project).last()
    return Standing(
        in_scope=scope,
        is_public_service=project.content_kind == ContentKind.PUBLIC_SERVICE,
        has_survey=survey is not None,
        is_heard=bool(hearing and hearing.concluded_at),
        passed=frozenset(review.kind for review in passed),
        is_legally_reviewed=bool(legal and legal.passed),
        has_plan=ExecutionPlan.objects.filter(project=project).exists(),
    )


def in_scope(project: ProcurementProject, *, is_complex: bool, on: date) -> bool:
    """Whether the strict rules apply; before they came into force they apply to nothing."""
    try:
        figure = parameter(rules.SURVEY_AMOUNT, on=on, region_code=project.purchaser.budget_division_id)
    except Refused:
        return False
    return rules.in_scope(project.content_kind, projects.amount_of(project), figure, is_complex=is_complex)


def is_open_on(hearing: DemandHearing, day: date) -> bool:
    """Whether opinions are taken on a day."""
    return hearing.concluded_at is None and hearing.until is not None and day <= hearing.until


def submission_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """What the demand lacks before a second person is asked."""
    return rules.submission_refusals(standing(project, on=on))


def opened_on(hearing: DemandHearing) -> date:
    """The day on which it was put out."""
    return local_date(hearing.asked_at)

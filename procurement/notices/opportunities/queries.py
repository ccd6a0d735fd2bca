"""Open calls for one supplier, with what its page says of each."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from orgs.bodies import fields
from orgs.bodies.models import Body
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement.notices import queries as notices
from procurement.notices.choices import NoticeType
from procurement.notices.models import DocumentObtained, Notice
from procurement.notices.opportunities import rules
from procurement.notices.opportunities.models import OpportunityLook
from procurement.notices.opportunities.rules import Changes, Nearness
from procurement.notices.questions.models import Question
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package

SHOWN = 200


@dataclass(frozen=True)
class Opportunity:
    """One open call beside what is known of the own body."""

    notice: Notice
    nearness: Nearness
    fields: str
    is_below: bool
    qualification: str
    news: list[str]

    @property
    def fits(self) -> bool:
        """Whether field or place speak for it."""
        return bool(self.fields) or self.nearness != Nearness.AWAY

    @property
    def rank(self) -> tuple[bool, bool, Nearness, datetime]:
        """Those that fit first: by field, then by place, then by what is left of the time."""
        deadline = self.notice.project.schedule.response_deadline
        return (not self.fits, not self.fields, self.nearness, deadline)


def seen_at(user_id: int) -> datetime | None:
    """Up to when somebody has looked; None for who never said so."""
    return OpportunityLook.objects.filter(user_id=user_id).values_list("seen_at", flat=True).first()


def open_for(actor: Actor, *, now: datetime) -> QuerySet[Notice]:
    """Calls that this supplier can still take part in: it has the document, or can still obtain it."""
    taking = Package.objects.filter(project_id=OuterRef("project_id"), status=PackageStatus.ANNOUNCED)
    obtained = DocumentObtained.objects.filter(project_id=OuterRef("project_id"), supplier_id=actor.body_id)
    can_obtain = Q(project__schedule__documents_until__gte=local_date(now))
    joins = Q(type=NoticeType.FRAMEWORK_OPEN)
    own = Q(project__purchaser_id=actor.body_id) | Q(project__agency_mandate__agency_id=actor.body_id)
    rows = notices.with_amount(notices.readable(actor).calls()).exclude(own)
    return (
        rows.filter(Exists(taking), project__schedule__response_deadline__gt=now)
        .annotate(has_obtained=Exists(obtained))
        .filter(can_obtain | joins | Q(has_obtained=True))
    )


def opportunities(actor: Actor, *, now: datetime) -> list[Opportunity]:
    """The open calls, those that fit first."""
    body = Body.objects.select_related("registration").get(pk=actor.body_id)
    seen = seen_at(actor.user_id)
    corrections = Notice.objects.out().filter(type=NoticeType.CORRECTION)
    answered = Question.objects.filter(answered_at__isnull=False).only("project_id", "answered_at")
    rows = open_for(actor, now=now).prefetch_related(
        Prefetch("corrections", corrections, to_attr="shown_corrections"),
        Prefetch("project__questions", answered, to_attr="shown_answers"),
        "project__route_decisions",
    )
    found = [_opportunity(notice, body, seen=seen) for notice in rows.order_by("-published_at")[:SHOWN]]
    return sorted(found, key=lambda one: one.rank)


def _opportunity(notice: Notice, body: Body, *, seen: datetime | None) -> Opportunity:
    project = notice.project
    item = project.catalogue_item
    asked = fields.fields_named(f"{project.title} {item.name} {item.description}")
    registration = getattr(body, "registration", None)
    own = registration.fields_of_service if registration else []
    changes = Changes(
        shown_at=notice.shown_at,
        corrected=tuple(one.shown_at for one in notice.shown_corrections),
        answered=tuple(one.answered_at for one in project.shown_answers),
    )
    return Opportunity(
        notice=notice,
        nearness=rules.nearness(body.division_id or "", project.purchaser.division_id or ""),
        fields=fields.in_words(rules.shared_fields(own, asked)),
        is_below=not projects.is_statutory(project),
        qualification=notice.body["texts"].get("specific_qualification", ""),
        news=rules.news_of(changes, seen_at=seen),
    )

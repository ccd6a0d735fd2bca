"""Reads and locks of opening records."""

from django.db.models import QuerySet

from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from procurement import methods
from procurement.bidding.choices import SubmissionKind
from procurement.notices import queries as notices
from procurement.opening import numbers
from procurement.opening import queries as openings
from procurement.opening.hall import queries as hall
from procurement.opening.models import OpeningSession
from procurement.opening.record.choices import RecordStatus
from procurement.opening.record.models import OpeningRecord, RecordAnswer
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.milestones import MILESTONES
from procurement.routing import queries as routing

AT_ONCE = "opening_record_at_once"
WATCHING = (*openings.OFFICER_ROLES, Role.AUDITOR)


def record_for_update(record_id: int) -> OpeningRecord:
    """The session's package and the session first, then the record."""
    found = OpeningRecord.objects.get(pk=record_id)
    session = openings.session_for_update(found.session_id)
    record = OpeningRecord.objects.select_for_update(of=("self",)).get(pk=record_id)
    record.session = session
    return record


def answer_for_update(answer_id: int) -> RecordAnswer:
    """One answer, its record locked first."""
    found = RecordAnswer.objects.get(pk=answer_id)
    record = record_for_update(found.record_id)
    answer = RecordAnswer.objects.select_for_update(of=("self",)).get(pk=answer_id)
    answer.record = record
    return answer


def watched_by(actor: Actor | None) -> QuerySet[OpeningRecord]:
    """The records of purchases that this capacity conducts, supervises, finances or audits."""
    if actor is None or not actor.has_role(*WATCHING):
        return OpeningRecord.objects.none()
    return _whole().filter(session__package__project__in=projects.visible_to(actor).values("pk"))


def bid_in_by(actor: Actor | None) -> QuerySet[OpeningRecord]:
    """The records of openings in which the acting supplier's own bid was, where they are read out."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return OpeningRecord.objects.none()
    own = _whole().filter(session__opened__submission__supplier_id=actor.body_id)
    return own.filter(session__package__project__method__in=read_out_methods())


def readable_by(actor: Actor | None, number: str) -> OpeningRecord | None:
    """The record of a package that somebody may read now."""
    package_number, kind = numbers.parsed(number)
    found = _whole().filter(session__package__number=package_number, session__kind=kind).first()
    if found is None or is_public(found):
        return found
    if kind == SubmissionKind.RESPONSE and hall.is_member(actor, found.session.package):
        return None
    is_own = any(mine.filter(pk=found.pk).exists() for mine in (watched_by(actor), bid_in_by(actor)))
    return found if is_own else None


def is_public(record: OpeningRecord) -> bool:
    """Whether everybody may read it: signed, of a method that reads out, after the result or at once."""
    package = record.session.package
    if record.status != RecordStatus.SIGNED or package.project.method not in read_out_methods():
        return False
    if notices.is_by_invitation(package.project) and not has_result(package.status):
        return False
    return has_result(package.status) or bool(at_once(record).value)


def at_once(record: OpeningRecord):
    """The switch that publishes a record as soon as it is signed."""
    project = record.session.package.project
    return routing.parameter(AT_ONCE, on=project.decided_on, region_code=notices.law_region(project))


def has_result(status: str) -> bool:
    """Whether the result of a package is public."""
    if status not in MILESTONES:
        return False
    return MILESTONES.index(status) >= MILESTONES.index(PackageStatus.RESULT_PUBLISHED)


def read_out_methods() -> list[str]:
    """The methods whose openings are read out."""
    return [method.code for method in methods.all() if method.is_read_out]


def open_for(actor: Actor | None) -> QuerySet[OpeningRecord]:
    """The records that the acting bidder may still confirm: nobody has signed them."""
    waiting = bid_in_by(actor).filter(status=RecordStatus.CONFIRMING, signatures__isnull=True)
    answered = RecordAnswer.objects.filter(supplier_id=actor.body_id).values("record_id") if actor else []
    return waiting.exclude(pk__in=answered)


def to_sign(actor: Actor | None) -> QuerySet[OpeningRecord]:
    """The records that wait for signatures, for those who watch."""
    return watched_by(actor).filter(status=RecordStatus.CONFIRMING)


def has_record(session: OpeningSession) -> bool:
    """Whether what happened at an opening is on record: one that came to nothing has none."""
    return OpeningRecord.objects.filter(session=session).exists()


def unsigned_of(package_id: int) -> int:
    """How many records of a package's openings are not signed yet: its result waits for them."""
    rows = OpeningRecord.objects.filter(session__package_id=package_id)
    return rows.exclude(status=RecordStatus.SIGNED).count()


def is_open(record: OpeningRecord) -> bool:
    """Whether bidders and host may still speak: until the first signature."""
    return record.status == RecordStatus.CONFIRMING and not record.signatures.exists()


def answers_of(record: OpeningRecord) -> list[RecordAnswer]:
    """What the bidders said."""
    return list(record.answers.select_related("supplier", "by", "replied_by").order_by("at", "pk"))


def _whole() -> QuerySet[OpeningRecord]:
    return OpeningRecord.objects.select_related(
        "session__package__project__purchaser", "session__package__project__agency_mandate"
    )

"""Reads and locks of challenges, limited to what the asker may see; and what may be challenged until when."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from procurement.award import queries as awards
from procurement.award.models import Award, AwardLetter
from procurement.bidding.choices import SubmissionKind, SubmissionStatus
from procurement.bidding.models import Submission
from procurement.challenges import rules
from procurement.challenges.choices import ChallengeStatus, Subject
from procurement.challenges.models import AnswerCopy, Challenge
from procurement.challenges.rules import Occasion
from procurement.notices.choices import CALLS, RESULTS, NoticeType
from procurement.notices.models import DocumentObtained, Notice
from procurement.opening.models import OpeningSession
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject

READERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER, Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR)
GIVERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
PREPARERS = (*ORGANISER_ROLES, Role.PURCHASER_REVIEWER)
OPEN = (ChallengeStatus.RECEIVED, ChallengeStatus.PREPARED, ChallengeStatus.RETURNED)
SEALED = (PackageStatus.ANNOUNCED,)


def challenge_for_update(number: str) -> Challenge:
    """The package first, then the challenge: the order in which every verb locks."""
    found = Challenge.objects.get(number=number)
    package = projects.package_for_update(found.package_id)
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=found.pk)
    challenge.package = package
    return challenge


def department_of(project: ProcurementProject) -> Body | None:
    """The finance department of the purchaser's budget level (Order 94, art. 6)."""
    departments = Body.objects.filter(kind=BodyKind.FINANCE_DEPARTMENT)
    return departments.filter(budget_division=project.purchaser.budget_division_id).order_by("pk").first()


def visible_to(actor: Actor | None) -> QuerySet[Challenge]:
    """A supplier's own; those of the purchases that a purchaser, agency or overseer sees."""
    if actor is None:
        return Challenge.objects.none()
    reach = Q(pk__in=[])
    if actor.has_role(*READERS):
        reach |= Q(package__project__in=projects.visible_to(actor).values("pk"))
    if actor.has_role(*SUPPLIER_ROLES) and actor.body_id:
        reach |= Q(sender_id=actor.body_id)
    rows = Challenge.objects.filter(reach)
    return rows.select_related("package__project__purchaser", "sender", "prepared_by", "answered_by")


def copies_disclosed(*, at: datetime) -> QuerySet[AnswerCopy]:
    """Who was told an answer; of a document only after the deadline: they obtained it (Order 87, art. 28)."""
    is_over = Q(challenge__package__project__schedule__response_deadline__lte=at)
    return AnswerCopy.objects.filter(is_over | ~Q(challenge__subject=Subject.DOCUMENT))


def of_conductor(actor: Actor | None) -> QuerySet[Challenge]:
    """Those that the acting purchaser or its agency has to deal with."""
    if actor is None or not actor.has_role(*PURCHASER_ROLES, Role.AGENCY_HANDLER):
        return Challenge.objects.none()
    own = Q(package__project__purchaser_id=actor.body_id)
    mandated = Q(package__project__agency_mandate__agency_id=actor.body_id)
    return visible_to(actor).filter(own | mandated)


def told_to(actor: Actor | None) -> QuerySet[Challenge]:
    """Answers that reached the acting supplier, its own letters among them."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Challenge.objects.none()
    rows = Challenge.objects.filter(copies__supplier_id=actor.body_id)
    return rows.select_related("package__project__purchaser")


def packages_for(actor: Actor | None) -> QuerySet[Package]:
    """Packages whose call is out: any supplier may open the page and is told where it stands."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Package.objects.none()
    called = Notice.objects.published().filter(type__in=CALLS).values("project_id")
    found = Q(project__in=called) | Q(project__obtained__supplier_id=actor.body_id)
    rows = Package.objects.filter(found).distinct()
    return rows.select_related("project__purchaser", "project__schedule")


def packages_to_enter(actor: Actor | None) -> QuerySet[Package]:
    """Packages of the purchases that a clerk conducts and that have been announced."""
    rows = Package.objects.filter(project__in=projects.organised_by(actor).values("pk"))
    return rows.exclude(status=PackageStatus.PLANNED).select_related(
        "project__purchaser", "project__schedule"
    )


def has_obtained(package: Package, supplier_id: int | None) -> bool:
    """Whether a body obtained the document."""
    return DocumentObtained.objects.filter(project_id=package.project_id, supplier_id=supplier_id).exists()


def took_part(package: Package, supplier_id: int | None) -> bool:
    """Whether a body handed in a response that it did not withdraw, or was told the result."""
    handed = Submission.objects.filter(package=package, kind=SubmissionKind.RESPONSE, supplier_id=supplier_id)
    told = AwardLetter.objects.filter(award__package=package, supplier_id=supplier_id)
    return handed.filter(status=SubmissionStatus.CURRENT).exists() or told.exists()


def occasions(package: Package, supplier_id: int | None) -> list[Occasion]:
    """What of a package may be challenged, in the order in which it happened, each with its last day."""
    found = [*_documents(package, supplier_id), *_opening(package), *_results(package)]
    return [one for one in found if one is not None]


def _counted(package: Package, key: str, subject: str, says: str, ends: list[date | None]) -> Occasion | None:
    known_on = rules.known_on(subject, ends=ends)
    if known_on is None:
        return None
    term = int(awards.law_of(package, "challenge_workdays"))
    until = calendars.current().add_workdays(known_on, term)
    return Occasion(key, subject, says, known_on, until.date, until.provisional)


def _documents(package: Package, supplier_id: int | None) -> list[Occasion | None]:
    obtained = DocumentObtained.objects.filter(project_id=package.project_id, supplier_id=supplier_id)
    moment = obtained.values_list("at", flat=True).first()
    notices = Notice.objects.out().filter(project_id=package.project_id)
    call = notices.filter(type__in=CALLS).order_by("pk").first()
    if call is None:
        return []
    ends = [local_date(moment) if moment else None, _end_of(call)]
    found = [_counted(package, "document", Subject.DOCUMENT, _("采购文件"), ends)]
    for notice in notices.filter(corrects=call, type=NoticeType.CORRECTION).order_by("pk"):
        says = _("更正公告 %(number)s") % {"number": notice.number}
        found.append(_counted(package, f"notice:{notice.number}", Subject.DOCUMENT, says, [_end_of(notice)]))
    return found


def _opening(package: Package) -> list[Occasion | None]:
    session = OpeningSession.objects.filter(package=package, kind=SubmissionKind.RESPONSE).first()
    if session is None or session.concluded_at is None:
        return []
    return [_counted(package, "opening", Subject.PROCESS, _("开启"), [local_date(session.concluded_at)])]


def _results(package: Package) -> list[Occasion | None]:
    """Results and endings of the package; what happened in the review is known with them."""
    types = (*RESULTS, NoticeType.TERMINATION)
    found: list[Occasion | None] = []
    for notice in Notice.objects.published().filter(package=package, type__in=types).order_by("pk"):
        review = _counted(
            package,
            f"review:{notice.number}",
            Subject.PROCESS,
            _("评审过程"),
            [local_date(notice.published_at)],
        )
        says = f"{notice.get_type_display()} {notice.number}"
        result = _counted(package, f"result:{notice.number}", Subject.RESULT, says, [_end_of(notice)])
        found += [review, _as_told(package, notice, result)]
    return found


def _as_told(package: Package, notice: Notice, result: Occasion | None) -> Occasion | None:
    """The day that the letters of this result told never gets earlier."""
    letter = AwardLetter.objects.filter(award__package=package, content__notice=notice.number).first()
    if result is None or letter is None:
        return result
    told = date.fromisoformat(letter.content["challenge_until"])
    last = max(result.last_day, awards.last_day_to_challenge(letter.award_id, told))
    return Occasion(result.key, result.subject, result.says, result.known_on, last, result.is_provisional)


def _end_of(notice: Notice) -> date | None:
    return notice.period_ends_on or (local_date(notice.published_at) if notice.published_at else None)


def overdue(rows: QuerySet[Challenge], *, on: date) -> QuerySet[Challenge]:
    """Those whose answer is late."""
    return rows.filter(status__in=OPEN, answer_by__lt=on)


def parties(challenge: Challenge) -> list[int]:
    """The other suppliers whom an answer concerns: who took part, or for a document who obtained it."""
    package = challenge.package
    if challenge.subject == Subject.DOCUMENT:
        obtained = DocumentObtained.objects.filter(project_id=package.project_id)
        found = obtained.values_list("supplier_id", flat=True)
    else:
        rows = Submission.objects.filter(package=package, kind=SubmissionKind.RESPONSE)
        found = rows.filter(status=SubmissionStatus.CURRENT).values_list("supplier_id", flat=True)
    return sorted({pk for pk in found if pk != challenge.sender_id})


def secrets_of(package: Package) -> list[str]:
    """The quotes of those who were not chosen, as they might be typed; none where prices were read out."""
    session = package.review
    if session is None or package.project.method in ("open_tender", "invited_tender"):
        return []
    award = Award.objects.filter(package=package).first()
    rows = session.candidates.exclude(final_quote=None)
    if award is not None:
        rows = rows.exclude(supplier_id=award.supplier_id)
    return [f"{quote.normalize():f}" for quote in rows.values_list("final_quote", flat=True)]

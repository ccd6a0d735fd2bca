"""Reads and locks of complaints, and what is known of one when it is examined."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from orgs.bodies.models import Body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendar
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.clock import local_date
from procurement.challenges.choices import ChallengeStatus
from procurement.challenges.complaints.choices import (
    ComplaintStatus,
    Order,
    Outcome,
    PaperKind,
    PaperStatus,
    Scope,
)
from procurement.challenges.complaints.models import (
    Complaint,
    ComplaintMatter,
    ComplaintPaper,
    ComplaintParty,
    ComplaintPause,
    DepartmentPaper,
)
from procurement.challenges.complaints.rules import clocks
from procurement.challenges.complaints.rules.admission import Case
from procurement.challenges.complaints.rules.clocks import Pause, Running
from procurement.challenges.letters.choices import PaperKind as LetterKind
from procurement.challenges.letters.choices import Via
from procurement.challenges.models import Challenge
from procurement.challenges.queries import OPEN as UNANSWERED
from procurement.challenges.queries import department_of
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import SuspensionCause
from procurement.projects.suspension.models import PackageSuspension
from procurement.review.models import Candidate
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

S = ComplaintStatus
WATCHERS = (Role.AUDITOR,)
READERS = (Role.FINANCE, *WATCHERS, *PURCHASER_ROLES, Role.AGENCY_HANDLER, *SUPPLIER_ROLES)
EXPLAINERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER, *SUPPLIER_ROLES)
OPEN = (S.SUBMITTED, S.CORRECTION, S.ADMITTED, S.INVESTIGATING)
TO_SENDER = (
    PaperKind.CORRECTION,
    PaperKind.REFUSAL,
    PaperKind.TRANSFER,
    PaperKind.DECISION,
    PaperKind.ENDING,
)
TO_PARTIES = (
    PaperKind.COPIES,
    PaperKind.SUSPENSION,
    PaperKind.RESUMPTION,
    PaperKind.DECISION,
    PaperKind.ENDING,
)
DECIDED = (S.DECIDED, S.PUBLISHED)


@dataclass(frozen=True)
class Clocks:
    """The days by which the department examines, tells, sends copies and decides."""

    examine_by: LegalDate
    tell_by: LegalDate | None
    copies_by: LegalDate
    decide: Running


def visible_to(actor: Actor | None) -> QuerySet[Complaint]:
    """The department's own, the complainant's own; of a party once it got its copy; all for auditors."""
    rows = Complaint.objects.select_related("package__project__purchaser", "sender", "department")
    if actor is None or actor.body_id is None or not actor.has_role(*READERS):
        return rows.none()
    told = ComplaintParty.objects.filter(
        complaint=OuterRef("pk"), body_id=actor.body_id, told_at__isnull=False
    )
    reach = Q(pk__in=[])
    if actor.has_role(Role.FINANCE):
        reach |= Q(department_id=actor.body_id)
    if actor.has_role(*SUPPLIER_ROLES):
        reach |= Q(sender_id=actor.body_id)
    if actor.has_role(*EXPLAINERS):
        reach |= Exists(told)
    if actor.has_role(*WATCHERS):
        reach |= Q(pk__isnull=False)
    return rows.filter(reach)


def handled_by(actor: Actor | None) -> QuerySet[Complaint]:
    """The complaints of the acting department."""
    if actor is None or not actor.has_role(Role.FINANCE):
        return Complaint.objects.none()
    return visible_to(actor).filter(department_id=actor.body_id)


def own(actor: Actor | None) -> QuerySet[Complaint]:
    """The acting complainant's own."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Complaint.objects.none()
    return visible_to(actor).filter(sender_id=actor.body_id)


def party_of(complaint: Complaint, actor: Actor | None) -> ComplaintParty | None:
    """The acting body as one that got a copy."""
    if actor is None or not actor.has_role(*EXPLAINERS):
        return None
    return complaint.parties.filter(body_id=actor.body_id, told_at__isnull=False).first()


def complaint_for_update(number: str) -> Complaint:
    """The package first, then the complaint: the order in which every verb locks."""
    package_id = Complaint.objects.values_list("package_id", flat=True).get(number=number)
    package = projects.package_for_update(package_id)
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("sender", "department__division")
    complaint = rows.get(number=number)
    complaint.package = package
    return complaint


def packages_of_department(actor: Actor | None) -> QuerySet[Package]:
    """The packages of the level's purchases that a letter on paper may be about, the newest first."""
    if actor is None or not actor.has_role(Role.FINANCE):
        return Package.objects.none()
    seen = projects.visible_to(actor).exclude(notices=None).values("pk")
    return Package.objects.filter(project__in=seen).select_related("project").order_by("-pk")


def papers_of(actor: Actor | None) -> QuerySet[DepartmentPaper]:
    """What was sent, for those who see the complaint; what is being prepared, for the department."""
    rows = DepartmentPaper.objects.filter(complaint__in=visible_to(actor).values("pk"))
    if actor is not None and not actor.has_role(Role.FINANCE, *WATCHERS):
        addressed = Q(kind__in=TO_SENDER, complaint__sender_id=actor.body_id)
        addressed |= Q(kind__in=TO_PARTIES) & ~Q(complaint__sender_id=actor.body_id)
        rows = rows.filter(addressed, status=PaperStatus.SENT)
    return rows.select_related(
        "complaint__package__project__purchaser", "complaint__department", "prepared_by", "judged_by"
    )


def files_for(actor: Actor | None) -> QuerySet[ComplaintPaper]:
    """The files of letters, for the department, the sender and auditors; a copy for others has none."""
    rows = ComplaintPaper.objects.select_related("upload")
    return rows.filter(complaint__in=_whole_for(actor).values("pk"))


def explanations_for(actor: Actor | None) -> QuerySet[ComplaintParty]:
    """The files of explanations, for the department, the party itself and auditors."""
    rows = ComplaintParty.objects.exclude(file=None).select_related("file")
    if actor is not None and actor.has_role(Role.FINANCE, *WATCHERS):
        return rows.filter(complaint__in=visible_to(actor).values("pk"))
    own_side = visible_to(actor).values("pk")
    return rows.filter(complaint__in=own_side, body_id=actor.body_id if actor else None)


def _whole_for(actor: Actor | None) -> QuerySet[Complaint]:
    """The complaints that a capacity reads with everything the sender handed in."""
    if actor is not None and actor.has_role(Role.FINANCE, *WATCHERS):
        return visible_to(actor)
    return own(actor)


def challenges_of(actor: Actor | None) -> QuerySet[Challenge]:
    """The acting supplier's own challenges."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return Challenge.objects.none()
    rows = Challenge.objects.filter(sender_id=actor.body_id)
    return rows.select_related("sender", "package__project__purchaser")


def to_complain_of(actor: Actor | None, *, today: date) -> QuerySet[Challenge]:
    """The acting supplier's challenges that were answered or not in time, and are not complained of yet.

    A complaint that was withdrawn or not admitted may be sent again while its time runs.
    """
    ended = Q(status__in=(ChallengeStatus.ANSWERED, ChallengeStatus.CLOSED, ChallengeStatus.REFUSED))
    ended |= Q(status__in=UNANSWERED, answer_by__lt=today)
    complained = Complaint.objects.filter(challenge=OuterRef("pk"), status__in=(*OPEN, *DECIDED))
    return challenges_of(actor).filter(ended, ~Exists(complained)).order_by("-pk")


def ordered_of(actor: Actor | None) -> QuerySet[Complaint]:
    """Decided complaints that order the acting purchaser to do something it has not done."""
    if actor is None or not actor.has_role(Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER):
        return Complaint.objects.none()
    rows = visible_to(actor).filter(status__in=DECIDED, package__project__purchaser_id=actor.body_id)
    waiting = rows.filter(decision__outcome=Outcome.EFFECT, decision__carried_out_at=None)
    return waiting.exclude(decision__orders__contains=[Order.DAMAGES]).select_related("decision")


def corrected_by(actor: Actor | None) -> QuerySet[Complaint]:
    """Complaints that the actor sent, or enters for who sent it on paper."""
    return handled_by(actor).filter(via=Via.PAPER) if actor and actor.has_role(Role.FINANCE) else own(actor)


def explained_by(actor: Actor | None) -> QuerySet[Complaint]:
    """Complaints of which the acting body got a copy."""
    if actor is None or not actor.has_role(*EXPLAINERS):
        return Complaint.objects.none()
    return visible_to(actor).filter(parties__body_id=actor.body_id, parties__told_at__isnull=False)


def to_sign(complaint: Complaint) -> DepartmentPaper | None:
    """The paper that waits for a second person."""
    return complaint.documents.filter(status=PaperStatus.PREPARED).select_related("prepared_by").first()


def respondents_of(project: ProcurementProject) -> list[int]:
    """The purchaser, and the agency that conducts the purchase."""
    organiser = notices.organiser_of(project)
    return sorted({project.purchaser_id, organiser})


def related_choices(complaint: Complaint) -> QuerySet[Body]:
    """The suppliers of the package that may be concerned; none before the review knows them."""
    candidates = Candidate.objects.filter(session=complaint.package.review_id).values("supplier_id")
    return Body.objects.filter(pk__in=candidates).exclude(pk=complaint.sender_id or 0).order_by("name")


def law(project: ProcurementProject, code: str) -> Parameter:
    """A legal number by the project's own day and level."""
    on = project.decided_on or local_date(project.created_at)
    return routing.parameter(code, on=on, region_code=notices.law_region(project))


def complain_by(project: ProcurementProject, answer_due: date | None) -> LegalDate | None:
    """The last day to complain; None where nothing was challenged."""
    if answer_due is None:
        return None
    days = int(law(project, "complaint_workdays"))
    return clocks.complain_by(answer_due, days, calendar=calendar.current())


def answer_due(challenge: Challenge) -> date:
    """When the time for the answer ends; of a challenge that was refused, when it would have ended."""
    if challenge.answer_by is not None:
        return challenge.answer_by
    days = int(law(challenge.package.project, "challenge_answer_workdays"))
    return calendar.current().add_workdays(challenge.received_on, days).date


def pauses_of(complaint: Complaint) -> list[Pause]:
    """When the clock stood still."""
    return [Pause(row.sent_on, row.replied_on) for row in complaint.pauses.all()]


def clocks_of(complaint: Complaint, *, today: date) -> Clocks:
    """Every clock of the department.

    Where the letter had to be corrected, examination and copies count from the corrected one (待确认).
    """
    project, days = complaint.package.project, calendar.current()
    received = complaint.received_on
    since = local_date(complaint.corrected_at) if complaint.corrected_at else received
    told = None
    if complaint.examined_at:
        count = int(law(project, "complaint_notice_workdays"))
        told = days.add_workdays(local_date(complaint.examined_at), count)
    return Clocks(
        examine_by=days.add_workdays(since, int(law(project, "complaint_exam_workdays"))),
        tell_by=told,
        copies_by=days.add_workdays(since, int(law(project, "complaint_transfer_workdays"))),
        decide=clocks.decision_due(
            received,
            int(law(project, "complaint_decide_workdays")),
            pauses=pauses_of(complaint),
            today=today,
            calendar=days,
        ),
    )


def explain_by(project: ProcurementProject, *, told_at: datetime) -> LegalDate:
    """Until when a party may explain (Order 94, art. 22)."""
    days = int(law(project, "complaint_explain_workdays"))
    return calendar.current().add_workdays(local_date(told_at), days)


def case_of(complaint: Complaint) -> Case:
    """What is known of a complaint when it is examined."""
    matters = list(complaint.matters.all())
    beyond = sum(row.scope == Scope.NEW for row in matters)
    known = conditions_of(complaint, matters=len(matters), beyond_scope=beyond)
    return replace(
        known, missing=missing_of(complaint, matters), is_proxy_without_power=lacks_power(complaint)
    )


def conditions_of(complaint: Complaint, *, matters: int, beyond_scope: int) -> Case:
    """What the conditions of article 19 are judged by, also before the letter is kept."""
    project = complaint.package.project
    until = complain_by(project, complaint.answer_due)
    department = department_of(project)
    return Case(
        handed_in_on=local_date(complaint.sent_at),
        is_statutory=projects.is_statutory(project),
        is_own_level=department is not None and department.pk == complaint.department_id,
        was_challenged=complaint.challenged_on is not None,
        is_answer_awaited=is_answer_awaited(complaint),
        complain_by=until.date if until else None,
        was_decided=was_decided(complaint),
        matters=matters,
        beyond_scope=beyond_scope,
    )


def is_answer_awaited(complaint: Complaint) -> bool:
    """Whether neither the answer nor the end of its time had come when the complaint came."""
    if complaint.answer_due is None or complaint.answered_on is not None:
        return False
    return local_date(complaint.sent_at) <= complaint.answer_due


def open_number(challenge: Challenge | None) -> str:
    """The number of the complaint on the same challenge that is being handled."""
    if challenge is None:
        return ""
    rows = challenge.complaints.filter(status__in=OPEN)
    return rows.values_list("number", flat=True).first() or ""


def was_decided(complaint: Complaint) -> bool:
    """Whether a complaint on the same challenge was decided before (Order 94, art. 19)."""
    if complaint.challenge_id is None:
        return False
    others = Complaint.objects.filter(challenge=complaint.challenge_id).exclude(pk=complaint.pk)
    return others.filter(status__in=DECIDED).exists()


def missing_of(complaint: Complaint, matters: list[ComplaintMatter]) -> tuple[str, ...]:
    """What the letter lacks by the order's list (Order 94, art. 18)."""
    fields = ("address", "postcode", "contact", "phone", "request")
    lacking = [_named(Complaint, name) for name in fields if not getattr(complaint, name).strip()]
    for name in ("facts", "law"):
        if any(not getattr(row, name).strip() for row in matters):
            lacking.append(_named(ComplaintMatter, name))
    return tuple(lacking)


def lacks_power(complaint: Complaint) -> bool:
    """Whether an agent acts without a power of attorney that says matters, powers and term (art. 8)."""
    if not complaint.agent_name:
        return False
    said = (complaint.agent_matters, complaint.agent_powers, complaint.agent_until)
    return not all(said) or not complaint.papers.filter(kind=LetterKind.POWER).exists()


def suspension_of(complaint: Complaint, *, on: date) -> PackageSuspension | None:
    """The suspension that this complaint brought about and that holds on a day."""
    standing = suspensions.in_force(complaint.package_id, on=on)
    return suspensions_of(complaint).filter(pk__in=standing.values("pk")).first()


def suspensions_of(complaint: Complaint) -> QuerySet[PackageSuspension]:
    """The suspensions that this complaint brought about."""
    rows = PackageSuspension.objects.filter(package=complaint.package_id, reference=complaint.number)
    return rows.filter(cause=SuspensionCause.COMPLAINT).order_by("since")


def suspended_spans(complaint: Complaint) -> list[tuple[date, date]]:
    """From the day of the notice to the end or the last day of each."""
    found = []
    for row in suspensions_of(complaint):
        ended = local_date(row.ended_at) if row.ended_at else row.until
        if ended:
            found.append((local_date(row.since), min(ended, row.until or ended)))
    return found


def waits_for(complaint: Complaint, *, today: date) -> list[str]:
    """Who has not explained and still may."""
    rows = complaint.parties.filter(explained_at=None, explain_by__gte=today).select_related("body")
    return [row.body.name for row in rows]


def open_pause(complaint: Complaint, kind: str) -> ComplaintPause | None:
    """A pause of this kind that has not ended."""
    return complaint.pauses.filter(kind=kind, replied_on__isnull=True).first()


def _named(model: type[Model], name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)

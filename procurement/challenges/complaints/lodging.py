"""How a complaint comes in: online from an answered challenge, or on paper; corrected, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel import numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from procurement.challenges.complaints import papers, queries, steps
from procurement.challenges.complaints.choices import PaperKind, PauseKind, Scope
from procurement.challenges.complaints.models import Complaint, DepartmentPaper
from procurement.challenges.complaints.rules import admission
from procurement.challenges.letters import queries as letter_queries
from procurement.challenges.letters import rules as letters
from procurement.challenges.letters.choices import PaperKind as LetterKind
from procurement.challenges.letters.choices import Via
from procurement.challenges.letters.saving import LetterFacts, Papers, add_parts, columns_on_paper
from procurement.challenges.models import Challenge
from procurement.challenges.queries import department_of
from procurement.projects import queries as projects
from procurement.projects.models import Package


@dataclass(frozen=True)
class PaperFacts:
    """What a clerk reads off a letter on paper and its enclosures; `sent_on` is the postmark."""

    sender_name: str
    sender_code: str
    written_on: date
    sent_on: date
    received_on: date
    subject: str
    challenged_on: date | None = None
    answer_due: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class Lodged:
    """A letter with its files, and for each of its matters whether it was challenged (Order 94, art. 20)."""

    facts: LetterFacts
    scopes: Sequence[str]
    papers: Papers = ()


@transaction.atomic
def lodge(number: str, lodged: Lodged, *, by: Actor, clock: Clock = database_clock) -> Complaint:
    """Complain online about the answer to one's own challenge, or that none came (Order 94, art. 17)."""
    procedure.allow(steps.STEPS, "lodge", by=by)
    challenge = Challenge.objects.select_related("sender").get(number=number)
    if challenge.sender_id is None or challenge.sender_id != by.body_id:
        raise NotPermitted(_("这不是贵单位提出的质疑。"))
    package = projects.package_for_update(challenge.package_id)
    now = clock()
    complaint = from_challenge(challenge, package, now=now)
    _write(complaint, lodged.facts)
    signs_itself = by.has_role(Role.SUPPLIER_SIGNATORY)
    refuse(
        bars(complaint, lodged.scopes)
        + letters.agent_refusals(lodged.facts.agent, signs_itself=signs_itself, on=local_date(now))
    )
    return _keep(complaint, lodged, "lodge", by=by, now=now)


@transaction.atomic
def enter(
    package_id: int, paper: PaperFacts, lodged: Lodged, *, by: Actor, clock: Clock = database_clock
) -> Complaint:
    """A clerk of the department enters a letter on paper; nothing that came is refused at the door."""
    procedure.allow(steps.STEPS, "enter", by=by)
    if not queries.packages_of_department(by).filter(pk=package_id).exists():
        raise NotPermitted(_("这个采购项目不属于本部门的预算级次。"))
    package = projects.package_for_update(package_id)
    now = clock()
    refuse(_paper_refusals(paper, lodged.papers, today=local_date(now)))
    sender = letter_queries.sender_of(paper.sender_name, paper.sender_code)
    complaint = Complaint(
        package=package,
        department=_department(package),
        **columns_on_paper(
            sender,
            sender_name=paper.sender_name,
            written_on=paper.written_on,
            sent_on=paper.sent_on,
            received_on=paper.received_on,
        ),
        subject=paper.subject,
        challenged_on=paper.challenged_on,
        answer_due=paper.answer_due,
        answered_on=paper.answered_on,
    )
    _write(complaint, lodged.facts)
    return _keep(complaint, lodged, "enter", by=by, now=now)


@transaction.atomic
def correct(number: str, lodged: Lodged, *, by: Actor, clock: Clock = database_clock) -> Complaint:
    """The corrected letter takes the place of the first, within the time that was given (art. 21)."""
    complaint = steps.begin(number, "correct", by=by)
    now = clock()
    today = local_date(now)
    refuse(admission.late_correction_refusals(until=complaint.correct_until, today=today))
    _write(complaint, lodged.facts)
    complaint.corrected_at, complaint.examined, complaint.examined_at = now, "", None
    complaint.save()
    complaint.matters.all().delete()
    _add(complaint, lodged)
    complaint.pauses.filter(kind=PauseKind.CORRECTION, replied_on=None).update(replied_on=today)
    steps.record(complaint, "correct", by=by, now=now, matters=len(lodged.scopes))
    steps.tell_department(complaint, _("收到投诉补正材料"), _("请在期限内审查。"), now=now)
    return complaint


@transaction.atomic
def withdraw(number: str, *, reason: str, by: Actor, now: datetime) -> Complaint:
    """The complainant takes its complaint back in writing: the procedure ends (Order 94, art. 30)."""
    complaint = steps.begin(number, "withdraw", by=by)
    complaint.ended_at = now
    complaint.save(update_fields=["status", "ended_at"])
    papers.make_void(complaint)
    papers.go_on(complaint, because=_("投诉人撤回投诉"), by=by, now=now)
    complaint.pauses.filter(replied_on=None).update(replied_on=local_date(now))
    steps.record(complaint, "withdraw", by=by, now=now, reason=reason.strip())
    text = _("投诉人已经书面申请撤回投诉，投诉处理程序终止。")
    steps.tell_parties(complaint, _("投诉处理已经终止"), text, now=now)
    steps.tell_department(complaint, _("投诉人撤回投诉"), _("请书面告知相关当事人。"), now=now)
    return complaint


@transaction.atomic
def propose_ending(number: str, *, text: str, by: Actor, now: datetime) -> DepartmentPaper:
    """Prepare the paper that tells the parties of the end (Order 94, art. 30)."""
    complaint = steps.begin(number, "end", by=by)
    papers.refuse_second(complaint)
    paper = papers.prepare(complaint, PaperKind.ENDING, text=text, by=by, now=now)
    steps.record(complaint, "end", by=by, now=now, paper=paper.number)
    return paper


def from_challenge(challenge: Challenge, package: Package, *, now: datetime) -> Complaint:
    """The complaint that would be sent now, not yet kept: pages say what bars it before anything is typed."""
    today = local_date(now)
    return Complaint(
        package=package,
        challenge=challenge,
        department=_department(package),
        via=Via.ONLINE,
        sender=challenge.sender,
        sender_name=challenge.sender_name,
        written_on=today,
        sent_at=now,
        received_on=today,
        subject=challenge.subject,
        challenged_on=local_date(challenge.sent_at),
        answer_due=queries.answer_due(challenge),
        answered_on=local_date(challenge.answered_at) if challenge.answered_at else None,
    )


def bars(complaint: Complaint, scopes: Sequence[str]) -> list[Refusal]:
    """What bars a complaint before it is sent; the rest is for the examination."""
    beyond = sum(scope == Scope.NEW for scope in scopes)
    case = queries.conditions_of(complaint, matters=len(scopes), beyond_scope=beyond)
    return admission.once_refusals(queries.open_number(complaint.challenge)) + admission.submission_refusals(
        case
    )


def _department(package: Package) -> Body:
    department = department_of(package.project)
    if department is None:
        because = _("平台上没有 %(name)s 本级的财政部门。") % {"name": package.project.purchaser.name}
        refuse([Refusal(because, admission.LEVEL_BASIS, _("请向本级财政部门书面投诉。"), "no_department")])
    return department


def _write(complaint: Complaint, facts: LetterFacts) -> None:
    for name, value in facts.columns().items():
        setattr(complaint, name, value)


def _paper_refusals(paper: PaperFacts, files: Papers, *, today: date) -> list[Refusal]:
    """A letter on paper is entered with its scan, and with days that can be."""
    found = letters.paper_day_refusals(
        written_on=paper.written_on, sent_on=paper.sent_on, received_on=paper.received_on, today=today
    )
    if not any(kind == LetterKind.SCAN for kind, _file in files):
        because = _("没有上传投诉书的扫描件。")
        found.append(Refusal(because, admission.LETTER_BASIS, _("请扫描原件后上传。"), "no_scan"))
    return found


def _keep(complaint: Complaint, lodged: Lodged, verb: str, *, by: Actor, now: datetime) -> Complaint:
    scope = f"TS-{complaint.department.division.gb_code}-{local_date(now).year}"
    complaint.number = f"{scope}-{numbers.next_number(scope):04d}"
    complaint.entered_by_id, complaint.entered_at = by.user_id, now
    complaint.save(force_insert=True)
    _add(complaint, lodged)
    facts = {"matters": len(lodged.scopes), "via": complaint.get_via_display(), "since": complaint.sent_at}
    steps.record(complaint, verb, by=by, now=now, **facts)
    text = _("请在期限内审查：%(project)s") % {"project": complaint.package.project.title}
    steps.tell_department(complaint, _("收到投诉 %(number)s") % {"number": complaint.number}, text, now=now)
    return complaint


def _add(complaint: Complaint, lodged: Lodged) -> None:
    """The matters and files, and for each matter whether it was challenged."""
    add_parts(complaint, lodged.facts, lodged.papers)
    for row, scope in zip(complaint.matters.order_by("index"), lodged.scopes, strict=True):
        row.scope = scope
        row.save(update_fields=["scope"])

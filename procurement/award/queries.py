"""Reads and locks of awards, limited to what the asker may see."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from orgs.eligibility import queries as eligible
from orgs.eligibility import rules as eligibility
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.calendar.rules import LegalDate
from portal.kernel.errors import Refusal
from procurement.award.choices import OFFICIAL, AwardStatus
from procurement.award.models import Award, AwardLetter
from procurement.budget import queries as budget
from procurement.notices.choices import RESULTS, NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.decisions import queries as decisions
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.models import Package
from procurement.review.choices import ReviewStatus
from procurement.routing.figures import Parameter
from procurement.routing.queries import parameter

# Under which key the calendar lists the limit for challenges of an award.
CHALLENGE = "award.challenge:{}"
READERS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER, Role.SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True)
class ToldDays:
    """The days that a result binds suppliers to, and whether they may still move."""

    ends_on: date
    challenge_until: date
    is_provisional: bool


def award_for_update(award_id: int) -> Award:
    """The award with its package and project, package and award locked in that order."""
    package_id = Award.objects.values_list("package_id", flat=True).get(pk=award_id)
    package = projects.package_for_update(package_id)
    award = Award.objects.select_for_update(of=("self",)).select_related("supplier").get(pk=award_id)
    award.package = package
    return award


def removed_ranks(award: Award) -> set[int]:
    """The ranks of suppliers that were chosen and fell out."""
    return set(award.removals.values_list("rank", flat=True))


def money_refusals(award: Award, amount: Decimal, *, on: date) -> list[Refusal]:
    """Why the money of the project carries no award of this amount yet."""
    return budget.award_refusals(award.package.project.number, amount=amount, year=on.year)


def paper_refusals(award: Award, *, on: date) -> list[Refusal]:
    """Why the award has to wait for the minutes of the meeting that decided on its report."""
    received = clock.local_date(award.received_at)
    return decisions.due_refusals(award.package.project, DecisionStep.AWARD, on=on, since=received)


def supplier_refusals(supplier_id: int, *, at: datetime) -> list[Refusal]:
    """Why a supplier may not be chosen, by what is known of it."""
    return eligibility.barring_refusals(eligible.answers_for(supplier_id, at=at, is_due=True))


def visible_to(actor: Actor | None) -> QuerySet[Award]:
    """Awards of the projects that a capacity sees; a ranking is for the purchaser's side and supervision."""
    if actor is None or not actor.has_role(*READERS):
        return Award.objects.none()
    awards = Award.objects.filter(package__project__in=projects.visible_to(actor).values("pk"))
    return awards.select_related("package__project__purchaser", "supplier", "prepared_by", "approved_by")


def letters_of(actor: Actor | None) -> QuerySet[AwardLetter]:
    """A supplier's own letters, nobody else's."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return AwardLetter.objects.none()
    letters = AwardLetter.objects.filter(supplier_id=actor.body_id)
    return letters.select_related("award__package__project__purchaser", "supplier")


def reported_without_award() -> QuerySet[Package]:
    """Packages whose review has been reported and whose award has not been opened yet."""
    return Package.objects.filter(review__status=ReviewStatus.REPORTED, award__isnull=True).order_by("pk")


def terminated_without_notice() -> QuerySet[Package]:
    """Packages whose review has ended without a result and whose notice is still to come."""
    ended = Package.objects.filter(review__status=ReviewStatus.TERMINATED)
    return ended.exclude(status=PackageStatus.TERMINATED).order_by("pk")


def law_of(package: Package, code: str) -> Parameter:
    """A legal number on the day whose law applies to the project."""
    project = package.project
    region = project.purchaser.budget_division or project.purchaser.division
    return parameter(code, on=project.decided_on, region_code=region.code)


def result_notice(award: Award) -> Notice | None:
    """The published result, if there is one."""
    published = Notice.objects.published().filter(type__in=RESULTS)
    return published.filter(Q(package_id=award.package_id)).order_by("-pk").first()


def awaits_publication(award: Award) -> bool:
    """Whether the result was handed over for its first publication elsewhere and is not out."""
    awaiting = Notice.objects.filter(type=NoticeType.AWARD_RESULT, status=NoticeStatus.AWAITING)
    return awaiting.filter(package_id=award.package_id).exists()


def workdays_after(day: date, count: int) -> LegalDate:
    """The last day of a term of working days."""
    return calendars.current().add_workdays(day, count)


def decide_by(award: Award) -> LegalDate:
    """Until when the purchaser decides, and whether that date is provisional."""
    law = law_of(award.package, "decide_award_workdays")
    return workdays_after(clock.local_date(award.received_at), int(law))


def publish_by(award: Award) -> LegalDate | None:
    """Until when the result is published; None before the decision."""
    if award.approved_at is None:
        return None
    law = law_of(award.package, "publish_award_workdays")
    return workdays_after(clock.local_date(award.approved_at), int(law))


def last_day_to_challenge(award_id: int, told: date) -> date:
    """The day that a letter told, or the later one to which a loaded holiday notice moved it."""
    return calendars.kept_until(CHALLENGE.format(award_id), told)


def told_days(award: Award, *, on: date) -> ToldDays:
    """The end of the notice period and of the time for challenges of a result published on a day."""
    ends = workdays_after(on, int(law_of(award.package, "notice_workdays_result")))
    until = workdays_after(ends.date, int(law_of(award.package, "challenge_workdays")))
    return ToldDays(ends.date, until.date, ends.provisional or until.provisional)


def is_provisional(day: date) -> bool:
    """Whether the holidays of a day's year are still to be published."""
    return not calendars.current().is_settled(day)


def open_awards(actor: Actor) -> QuerySet[Award]:
    """Reviews and talks whose result waits for a decision or its publication in the actor's projects."""
    return (
        visible_to(actor)
        .filter(origin__in=OFFICIAL)
        .exclude(Q(status=AwardStatus.PUBLISHED) | Q(package__status=PackageStatus.TERMINATED))
    )


UNDECIDED = (AwardStatus.WAITING, AwardStatus.PREPARED, AwardStatus.RETURNED)

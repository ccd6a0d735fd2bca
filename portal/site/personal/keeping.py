"""How long each thing is kept once the account is closed, and what must be finished first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from evaluation.performance.models import PerformanceEvaluation
from orgs.accounts.erasure.choices import Fate
from orgs.accounts.erasure.rules import LAW, STARS, Kept
from orgs.accounts.members.workflow import without_administrator
from orgs.people import queries as people
from orgs.people.choices import SUPPLIER_ROLES
from orgs.registry import law
from portal.kernel import clock
from portal.kernel.calendar.rules import years_after
from portal.kernel.errors import Refusal
from portal.site.personal import held
from portal.site.personal.table import TABLE, Holding, Keeps, Section
from procurement.bidding.choices import SubmissionStatus
from procurement.bidding.models import Submission
from procurement.contracts.models import Contract
from procurement.delivery.models import Acceptance
from procurement.notices.models import Notice
from procurement.notices.searches import workflow as searches
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.review.choices import GONE, ReviewStatus
from procurement.review.models import Expert, PanelMember

OVER = (PackageStatus.EVALUATED, PackageStatus.TERMINATED)
BEFORE_RESULT = (
    PackageStatus.ANNOUNCED,
    PackageStatus.CLOSED,
    PackageStatus.OPENED,
    PackageStatus.REVIEWED,
    PackageStatus.DECIDED,
)
REVIEW_OVER = (ReviewStatus.REPORTED, ReviewStatus.TERMINATED, ReviewStatus.MOVED)
NUMBERS = {
    Keeps.PURCHASE: "archive_years",
    Keeps.OFFICE: "office_record_years",
    Keeps.REQUEST: "personal_answer_years",
}

# What keeps the name legible; the record of a request does not need it.
NAMED = (Keeps.PURCHASE, Keeps.OFFICE)


@dataclass(frozen=True)
class Term:
    """How long in words, and under which rule."""

    says: str
    basis: str = ""
    is_to_be_confirmed: bool = False


def term_of(keeps: Keeps, *, on: date) -> Term:
    """The term of a purpose as the person reads it."""
    words = {
        Keeps.NOT: _("注销账号时删除"),
        Keeps.REST: _("随其他依法保存的记录保存；没有的，注销账号时删除或者遮盖"),
        Keeps.PURCHASE: _("采购结束后保存 %(years)d 年"),
        Keeps.OFFICE: _("从办理之日起保存 %(years)d 年"),
        Keeps.REQUEST: _("从提出之日起保存 %(years)d 年"),
        Keeps.CHAIN: _("长期保存，谁也不能修改"),
    }
    if keeps not in NUMBERS:
        return Term(words[keeps])
    number = law.number(NUMBERS[keeps], on=on)
    return Term(words[keeps] % {"years": int(number)}, number.legal_basis, number.is_to_be_confirmed)


@dataclass(frozen=True)
class Held:
    """What the portal knows of a person: handed to the verbs of a deletion (orgs.accounts.erasure)."""

    def obstacles(self, user_id: int, *, now: datetime) -> list[Refusal]:
        """What must be finished first, in the person's words; never shown to anybody else."""
        on = clock.local_date(now)
        return [*running(user_id, on=on), *bidding(user_id), *reviewing(user_id)]

    def answer(self, user_id: int, *, now: datetime) -> list[Kept]:
        """What becomes of everything that is held if the account is closed on this day."""
        return answer(user_id, on=clock.local_date(now))

    def forget(self, user_id: int) -> None:
        """Delete what serves the person alone."""
        searches.remove_all(user_id)

    def mask(self, user_id: int, masked: str) -> None:
        """Put the masked name wherever a copy of the name stands."""
        for holding in (each for section in TABLE for each in section.holdings if each.name):
            held.records(holding, user_id).update(**{holding.name: masked})
        Expert.objects.filter(user_id=user_id).update(employer=STARS)


def answer(user_id: int, *, on: date) -> list[Kept]:
    """One line for each purpose for which anything is held."""
    counts = {section.purpose: counted(section, user_id) for section in TABLE}
    sections = [section for section in TABLE if counts[section.purpose]]
    spans = {section.purpose: span(section, user_id, on=on) for section in sections}
    own = [spans[section.purpose] for section in sections if section.purpose.keeps in NAMED]
    rest = None if None in own else max(own, default=on)
    ends = {
        section: rest if section.purpose.keeps == Keeps.REST else spans[section.purpose]
        for section in sections
    }
    return [line_of(section, counts[section.purpose], ends[section], on=on) for section in sections]


def line_of(section: Section, count: int, until: date | None, *, on: date) -> Kept:
    """What becomes of one section."""
    keeps = section.purpose.keeps
    fate, term = fate_of(keeps, until, on=on), term_of(keeps, on=on)
    return Kept(
        title=str(section.purpose.title),
        count=count,
        fate=fate,
        why=str(section.purpose.why),
        term=term.says,
        basis=term.basis,
        until=until if fate == Fate.KEPT else None,
        is_to_be_confirmed=term.is_to_be_confirmed,
        is_of_purchases=keeps == Keeps.PURCHASE,
        keeps_name=keeps != Keeps.REQUEST,
    )


def fate_of(keeps: Keeps, until: date | None, *, on: date) -> Fate:
    """Deleted, masked at once, kept to a day (None: not known yet), or kept for good."""
    if keeps == Keeps.NOT:
        return Fate.DELETED
    if keeps == Keeps.CHAIN:
        return Fate.CHAIN
    return Fate.MASKED if until is not None and until <= on else Fate.KEPT


def counted(section: Section, user_id: int) -> int:
    """How many records there are."""
    return sum(held.records(holding, user_id).count() for holding in section.holdings)


def span(section: Section, user_id: int, *, on: date) -> date | None:
    """The last day of a section whose records have a term of their own; None while a purchase goes on."""
    keeps = section.purpose.keeps
    if keeps not in NUMBERS:
        return on
    years = int(law.number(NUMBERS[keeps], on=on))
    if keeps == Keeps.PURCHASE:
        projects = set(chain.from_iterable(projects_of(each, user_id) for each in section.holdings))
        ends = list(ends_of(projects).values())
    else:
        ends = [end for each in section.holdings if (end := last_of(each, user_id, on=on))]
    return None if None in ends else max((years_after(end, years) for end in ends), default=on)


def projects_of(holding: Holding, user_id: int) -> Iterable[int]:
    """The purchases that the records belong to."""
    found = held.records(holding, user_id).values_list(holding.project, flat=True)
    return found.exclude(**{holding.project: None}).distinct()


def last_of(holding: Holding, user_id: int, *, on: date) -> date | None:
    """The day of the newest record; one without a day counts as of today."""
    found = held.records(holding, user_id)
    if not found.exists():
        return None
    last = found.aggregate(last=Max(holding.when))["last"]
    return clock.local_date(last) if isinstance(last, datetime) else last or on


def ends_of(projects: Iterable[int]) -> dict[int, date | None]:
    """The day on which each purchase ended: its last act; None while a package of it goes on."""
    keys = sorted(projects)
    ends: dict[int, list[date]] = {key: [] for key in keys}
    for model, project, when in (
        (ProcurementProject, "pk", "updated_at"),
        (Notice, "project", "published_at"),
        (Contract, "award__package__project", "ends_on"),
        (Acceptance, "contract__award__package__project", "concluded_at"),
        (PerformanceEvaluation, "contract__award__package__project", "published_at"),
    ):
        rows = model.objects.filter(**{f"{project}__in": keys}).order_by()
        for key, last in rows.values_list(project).annotate(last=Max(when)).values_list(project, "last"):
            if last is not None:
                ends[key].append(clock.local_date(last) if isinstance(last, datetime) else last)
    going_on = set(still_going(keys))
    return {key: None if key in going_on else max(days) for key, days in ends.items()}


def still_going(keys: list[int]) -> Iterable[int]:
    """The purchases of which a package is not at its end, or that were never announced nor given up."""
    found = ProcurementProject.objects.filter(pk__in=keys).exclude(status=ProjectStatus.TERMINATED)
    open_package = ~Q(packages__status__in=OVER)
    return found.filter(~Q(status=ProjectStatus.ANNOUNCED) | open_package).values_list("pk", flat=True)


def running(user_id: int, *, on: date) -> list[Refusal]:
    """The only administrator of an organisation."""
    found = []
    for membership in people.memberships_of(user_id, on=on):
        if not membership.is_administrator or set(membership.roles).isdisjoint(SUPPLIER_ROLES):
            continue
        others = people.own_people(membership.body_id, on=on).exclude(pk=membership.pk)
        found += without_administrator(list(others))
    return found


def bidding(user_id: int) -> list[Refusal]:
    """A response that the person submitted and whose result is not public yet."""
    open_bids = Submission.objects.filter(submitted_by=user_id, status=SubmissionStatus.CURRENT)
    packages = Package.objects.filter(status__in=BEFORE_RESULT, pk__in=open_bids.values("package"))
    return [
        Refusal(
            because=_("您提交的响应文件还没有结果：%(package)s。") % {"package": package.title},
            basis=LAW,
            remedy=_("请等结果公告以后再申请；还没有截止的，可以先撤回。"),
            code="open_bid",
        )
        for package in packages
    ]


def reviewing(user_id: int) -> list[Refusal]:
    """A seat on a panel that has not reported."""
    seats = PanelMember.objects.filter(user=user_id).exclude(status__in=GONE)
    seats = seats.exclude(session__status__in=REVIEW_OVER).select_related("session")
    return [
        Refusal(
            because=_("您参加的评审还没有结束：%(title)s。") % {"title": seat.session.title},
            basis=LAW,
            remedy=_("请在评审报告完成以后再申请；不能参加的，请先声明回避。"),
            code="sitting",
        )
        for seat in seats
    ]

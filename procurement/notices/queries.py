"""Reads and locks of notices."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Max, Min, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from procurement import methods
from procurement.notices.calls import call_type_of
from procurement.notices.choices import CALLS, ENDED, OWN_FORMS, RESULTS, NoticeStatus, NoticeType
from procurement.notices.models import DocumentObtained, Notice, ObtainInquiry, ProcurementDocument
from procurement.notices.rules import LATEST_DAYS, ScheduleLaw
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.review.models import Criterion
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

LONGEST_MONTH = 31
CLERK_ROLES = (
    Role.PURCHASER_HANDLER,
    Role.PURCHASER_REVIEWER,
    Role.PURCHASER_LEADER,
    Role.AGENCY_HANDLER,
)


def notice_for_update(notice_id: int) -> Notice:
    """The notice row, locked until the transaction ends."""
    return (
        Notice.objects.select_for_update(of=("self",))
        .select_related("project__purchaser", "project__catalogue_item")
        .get(pk=notice_id)
    )


def packages_for_update(project_id: int) -> list[Package]:
    """All packages of a project, locked in the order of their keys."""
    return list(
        Package.objects.select_for_update(of=("self",))
        .select_related("scheme", "project__purchaser")
        .filter(project_id=project_id)
        .order_by("pk")
    )


def packages_of(project: ProcurementProject) -> list[Package]:
    """The packages of a project with their criteria, in their order."""
    return list(project.packages.select_related("scheme").prefetch_related("scheme__criteria"))


def conducts(actor: Actor | None, project: ProcurementProject) -> bool:
    """Whether this capacity conducts the project: for the purchaser or for its mandated agency."""
    if actor is None or not actor.has_role(*CLERK_ROLES):
        return False
    if actor.body_id == project.purchaser_id:
        return not actor.has_role(Role.AGENCY_HANDLER) or actor.has_role(*CLERK_ROLES[:3])
    return bool(project.agency_mandate_id) and actor.body_id == project.agency_mandate.agency_id


def brings_out(actor: Actor | None, notice: Notice) -> bool:
    """Whether this capacity brings a notice out and corrects it: the unit that ordered, else who conducts."""
    if notice.buyer_id in (None, notice.project.purchaser_id):
        return conducts(actor, notice.project)
    return actor is not None and actor.body_id == notice.buyer_id and actor.has_role(*CLERK_ROLES[:3])


def of_clerks(actor: Actor | None) -> QuerySet[Notice]:
    """The notices that a clerk works on or may read in the workbench."""
    seen = Q(project__in=projects.visible_to(actor).values("pk"))
    if actor is not None and actor.has_role(*CLERK_ROLES[:3]):
        seen |= Q(buyer_id=actor.body_id)
    return Notice.objects.filter(seen).select_related("project__purchaser")


def awaiting_notice(actor: Actor | None) -> QuerySet[ProcurementProject]:
    """Approved projects that this capacity conducts and that have no notice of purchase yet."""
    approved = projects.through_notice(projects.organised_by(actor)).filter(status="approved")
    return approved.exclude(notices__type__in=CALLS)


def public() -> QuerySet[Notice]:
    """What everybody may read."""
    return with_purchase(Notice.objects.published())


def readable(actor: Actor | None) -> QuerySet[Notice]:
    """What everybody may read, and the invitations to the acting supplier."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return public()
    asked = Q(is_for_invited=False) | Q(project__in=plans.asking(actor.body_id))
    return with_purchase(Notice.objects.out().filter(asked))


def with_purchase(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices with what their pages say of the purchase."""
    return notices.select_related(
        "project__purchaser__division",
        "project__catalogue_item",
        "project__schedule",
        "issuer",
        "intention__catalogue_item",
    )


def is_by_invitation(project: ProcurementProject) -> bool:
    """Whether only those who were chosen are asked."""
    return call_type_of(project.method, plans.found_of(project)) == NoticeType.INVITATION


def period_of(notice: Notice) -> int:
    """The notice period in working days; an invitation has none."""
    law = schedule_law(notice.project).notice
    return 0 if notice.is_for_invited or law is None else int(law)


def public_list() -> QuerySet[Notice]:
    """The public list, with the budget of each purchase."""
    return with_amount(public()).defer("body")


def with_amount(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Notices with `amount`, the budget of the purchase over all its packages, which filters compare."""
    packages = Package.objects.filter(project_id=OuterRef("project_id")).order_by().values("project_id")
    total = packages.annotate(total=Sum("budget_amount")).values("total")
    return notices.annotate(amount=Coalesce(Subquery(total), F("intention__budget_amount")))


def opening_kid(kind: str) -> Min:
    """The thumbprint of a package's opening key, under which its suppliers seal."""
    return Min("opening_keys__kid", filter=Q(opening_keys__kind=kind))


def with_keys(packages: QuerySet[Package]) -> QuerySet[Package]:
    """Packages with the thumbprints of their keys, and who keeps the second one."""
    return packages.annotate(
        response_kid=opening_kid("response"),
        quote_kid=opening_kid("final_quote"),
        custodian=F("custody__key__body__name"),
        custody_kid=F("custody__key__kid"),
        custody_changed_at=Max("custody__replacements__at"),
    )


def public_detail(number: str, actor: Actor | None = None) -> QuerySet[Notice]:
    """One notice that this reader may read, with all that its page shows."""
    criteria = Prefetch("scheme__criteria", queryset=Criterion.objects.order_by("order"))
    packages = with_keys(Package.objects.select_related("scheme").prefetch_related(criteria))
    packages = packages.order_by("index")
    return (
        readable(actor)
        .filter(number=number)
        .prefetch_related(Prefetch("project__packages", queryset=packages, to_attr="shown_packages"))
    )


def original_of(project_id: int) -> Notice | None:
    """The call of a project that is out."""
    return Notice.objects.out().calls().filter(project_id=project_id).order_by("-pk").first()


def publishes_itself() -> bool:
    """Whether a publication here is the first one; else the first one is on the official site."""
    return settings.SELF_PUBLICATION


def is_first_elsewhere(notice: Notice) -> bool:
    """Whether a notice first comes out on the official site; an invitation and our own forms never do."""
    is_own = notice.corrects is not None and notice.corrects.type in OWN_FORMS
    return not (publishes_itself() or notice.is_for_invited or is_own)


def official_sites() -> tuple[str, ...]:
    """The hosts on which a first publication may stand."""
    return tuple(settings.OFFICIAL_SITES)


def expected_on(now: datetime) -> date:
    """When what is handed over now is public: today, or on the last day that the official site may take."""
    today = local_date(now)
    if publishes_itself():
        return today
    most = routing.parameter("site_publish_workdays", on=today)
    return calendars.current().add_workdays(today, int(most)).date


def corrections_in_progress(original: Notice) -> int:
    """Corrections that were drafted and are not out: a second one would be written against moving ground."""
    drafted = Notice.objects.filter(corrects=original, type=NoticeType.CORRECTION)
    return drafted.exclude(status__in=ENDED).count()


def takes_responses(project: ProcurementProject) -> bool:
    """Whether a package of the project has not been closed; the clock is asked by the caller."""
    return project.packages.filter(status=PackageStatus.ANNOUNCED).exists()


def organiser_of(project: ProcurementProject) -> int:
    """The body that conducts a purchase: the mandated agency, else the purchaser."""
    return project.agency_mandate.agency_id if project.agency_mandate_id else project.purchaser_id


def inquiry_of(project: ProcurementProject) -> ObtainInquiry | None:
    """The answer to the one question about the documents' period that was last set."""
    until = project.schedule.documents_until
    return ObtainInquiry.objects.filter(project=project, until=until).select_related("asked_by").first()


def readable_from(notice: Notice) -> QuerySet[Notice]:
    """What whoever reads this notice may read beside it."""
    return Notice.objects.out() if notice.is_for_invited else Notice.objects.published()


def siblings(notice: Notice) -> list[Notice]:
    """The published notices of the same purchase, oldest first."""
    return list(readable_from(notice).filter(project_id=notice.project_id).order_by("published_at", "pk"))


def schedule_law(project: ProcurementProject, *, on: date | None = None) -> ScheduleLaw:
    """The legal numbers for a project's notice, by budget level and method, and by its own day or another."""
    return law_with(project, on=on)[0]


def law_with(
    project: ProcurementProject, *more: str, on: date | None = None
) -> tuple[ScheduleLaw, dict[str, Parameter]]:
    """The same with further numbers by their codes, in one query."""
    method = methods.get(project.method)
    numbers = (method.prep, method.obtain, method.notice, method.clarify)
    if plans.takes_applications(project):
        numbers = (None, None, method.notice, None)
    codes = [number.parameter for number in numbers if number]
    day = on or project.decided_on
    found = routing.parameters([*codes, *more], on=day, region_code=law_region(project))
    return ScheduleLaw(*(found[number.parameter] if number else None for number in numbers)), found


def most_days(project: ProcurementProject) -> int:
    """How far away a deadline may be: suppliers join an open framework agreement as long as it lasts."""
    if not plans.takes_applications(project):
        return LATEST_DAYS
    return (plans.facts_of(project).term_months or 0) * LONGEST_MONTH


def panel_size(project: ProcurementProject) -> int:
    """The least lawful number of panel members: more where the method asks it of a large purchase."""
    method = methods.get(project.method)
    is_big = method.panel_size_big and plans.plan_of(project, on=project.decided_on).is_big
    number = method.panel_size_big if is_big else method.panel_size
    return int(routing.parameter(number.parameter, on=project.decided_on, region_code=law_region(project)))


def law_region(project: ProcurementProject) -> str:
    """The division whose figures apply: the purchaser's budget level."""
    return project.purchaser.budget_division_id or project.purchaser.division_id


def has_obtained(project_id: int, supplier_id: int | None) -> bool:
    """Whether a body obtained the document; before the deadline only asked about the asker's own body."""
    return DocumentObtained.objects.filter(project_id=project_id, supplier_id=supplier_id).exists()


def has_obtained_by(actor: Actor | None, project: ProcurementProject) -> bool:
    """Whether the acting supplier itself obtained the document."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return False
    return has_obtained(project.pk, actor.body_id)


def obtained_disclosed(*, at: datetime) -> QuerySet[DocumentObtained]:
    """Who obtained documents, of projects whose deadline has passed (Order 87, art. 28)."""
    return DocumentObtained.objects.filter(project__schedule__response_deadline__lte=at)


def obtained_of(
    project: ProcurementProject, actor: Actor | None, *, at: datetime
) -> QuerySet[DocumentObtained]:
    """Who obtained the document, for the clerks who conduct the purchase and after the deadline only."""
    if not conducts(actor, project):
        return DocumentObtained.objects.none()
    return obtained_disclosed(at=at).filter(project=project).select_related("supplier").order_by("at", "pk")


def obtained_by(actor: Actor | None) -> QuerySet[ProcurementProject]:
    """The projects whose documents the acting supplier has obtained."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return ProcurementProject.objects.none()
    return ProcurementProject.objects.filter(obtained__supplier_id=actor.body_id)


def latest_document(project_id: int) -> ProcurementDocument | None:
    """The procurement document in force."""
    return ProcurementDocument.objects.filter(project_id=project_id).order_by("-version").first()


def may_read_document(actor: Actor | None, project: ProcurementProject) -> bool:
    """Its clerks, whoever obtained it, and everybody once a result of the call is out, reviewed here or not.

    Of an open framework agreement everybody from the first day: whoever agrees to it may join.
    """
    result = Q(type__in=RESULTS, project=project)
    return (
        conducts(actor, project)
        or has_obtained_by(actor, project)
        or Notice.objects.published().filter(result).exists()
        or plans.takes_applications(project)
    )


def drafts_waiting(actor: Actor | None) -> QuerySet[Notice]:
    """Notices that wait for a second person of this body."""
    return of_clerks(actor).filter(status=NoticeStatus.SUBMITTED)

"""Drafting and approval as events of the purchase; the milestones of its packages, done and to come."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.timeline import DONE, NEXT, NOW, STOPPED, Event
from procurement.projects import rules
from procurement.projects.choices import PackageStatus, ProjectStatus
from procurement.projects.milestones import of_path
from procurement.projects.models import Package, ProcurementProject

OPEN = (ProjectStatus.DRAFT, ProjectStatus.RETURNED)
TITLES = {
    PackageStatus.ANNOUNCED: gettext_lazy("发布公告"),
    PackageStatus.CLOSED: gettext_lazy("响应截止"),
    PackageStatus.OPENED: gettext_lazy("开启响应文件"),
    PackageStatus.REVIEWED: gettext_lazy("评审"),
    PackageStatus.DECIDED: gettext_lazy("定标"),
    PackageStatus.RESULT_PUBLISHED: gettext_lazy("公告结果"),
    PackageStatus.CONTRACTED: gettext_lazy("签订合同"),
    PackageStatus.ACCEPTED: gettext_lazy("履约和验收"),
    PackageStatus.EVALUATED: gettext_lazy("绩效评价"),
    PackageStatus.TERMINATED: gettext_lazy("采购包终止"),
}
# Who carries out a review is secret until the result, so its milestone names nobody.
NAMED = frozenset(
    {
        PackageStatus.ANNOUNCED,
        PackageStatus.DECIDED,
        PackageStatus.RESULT_PUBLISHED,
        PackageStatus.ACCEPTED,
    }
)


def events(project: ProcurementProject) -> list[Event]:
    """From the first draft to the approval, every return in between."""
    drafted = Event(_("立项"), DONE, at=project.created_at, by=project.created_by.name)
    decided = [
        Event(
            _("批准项目") if approval.approved else _("退回修改"),
            DONE,
            at=approval.at,
            by=approval.decided_by.name,
            note=approval.opinion,
        )
        for approval in project.approvals.all()
    ]
    return [drafted, *decided, *still_open(project)]


def still_open(project: ProcurementProject) -> list[Event]:
    """What is being done, or comes next, before the approval."""
    drafting, review = Event(_("编制需求"), NOW, by=project.created_by.name), Event(_("审批"), NEXT)
    if project.status in OPEN:
        return [drafting, review]
    if project.status == ProjectStatus.SUBMITTED:
        note = _("由没有参加需求编制的复核人员或者分管领导办理")
        return [Event(_("审批"), NOW, note=note, basis=rules.REVIEW_BASIS)]
    if project.status == ProjectStatus.TERMINATED:
        return [Event(_("项目终止"), STOPPED, at=project.updated_at)]
    return []


def milestones(project: ProcurementProject) -> list[tuple[str, Event]]:
    """Each package's milestones: reached, being worked on, to come; one line where packages go together."""
    path = of_path(is_direct=project.is_direct)
    if project.status in (*OPEN, ProjectStatus.SUBMITTED):
        return [(status, Event(str(TITLES[status]))) for status in path[1:]]
    packages = list(project.packages.all())
    entries = reached(packages)
    found: dict[tuple, tuple[str, Event]] = {}
    for package in packages:
        for status, event in of_package(package, entries.get(package.pk, {}), path):
            key = (event.title, event.state, event.at, event.due)
            together = key in found
            found[key] = (status, replace(event, package=0) if together else event)
    return list(found.values())


def of_package(
    package: Package, entries: dict[str, LedgerEntry], path: tuple[PackageStatus, ...]
) -> list[tuple[str, Event]]:
    """The milestones of one package on its path, from the ledger's entries about them."""
    is_ended = package.status == PackageStatus.TERMINATED
    ahead = () if is_ended else path[path.index(package.status) + 1 :]
    # What was closed and takes bids again has not closed yet.
    held = [(status, entry) for status, entry in entries.items() if status not in ahead]
    done = [(status, done_event(package, status, entry)) for status, entry in held]
    if is_ended:
        return done
    states = (NOW, *(NEXT for _later in ahead))
    return done + [
        (status, coming(package, status, state)) for status, state in zip(ahead, states, strict=False)
    ]


def coming(package: Package, status: str, state: str) -> Event:
    """A milestone ahead, with its limit as far as the notice has set one."""
    limit = package.response_deadline if status == PackageStatus.CLOSED else None
    return Event(str(TITLES[status]), state, due=limit, package=package.index)


def done_event(package: Package, status: str, entry: LedgerEntry) -> Event:
    """A milestone that was reached; who brought it there is named where no panel member could be."""
    state = STOPPED if status == PackageStatus.TERMINATED else DONE
    by = entry.actor_name if status in NAMED else ""
    return Event(str(TITLES[status]), state, at=entry.at, by=by, package=package.index)


def reached(packages: list[Package]) -> dict[int, dict[str, LedgerEntry]]:
    """The ledger's entry of every milestone that each package has reached, in order."""
    entries = LedgerEntry.objects.filter(
        subject_type=Package._meta.label_lower,
        subject_id__in=[package.pk for package in packages],
        verb="projects.reach",
    )
    found: dict[int, dict[str, LedgerEntry]] = {}
    for entry in entries.order_by("pk"):
        found.setdefault(entry.subject_id, {})[entry.facts["to"]] = entry
    return found

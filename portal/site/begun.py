"""Which stages can know or wait for anything of a purchase now: the others need not be asked."""

from types import ModuleType

from procurement.projects.choices import PackageStatus
from procurement.projects.milestones import MILESTONES
from procurement.projects.models import ProcurementProject

# The milestone that a package has reached at least when a stage keeps its first record about it.
FROM = {
    "bidding": PackageStatus.ANNOUNCED,
    "opening": PackageStatus.ANNOUNCED,
    "review": PackageStatus.ANNOUNCED,
    "award": PackageStatus.OPENED,
    "contracts": PackageStatus.DECIDED,
    "delivery": PackageStatus.CONTRACTED,
    "performance": PackageStatus.CONTRACTED,
}

# A part of a stage that begins before the rest of it: an announced open agreement has suppliers and orders.
EARLIER = {
    "procurement.award.framework.todos": PackageStatus.ANNOUNCED,
    "procurement.contracts.orders.todos": PackageStatus.ANNOUNCED,
}

# When every package has reached this, nothing of a stage waits for anybody any more.
UNTIL = {
    "procurement.projects.todos": PackageStatus.ANNOUNCED,
    "procurement.projects.plans.todos": PackageStatus.ANNOUNCED,
    "procurement.notices.publicity.todos": PackageStatus.ANNOUNCED,
    "procurement.notices.prequalification.todos": PackageStatus.ANNOUNCED,
    "procurement.notices.prequalification.barred": PackageStatus.ANNOUNCED,
    "procurement.projects.demand.todos": PackageStatus.ANNOUNCED,
    "procurement.projects.intention.todos": PackageStatus.ANNOUNCED,
    "procurement.projects.decisions.todos": PackageStatus.DECIDED,
    "procurement.bidding.todos": PackageStatus.REVIEWED,
    "procurement.opening.todos": PackageStatus.REVIEWED,
    "procurement.opening.roster.todos": PackageStatus.CLOSED,
    "procurement.review.todos": PackageStatus.REVIEWED,
    "procurement.award.todos": PackageStatus.RESULT_PUBLISHED,
}

# What is done in purchases by one method alone.
ONLY_IN = {
    "procurement.notices.prequalification.todos": "invited_tender",
    "procurement.award.agreed.todos": "single_source",
    "procurement.award.framework.todos": "framework_agreement",
    "procurement.contracts.orders.todos": "framework_agreement",
}


def has_begun(stage: str, project: ProcurementProject) -> bool:
    """Whether a stage may know the purchase; on the short path, and after an end, every one may."""
    return has_reached(FROM.get(stage), project)


def has_reached(since: PackageStatus | None, project: ProcurementProject) -> bool:
    """Whether one of the packages has come so far; yes where nothing is asked or the usual order is left."""
    reached = milestones_of(project)
    return since is None or not reached or max(reached) >= MILESTONES.index(since)


def may_wait(todos: ModuleType, project: ProcurementProject) -> bool:
    """Whether something of a stage's list of what is to be done may be about the purchase."""
    if ONLY_IN.get(todos.__name__, project.method) != project.method:
        return False
    reached = milestones_of(project)
    is_over = todos.__name__ in UNTIL and min(reached, default=0) >= MILESTONES.index(UNTIL[todos.__name__])
    since = EARLIER.get(todos.__name__, FROM.get(name_of(todos)))
    return has_reached(since, project) and not is_over


def milestones_of(project: ProcurementProject) -> list[int]:
    """How far each package has come; nothing where they do not follow the usual order."""
    statuses = {package.status for package in project.packages.all()}
    if project.is_direct or PackageStatus.TERMINATED in statuses:
        return []
    return [MILESTONES.index(status) for status in statuses]


def name_of(module: ModuleType) -> str:
    """The stage of a module: procurement.award.timeline is of the award."""
    return module.__name__.split(".")[1]

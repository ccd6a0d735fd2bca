"""Reads of purchases that are done again."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.redo import rules
from procurement.projects.redo.models import RefusedContract
from procurement.projects.redo.rules import Earlier
from procurement.review.choices import EndingCause


def ended_of(project: ProcurementProject) -> list[Package]:
    """The ended packages of the purchaser that its project may do again, the newest first."""
    own = Package.objects.filter(
        project__purchaser_id=project.purchaser_id, status=PackageStatus.TERMINATED
    ).exclude(project=project)
    free = own.filter(successor=None) | own.filter(successor__project=project)
    return list(free.select_related("project").order_by("-pk"))


def earlier_of(package: Package, *, project: ProcurementProject) -> Earlier:
    """A package as the rules judge it for a project that would do it again."""
    later = Package.objects.filter(predecessor=package).exclude(project=project).first()
    is_own = package.project.purchaser_id == project.purchaser_id and package.project_id != project.pk
    return Earlier(package.number, package.status, is_own, later.number if later else "")


def chain(package: Package) -> list[Package]:
    """What was done before in place of this package, the last attempt first; no query for a first one."""
    found: list[Package] = []
    before = package.predecessor_id
    while before is not None:
        found.append(Package.objects.select_related("project").get(pk=before))
        before = found[-1].predecessor_id
    return found


def refused_numbers(package: Package, supplier_id: int | None) -> list[str]:
    """The numbers of earlier attempts at this package whose contract a supplier refused."""
    earlier = chain(package)
    if not earlier:
        return []
    rows = RefusedContract.objects.filter(package__in=earlier, supplier_id=supplier_id)
    return list(rows.values_list("package__number", flat=True))


def supplier_refusals(package: Package, supplier_id: int | None) -> list[Refusal]:
    """Why a supplier takes no part in a package because it refused the contract of an earlier attempt."""
    return rules.refused_refusals(refused_numbers(package, supplier_id))


def project_refusals(project: ProcurementProject, supplier_id: int) -> list[Refusal]:
    """The same for a whole purchase: nothing while one of its packages is open to the supplier."""
    found = [refused_numbers(package, supplier_id) for package in project.packages.all()]
    return rules.refused_refusals([n for numbers in found for n in numbers]) if all(found) else []


def says(package: Package) -> str:
    """Which attempt a package is, and how the one before ended; empty for a first one."""
    earlier = chain(package)
    if not earlier:
        return ""
    last = earlier[0]
    return _("第%(count)d次采购，前次 %(number)s（%(title)s）因%(cause)s终止") % {
        "count": len(earlier) + 1,
        "number": last.number,
        "title": last.title,
        "cause": f"“{last.get_ended_because_display() or EndingCause.OTHER.label}”",
    }


def told(packages: Iterable[Package]) -> list[list[str]]:
    """What each package's row says: which attempt it is, and by which one it is done again."""
    later = later_says(packages)
    return [[text for text in (says(one), later.get(one.pk, "")) if text] for one in packages]


def later_says(packages: Iterable[Package]) -> dict[int, str]:
    """By which package each ended one is done again."""
    ended = [package.pk for package in packages if package.status == PackageStatus.TERMINATED]
    rows = Package.objects.filter(predecessor__in=ended) if ended else []
    return {
        row.predecessor_id: _("已重新采购：%(number)s（%(title)s）")
        % {"number": row.number, "title": row.title}
        for row in rows
    }


def public_facts(packages: Iterable[Package]) -> tuple[tuple[str, str], ...]:
    """What the notice says of packages that are done again."""
    told = [(package.index, says(package)) for package in packages if package.predecessor_id]
    return (("重新采购", "；".join(f"包{index}为{text}" for index, text in told)),) if told else ()

"""What a response is asked for, item by item, each with a place for its evidence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from procurement import methods
from procurement.notices import queries as notices
from procurement.notices.chapters import BY_POINTS, EXAMINED
from procurement.notices.text import Section
from procurement.projects.models import Package
from procurement.review.choices import CriterionKind
from procurement.review.models import Criterion

MOST_NEEDS = 40
"""Lines of the demand that are answered one by one; the format allows 200 fields. The last takes the rest."""


@dataclass(frozen=True)
class Requirement:
    """One item; `code` is the name of its field, `mark` what kind of item it is."""

    code: str
    title: str
    text: str
    mark: str = ""


def needs_of(package: Package) -> list[Requirement]:
    """The lines of the demand as the procurement document in force has them, and the package's content."""
    lines = [line for line in (*_demand(package), package.content) if line.strip()]
    if len(lines) > MOST_NEEDS:
        lines = [*lines[: MOST_NEEDS - 1], "\n".join(lines[MOST_NEEDS - 1 :])]
    return [
        Requirement(f"need_{at}", _("采购需求第 %(n)d 条") % {"n": at}, line)
        for at, line in enumerate(lines, start=1)
    ]


def evidence_of(package: Package) -> list[Requirement]:
    """What is examined and scored; the price speaks for itself."""
    if package.scheme is None:
        return []
    by_points = methods.get(package.project.method).evaluation == BY_POINTS
    kinds = (*EXAMINED, CriterionKind.SCORED) if by_points else EXAMINED
    criteria = package.scheme.criteria.filter(kind__in=kinds)
    return [Requirement(f"evidence_{c.order}", c.name, c.standard, _mark(c)) for c in criteria]


def _mark(criterion: Criterion) -> str:
    if criterion.kind != CriterionKind.SCORED:
        return str(criterion.get_kind_display())
    return _("评分，满分 %(points)s 分") % {"points": f"{criterion.maximum.normalize():f}"}


def _demand(package: Package) -> list[str]:
    document = notices.latest_document(package.project_id)
    sections = map(Section.from_json, document.content["sections"]) if document else ()
    return next(
        (list(section.paragraphs) for section in sections if section.key == "requirements"),
        package.project.demand.splitlines(),
    )

"""Words of a project's text that handler and reviewer should look at: a reminder, never a hindrance."""

from collections.abc import Iterator
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from catalog.negative import queries as negative_list
from catalog.negative.choices import HEAD_OF, Concern
from portal.kernel.screening import screen
from procurement.projects.models import ProcurementProject
from procurement.review import discrimination
from procurement.review.discrimination import Remark


def texts(project: ProcurementProject) -> list[tuple[str, str]]:
    """What is screened, each text with its name on the page."""
    packages = [
        (_("第 %(index)d 包“%(title)s”") % {"index": p.index, "title": p.title}, f"{p.title}\n{p.content}")
        for p in project.packages.all()
    ]
    return [(_("项目名称"), project.title), (_("服务内容和要求"), project.demand), *packages]


def remarks(project: ProcurementProject, *, on: date) -> list[Remark]:
    """Every marked place, by the lists in force on a day, text by text; then those of the criteria."""
    shown = texts(project)
    unequal = discrimination.remarks([*shown, *criteria(project)])
    return [*negative_remarks(shown, on=on), *unequal]


def criteria(project: ProcurementProject) -> list[tuple[str, str]]:
    """What the chosen schemes ask and score, each scheme once."""
    packages = list(project.packages.all())
    prefetch_related_objects(packages, "scheme__criteria")
    schemes = {p.scheme_id: p.scheme for p in packages if p.scheme}
    return [
        text for scheme in schemes.values() for text in discrimination.criteria_texts(scheme.criteria.all())
    ]


def negative_remarks(shown: list[tuple[str, str]], *, on: date) -> Iterator[Remark]:
    """What sounds like goods, works, financing or hiring of staff (Order 102, art. 10)."""
    words = negative_list.words(on=on)
    bases = {head.code: head.basis for head in negative_list.heads(on=on)}
    for where, text in shown:
        for finding in screen(text, words):
            yield Remark(
                where,
                finding,
                Concern(finding.concern).label,
                _("请核对：确属负面清单事项的，从项目中删去；不是的，把说法写清楚。"),
                bases.get(HEAD_OF[finding.concern], ""),
            )

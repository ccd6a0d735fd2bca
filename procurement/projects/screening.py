"""Words of a project's text that handler and reviewer should look at: a reminder, never a hindrance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from catalog.negative import queries as negative_list
from catalog.negative.choices import HEAD_OF, Concern
from portal.kernel.screening import Finding, screen
from procurement.projects import discrimination
from procurement.projects.models import ProcurementProject


@dataclass(frozen=True)
class Remark:
    """One marked place: in which text, what it may be, what to do, under which article."""

    where: str
    finding: Finding
    says: str
    remedy: str
    basis: str = ""

    @property
    def in_short(self) -> str:
        """What the ledger keeps of it."""
        return _("%(where)s：%(found)s（%(says)s）") % {
            "where": self.where,
            "found": self.finding.found,
            "says": self.says,
        }


def texts(project: ProcurementProject) -> list[tuple[str, str]]:
    """What is screened, each text with its name on the page."""
    packages = [
        (_("第 %(index)d 包“%(title)s”") % {"index": p.index, "title": p.title}, f"{p.title}\n{p.content}")
        for p in project.packages.all()
    ]
    return [(_("项目名称"), project.title), (_("服务内容和要求"), project.demand), *packages]


def remarks(project: ProcurementProject, *, on: date) -> list[Remark]:
    """Every marked place, by the lists in force on a day, text by text."""
    shown = texts(project)
    return [*negative_remarks(shown, on=on), *discrimination_remarks(shown)]


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


def discrimination_remarks(shown: list[tuple[str, str]]) -> Iterator[Remark]:
    """What may be an unequal condition, such as a grade or an age (GPL regulation, art. 20)."""
    for where, text in shown:
        for finding in screen(text, discrimination.words()):
            yield Remark(
                where,
                finding,
                str(discrimination.Risk(finding.concern).label),
                _("请核对：作为资格条件的，请删去；要求与履约直接相关的能力，请写明服务内容和标准。"),
                str(discrimination.BASES[finding.concern]),
            )

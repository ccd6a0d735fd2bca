"""Words that may make an unequal condition of taking part: grade, age, size, form, place, local awards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel import reference
from portal.kernel.screening import Finding, Word, screen
from procurement.review.choices import CriterionKind
from procurement.review.rules import CriterionFacts

DATA = Path(__file__).parent / "data" / "discrimination-words.csv"
REGULATION = _("《政府采购法实施条例》第二十条")
BASES = {
    "grade": REGULATION,
    "age": _("《政府采购法实施条例》第二十条；财综〔2016〕54号（条款待确认）"),
    "size": _("财政部令第87号第十七条；《政府采购法实施条例》第二十条"),
    "form": REGULATION,
    "place": REGULATION,
    "award": REGULATION,
}


class Risk(models.TextChoices):
    """Why a word is marked."""

    GRADE = "grade", _("可能把评估等级作为资格条件，有差别待遇或者歧视待遇的风险")
    AGE = "age", _("可能把成立时间作为资格条件，成立未满三年不是参加的障碍")
    SIZE = "size", _("可能把规模条件作为资格条件")
    FORM = "form", _("可能限定供应商的组织形式或者所有制形式")
    PLACE = "place", _("可能限定供应商的所在地")
    AWARD = "award", _("可能把特定区域的奖项作为条件")


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
        return gettext("%(where)s：%(found)s（%(says)s）") % {
            "where": self.where,
            "found": self.finding.found,
            "says": self.says,
        }


def remarks(shown: Iterable[tuple[str, str]]) -> Iterator[Remark]:
    """What may be an unequal condition, such as a grade or an age (GPL regulation, art. 20).

    Each text comes with its name on the page. A reminder, never a hindrance.
    """
    for where, text in shown:
        for finding in screen(text, words()):
            yield Remark(
                where,
                finding,
                str(Risk(finding.concern).label),
                gettext("请核对：作为资格条件的，请删去；要求与履约直接相关的能力，请写明服务内容和标准。"),
                str(BASES[finding.concern]),
            )


def criteria_texts(criteria: Iterable[CriterionFacts]) -> list[tuple[str, str]]:
    """What a scheme says, criterion by criterion, each with its name on the page."""
    return [
        (
            gettext("%(kind)s“%(name)s”") % {"kind": CriterionKind(one.kind).label, "name": one.name},
            f"{one.name}\n{one.standard}",
        )
        for one in criteria
    ]


@cache
def words() -> tuple[Word, ...]:
    """The delivered words. Raises portal.kernel.reference.BadData, naming the row."""
    return tuple(reference.read(DATA, _word, columns=("concern", "text", "unless"), key=("concern", "text")))


def _word(row: reference.Row) -> Word:
    unless = tuple(phrase for phrase in row["unless"].split("|") if phrase)
    return Word(row["text"], reference.chosen(Risk, row["concern"]), unless)

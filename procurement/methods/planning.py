"""Whether a plan of a purchase keeps what its method declares, up to the published notice. Pure.

The figures are handed in by their codes as rows of the law in force on the project's day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import Calendar
from portal.kernel.errors import Refusal
from procurement.methods.declaration import Clause, Method, Number
from procurement.methods.rules import Figure, counted, experts_needed

ALL_OF_IT = Decimal(1)


@dataclass(frozen=True)
class Plan:
    """What a purchase is to do. What has not been decided is None or empty and is not judged.

    `case` and `found` are codes of the declaration; `reaches_figure` says that the project's budget reaches
    the open-tender figure, `is_big` that the law asks for a large panel; `shown_workdays` is how long the
    supplier of a single source was made public, `addition` its share of the earlier contract; `pool` is how
    many stood behind the `invited`.
    """

    category: str = "services"
    case: str = ""
    reaches_figure: bool = False
    is_big: bool = False
    is_approved: bool = False
    shown_workdays: int | None = None
    addition: Decimal | None = None
    found: str = ""
    invited: int | None = None
    pool: int | None = None
    issued_on: date | None = None
    documents_until: date | None = None
    deadline_on: date | None = None
    price_weight: Decimal | None = None
    panel: int | None = None
    experts: int | None = None


@dataclass(frozen=True)
class Judge:
    """A plan held against its method."""

    method: Method
    plan: Plan
    figures: Mapping[str, Figure]
    calendar: Calendar

    def refusals(self) -> list[Refusal]:
        """Everything that stands against the plan, in the order of the procedure; each by its article."""
        found = (
            *self.of_category(),
            *self.of_case(),
            *self.of_approval(),
            *self.of_suppliers(),
            *self.of_times(),
            *self.of_panel(),
            *self.of_weight(),
        )
        return list(found)

    def of_category(self) -> Iterator[Refusal]:
        """Goods, services, works."""
        if not self.method.fits(self.plan.category):
            yield self._no(
                "category",
                _("%(method)s不适用于这一类采购。") % {"method": self.method.name},
                str(self.method.basis),
                _("请选择适用的采购方式。"),
            )

    def of_case(self) -> Iterator[Refusal]:
        """One of the cases in which the method may be used."""
        if self.method.cases and self.method.case(self.plan.case) is None:
            because = _("没有写明符合哪一种可以采用%(method)s的情形。") % {"method": self.method.name}
            yield self._no("case", because, str(self.method.basis), _("请选择一种情形，并附说明。"))
        yield from self._too_much()

    def of_approval(self) -> Iterator[Refusal]:
        """Approval at the open-tender figure, and publicity before it."""
        approval, publicity = self.method.needs_approval, self.method.publicity
        if not (approval and self.plan.reaches_figure):
            return
        if publicity and publicity.code == self.plan.case:
            yield from self._too_short(publicity)
        if not self.plan.is_approved:
            because = _("达到公开招标数额标准，采用%(method)s没有经过批准。") % {"method": self.method.name}
            yield self._no("approval", because, approval.article, _("请先报主管预算单位同意、财政部门批准。"))

    def of_suppliers(self) -> Iterator[Refusal]:
        """How many are asked, and out of how many."""
        number, invited = self.method.min_suppliers, self.plan.invited
        if self.method.is_converted(self.plan.case, is_approved=self.plan.is_approved):
            number = self.method.converted_suppliers
        least = self._value(number)
        if least is None or invited is None:
            return
        if invited < least:
            because = _("邀请 %(invited)d 家，法定不少于 %(least)d 家。") % {
                "invited": invited,
                "least": least,
            }
            yield self._no("suppliers", because, number.article, _("请增加邀请的供应商。"))
        factor, pool = self._value(self.method.pool_factor), self.plan.pool
        if (
            factor is not None
            and pool is not None
            and self.plan.found != "notice"
            and pool < factor * invited
        ):
            because = _("备选 %(pool)d 家，不到抽取数 %(invited)d 家的 %(factor)d 倍。") % {
                "pool": pool,
                "invited": invited,
                "factor": factor,
            }
            yield self._no("pool", because, self.method.pool_factor.article, _("请增加备选供应商后再抽取。"))

    def of_times(self) -> Iterator[Refusal]:
        """Time for obtaining the document and for preparing a response."""
        plan = self.plan
        if plan.issued_on and plan.documents_until:
            yield from self._too_early(
                self.method.obtain, plan.documents_until, "obtain", _("获取采购文件的期限")
            )
        if plan.issued_on and plan.deadline_on:
            yield from self._too_early(self.method.prep, plan.deadline_on, "prep", _("提交截止"))

    def of_panel(self) -> Iterator[Refusal]:
        """Size, oddness, experts."""
        size, number = self.plan.panel, self.method.panel_size
        if size is None or number is None:
            return
        if self.method.panel_size_big and self.plan.is_big:
            number = self.method.panel_size_big
        least = self._value(number)
        if size < least or size % 2 == 0:
            because = _("评审组织 %(size)d 人，应当是 %(least)d 人以上单数。") % {
                "size": size,
                "least": least,
            }
            yield self._no("panel", because, number.article, _("请调整人数。"))
        ratio = self.figures[self.method.expert_ratio.parameter].value
        experts = experts_needed(size, ratio=ratio)
        if self.plan.experts is not None and self.plan.experts < experts:
            because = _("评审专家 %(has)d 人，不少于 %(least)d 人。") % {
                "has": self.plan.experts,
                "least": experts,
            }
            yield self._no("experts", because, self.method.expert_ratio.article, _("请增加评审专家。"))

    def of_weight(self) -> Iterator[Refusal]:
        """The weight of the price; a method by the lowest price knows no other points."""
        weight, least, most = (
            self.plan.price_weight,
            self.method.price_weight_min,
            self.method.price_weight_max,
        )
        if weight is None:
            return
        if self.method.evaluation == "lowest_price" and weight != ALL_OF_IT:
            yield self._no(
                "weight",
                _("%(method)s按最低报价确定，不设其他评分。") % {"method": self.method.name},
                str(self.method.ranking.article),
                _("请去掉评分项。"),
            )
        if least and weight < self.figures[least.parameter].value:
            yield self._weight(weight, self.figures[least.parameter].value, least, _("不低于"))
        if most and weight > self.figures[most.parameter].value:
            yield self._weight(weight, self.figures[most.parameter].value, most, _("不高于"))

    def _too_much(self) -> Iterator[Refusal]:
        number, share = self.method.addition, self.plan.addition
        if number and share is not None and share > self.figures[number.parameter].value:
            because = _("添购占原合同的 %(share)s%%，法定不超过 %(limit)s%%。") % {
                "share": f"{share * 100:.2f}",
                "limit": f"{self.figures[number.parameter].value * 100:.0f}",
            }
            yield self._no("addition", because, number.article, _("请减少添购，或者另行采购。"))

    def _too_short(self, publicity: Clause) -> Iterator[Refusal]:
        least, shown = self._value(self.method.notice), self.plan.shown_workdays or 0
        if shown < least:
            because = _("公示 %(shown)d 个工作日，法定不少于 %(least)d 个工作日。") % {
                "shown": shown,
                "least": least,
            }
            yield self._no("publicity", because, publicity.article, _("请公示期满以后再报批。"))

    def _too_early(self, number: Number | None, day: date, code: str, what: str) -> Iterator[Refusal]:
        if number is None:
            return
        figure = self.figures[number.parameter]
        earliest = counted(self.calendar, start=self.plan.issued_on, number=figure).date
        if day < earliest:
            because = _("%(what)s %(day)s，最早应当是 %(earliest)s。") % {
                "what": what,
                "day": day.isoformat(),
                "earliest": earliest.isoformat(),
            }
            yield self._no(code, because, number.article, _("请改到这一天或者以后。"))

    def _weight(self, weight: Decimal, limit: Decimal, number: Number, words: str) -> Refusal:
        because = _("价格分权重 %(weight)s%%，法定%(words)s %(limit)s%%。") % {
            "weight": f"{weight * 100:.0f}",
            "words": words,
            "limit": f"{limit * 100:.0f}",
        }
        return self._no("weight", because, number.article, _("请调整权重。"))

    def _value(self, number: Number | None) -> int | None:
        return None if number is None else int(self.figures[number.parameter].value)

    def _no(self, code: str, because: str, basis: str, remedy: str) -> Refusal:
        return Refusal(because=because, basis=basis, remedy=remedy, code=f"method_{code}")


def plan_refusals(
    method: Method, plan: Plan, *, figures: Mapping[str, Figure], calendar: Calendar
) -> list[Refusal]:
    """Why a purchase by this method may not go on as planned; empty when it may."""
    return Judge(method, plan, figures, calendar).refusals()

"""Legal numbers by code, day, region and category; the route of a project."""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from orgs.regions.models import Division
from portal.kernel.errors import Refusal, Refused
from procurement.routing import central, rules
from procurement.routing.figures import Parameter, figures_of
from procurement.routing.models import RuleParameter
from procurement.routing.options import RouteFacts
from procurement.routing.rules import Route
from procurement.routing.splitting import YearOfItem

PROVINCE = "43"
SERVICES = "services"


def parameter(code: str, *, on: date, region_code: str = PROVINCE, category: str = SERVICES) -> Parameter:
    """The number in force on a day: longest matching region, then the own category, then the newest row.

    Raises Refused when no row is in force.
    """
    return parameters([code], on=on, region_code=region_code, category=category)[code]


def parameters(
    codes: list[str], *, on: date, region_code: str = PROVINCE, category: str = SERVICES
) -> dict[str, Parameter]:
    """Several numbers by one query; see `parameter`."""
    found = in_force(codes, on=on, region_code=region_code, category=category)
    missing = [code for code in codes if code not in found]
    if missing:
        place = {"region_code": region_code, "category": category}
        raise Refused(*(_not_in_force(code, on, **place) for code in missing))
    return found


def in_force(
    codes: list[str], *, on: date, region_code: str = PROVINCE, category: str = SERVICES
) -> dict[str, Parameter]:
    """Those of several numbers that are in force; see `parameter`."""
    rows = RuleParameter.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=on),
        code__in=codes,
        region_code__in=_leading(region_code),
        category__in=("", category),
        effective_from__lte=on,
    )
    best: dict[str, RuleParameter] = {}
    for row in sorted(rows, key=lambda row: (len(row.region_code), bool(row.category), row.effective_from)):
        best[row.code] = row
    return {code: _value(row) for code, row in best.items()}


def route_for(
    *,
    amount: Decimal,
    on: date,
    region_code: str,
    category: str = SERVICES,
    has_framework: bool = False,
    year: YearOfItem | None = None,
    approved_method: str = "",
    may_collect: bool = False,
    item: str = "",
) -> Route:
    """Which routes are lawful for a project of this amount at this budget level on this day, and why.

    `amount` is the sum of all packages, `year` what the purchaser buys of the same budget project and
    item in the year by other methods than open tender (None: not looked at),
    `approved_method` the code of another method that the finance department approved for the project,
    `may_collect` that the purchaser may collect framework agreements, `item` is the
    code in the guidance catalogue.
    """
    figures = parameters(figures_of(category), on=on, region_code=region_code, category=category)
    return rules.decide_route(
        RouteFacts(
            amount=amount,
            on=on,
            region_code=region_code,
            category=category,
            figures=figures,
            has_framework=has_framework,
            year=year,
            approved_method=approved_method,
            may_collect=may_collect,
            central=central.item_of(item, on=on),
        )
    )


def region_says(code: str) -> str:
    """全省, or the name of the division; its code where there is no such division."""
    if code == PROVINCE:
        return _("全省")
    return Division.objects.filter(code=code).values_list("name", flat=True).first() or code


def category_says(category: str) -> str:
    """服务, 货物, 工程; a row without a category is for all."""
    words = {"services": _("服务"), "goods": _("货物"), "works": _("工程")}
    return words.get(category, _("全部"))


def _value(row: RuleParameter) -> Parameter:
    return Parameter(
        code=row.code,
        name=row.name,
        value=row.value,
        unit=row.unit,
        unit_says=row.get_unit_display(),
        legal_basis=row.legal_basis,
        confidence=row.confidence,
        is_to_be_confirmed=row.is_to_be_confirmed,
        region_code=row.region_code,
        category=row.category,
        effective_from=row.effective_from,
    )


def _not_in_force(code: str, on: date, *, region_code: str, category: str) -> Refusal:
    """In words, with the day from which there is one: of this category before another."""
    rows = RuleParameter.objects.filter(
        code=code, region_code__in=_leading(region_code), category__in=("", category)
    )
    row = rows.order_by("-category", "effective_from").first()
    because = _("%(day)s 没有施行中的“%(name)s”，无法判断。")
    if row and on < row.effective_from:
        because += _("平台载入的这个数值从 %(since)s 起施行。")
    values = {
        "day": on.isoformat(),
        "name": row.name if row else code,
        "since": row.effective_from.isoformat() if row else "",
    }
    return Refusal(
        because=because % values,
        remedy=_("请改用这一天以后的日期，或者请平台管理员核对法定参数后载入，再继续办理。"),
        code="parameter_missing",
    )


def _leading(region_code: str) -> list[str]:
    """A code and all its leading parts: the division and what lies above it."""
    return [region_code[:length] for length in range(1, len(region_code) + 1)]

"""What the public list of notices can be narrowed by; saved searches, feed and calendar use the same."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.editions import queries as catalogue
from orgs.regions.choices import DivisionLevel
from orgs.regions.queries import budget_divisions
from portal.kernel import search
from portal.kernel.clock import at_local, local_date
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.money import AmountField
from procurement import methods
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.notices.rules import ONE_DAY
from procurement.routing.queries import PROVINCE

OPEN, CLOSED = "open", "closed"
STATES = ((OPEN, _("征集响应中")), (CLOSED, _("已截止")))


def regions() -> list[tuple[str, str]]:
    """The province's own budget, then each prefecture with its counties."""
    found, prefecture = [(PROVINCE, str(_("省本级")))], ""
    rows = budget_divisions().exclude(level=DivisionLevel.PROVINCE).order_by("code")
    for code, name, level in rows.values_list("code", "name", "level"):
        is_prefecture = level == DivisionLevel.PREFECTURE
        prefecture = name if is_prefecture else prefecture
        found.append((code, name if is_prefecture else f"{prefecture}{name}"))
    return found


def fields_of_service() -> list[tuple[str, str]]:
    """The second-level items of the catalogue, by their codes."""
    rows = catalogue.general(on=local_date(timezone.now())).filter(level=2)
    return list(rows.order_by("code").values_list("code", "name"))


class NarrowingForm(PortalForm):
    """The fields of the filter; bounds that exclude each other are refused at the later one."""

    def clean(self) -> dict[str, Any]:
        """From not after until, least not above most."""
        cleaned = super().clean()
        for low, high, says in (
            ("published_from", "published_until", _("结束日期早于开始日期。")),
            ("amount_from", "amount_until", _("最高金额低于最低金额。")),
        ):
            bounds = cleaned.get(low), cleaned.get(high)
            if None not in bounds and bounds[0] > bounds[1]:
                self.add_error(high, ValidationError(says, code="reversed"))
        return cleaned


class DayFilter(django_filters.DateFilter):
    """A day, chosen in the browser's calendar."""

    field_class = DayField


class AmountFilter(django_filters.Filter):
    """An amount of money in yuan; the budget of a purchase over all its packages is compared."""

    field_class = AmountField


class NoticeFilter(django_filters.FilterSet):
    """Words, type, method, place, field, amount, days, open or closed."""

    q = django_filters.CharFilter(label=_("搜索"), method="by_words", max_length=60)
    type = django_filters.ChoiceFilter(
        label=_("公告类型"), choices=NoticeType.choices, empty_label=_("全部类型")
    )
    method = django_filters.ChoiceFilter(
        label=_("采购方式"),
        field_name="project__method",
        choices=lambda: list(methods.NAMES.items()),
        empty_label=_("全部方式"),
    )
    region = django_filters.ChoiceFilter(
        label=_("地区"), choices=regions, method="by_region", empty_label=_("全省")
    )
    field = django_filters.ChoiceFilter(
        label=_("服务领域"), choices=fields_of_service, method="by_field", empty_label=_("全部领域")
    )
    state = django_filters.ChoiceFilter(
        label=_("状态"), choices=STATES, method="by_state", empty_label=_("全部")
    )
    amount_from = AmountFilter(label=_("预算不少于（元）"), field_name="amount", lookup_expr="gte")
    amount_until = AmountFilter(label=_("预算不多于（元）"), field_name="amount", lookup_expr="lte")
    published_from = DayFilter(label=_("发布日期从"), method="since")
    published_until = DayFilter(label=_("发布日期到"), method="until")

    class Meta:
        model = Notice
        fields = ()
        form = NarrowingForm

    def by_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Numbers, titles, purchasers, fields and places."""
        return search.matches(queryset, "search", value)

    def by_region(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Purchasers of a place and of all below it; for the province itself those of its own budget."""
        if value == PROVINCE:
            return queryset.filter(of_purchaser("budget_division_id", PROVINCE))
        return queryset.filter(of_purchaser("division__code__startswith", value))

    def by_field(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Items below a second-level item."""
        return queryset.filter(
            of_item("code__startswith", value) | of_item("general_item__code__startswith", value)
        )

    def by_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Whether responses are still taken, by the clock; what never took any is neither."""
        now = timezone.now()
        is_open = {"project__schedule__response_deadline__gt": now, "project__status": "announced"}
        if value == OPEN:
            return queryset.filter(**is_open)
        return queryset.filter(project__isnull=False).exclude(**is_open)

    def since(self, queryset: QuerySet, name: str, value) -> QuerySet:
        """Published on this day of Hunan or later."""
        return queryset.filter(published_at__gte=at_local(value))

    def until(self, queryset: QuerySet, name: str, value) -> QuerySet:
        """Published on this day of Hunan or earlier."""
        return queryset.filter(published_at__lt=at_local(value + ONE_DAY))


def of_purchaser(path: str, value: str) -> Q:
    """What holds for the purchaser of a notice's project, or for the body that issued it."""
    return Q(**{f"project__purchaser__{path}": value}) | Q(**{f"issuer__{path}": value})


def of_item(path: str, value: str) -> Q:
    """What holds for the item of a notice's project, or of its intention."""
    return Q(**{f"project__catalogue_item__{path}": value}) | Q(
        **{f"intention__catalogue_item__{path}": value}
    )


def canonical(query: Mapping[str, str]) -> str:
    """The conditions of an address in the order of the filter, encoded; whatever else it holds drops out."""
    names = NoticeFilter.base_filters
    return urlencode({name: query[name].strip() for name in names if query.get(name, "").strip()})

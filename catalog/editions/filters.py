"""Filters of the catalogue list."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.editions import queries
from catalog.editions.models import Catalogue, CatalogueItem
from portal.kernel.clock import local_date

LEVELS = (("1", _("第一级")), ("2", _("第二级")), ("3", _("第三级")), ("4", _("部门品目")))


def catalogues() -> list[tuple[str, str]]:
    """Every catalogue, the general one first."""
    return list(Catalogue.objects.values_list("code", "name"))


def fields() -> list[tuple[str, str]]:
    """The fields of service that the catalogues in force name today; drafts tell none."""
    items = queries.in_force(on=local_date(timezone.now())).exclude(field_of_service="").order_by()
    return [(name, name) for name in sorted(items.values_list("field_of_service", flat=True).distinct())]


class CatalogueFilter(django_filters.FilterSet):
    """Words, catalogue, level and field of service."""

    q = django_filters.CharFilter(label=_("名称、拼音或编码"), method="found", max_length=60)
    owner = django_filters.ChoiceFilter(
        label=_("目录"),
        field_name="edition__catalogue__code",
        choices=catalogues,
        empty_label=_("全部目录"),
    )
    level = django_filters.ChoiceFilter(label=_("级次"), choices=LEVELS, empty_label=_("全部级次"))
    field = django_filters.ChoiceFilter(
        label=_("服务领域"), field_name="field_of_service", choices=fields, empty_label=_("全部领域")
    )

    class Meta:
        model = CatalogueItem
        fields: tuple[str, ...] = ()

    def found(self, items: QuerySet, _name: str, words: str) -> QuerySet:
        """Any characters of the name, its pinyin, its initials or the code."""
        return queries.search(items, words)

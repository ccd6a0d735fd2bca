"""The guidance catalogues as auditors read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalog.editions.models import (
    Catalogue,
    CatalogueEdition,
    CatalogueItem,
    CategoryLink,
    ItemSuccession,
    ProcurementCategory,
)
from portal.kernel.admin import AuditAdmin


@admin.register(Catalogue)
class CatalogueAdmin(AuditAdmin):
    """Whose catalogues there are."""

    list_display = ["name", "kind", "owner_name", "owner_code"]
    list_filter = ["kind"]
    search_fields = ["name", "owner_name", "owner_code"]


@admin.register(CatalogueEdition)
class CatalogueEditionAdmin(AuditAdmin):
    """Editions with the days on which they are in force."""

    list_display = ["title", "catalogue", "document_number", "status", "in_force_from", "in_force_to"]
    list_filter = ["catalogue", "status", "is_reference"]
    list_select_related = ["catalogue"]
    search_fields = ["title", "document_number"]


@admin.register(CatalogueItem)
class CatalogueItemAdmin(AuditAdmin):
    """Items with the source of their names."""

    list_display = ["code", "name", "level", "edition", "parent", "general_item", "source"]
    references = {"parent": _("上级品目")}
    list_filter = ["edition", "level", "field_of_service"]
    list_select_related = ["edition", "parent", "general_item"]
    search_fields = ["code", "name", "pinyin_initials"]


@admin.register(ItemSuccession)
class ItemSuccessionAdmin(AuditAdmin):
    """What became of each item in the next edition."""

    list_display = ["edition", "old", "how", "new"]
    list_filter = ["how", "edition"]
    list_select_related = ["edition", "old", "new"]
    search_fields = ["old__code", "old__name", "new__code", "new__name"]


@admin.register(ProcurementCategory)
class ProcurementCategoryAdmin(AuditAdmin):
    """Service categories of government procurement."""

    list_display = ["code", "name"]
    search_fields = ["code", "name"]


@admin.register(CategoryLink)
class CategoryLinkAdmin(AuditAdmin):
    """Which category an item falls under, and whether it was verified."""

    list_display = ["item", "category", "is_verified", "source"]
    list_filter = ["is_verified"]
    list_select_related = ["item", "category"]
    search_fields = ["item__code", "item__name", "category__code"]

"""The guidance catalogue as auditors read it."""

from django.contrib import admin

from catalog.editions.models import CatalogueEdition, CatalogueItem
from portal.kernel.admin import AuditAdmin


@admin.register(CatalogueEdition)
class CatalogueEditionAdmin(AuditAdmin):
    """Editions and which of them is in force."""

    list_display = ["title", "owner", "document_number", "status", "in_force_from", "is_reference"]
    list_filter = ["owner", "status", "is_reference"]
    search_fields = ["title", "document_number"]


@admin.register(CatalogueItem)
class CatalogueItemAdmin(AuditAdmin):
    """Items with the source of their names."""

    list_display = ["code", "name", "level", "edition", "parent", "general_item", "source"]
    list_filter = ["edition", "level", "field_of_service"]
    list_select_related = ["edition", "parent", "general_item"]
    search_fields = ["code", "name", "pinyin_initials"]

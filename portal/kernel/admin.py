"""The admin is for auditors: it reads, nothing else, whatever request is crafted."""

from django.http import HttpRequest
from unfold.admin import ModelAdmin


class AuditAdmin(ModelAdmin):
    """Read-only for everybody. Subclasses name what to list, filter and search."""

    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Nothing is deleted here."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Whoever may enter the admin may read what the phase allows."""
        return request.user.is_active and request.user.is_staff

    def has_module_permission(self, request: HttpRequest) -> bool:
        """The same for the index."""
        return self.has_view_permission(request)

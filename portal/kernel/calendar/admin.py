"""The calendar as auditors read it."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from portal.kernel.calendar.models import CalendarDay, HolidayLoading, HolidayNotice, RecountedClock


@admin.register(HolidayNotice)
class HolidayNoticeAdmin(AuditAdmin):
    """The yearly notices of the State Council that are loaded."""

    list_display = ["year", "source", "loaded_at"]
    search_fields = ["source"]


@admin.register(CalendarDay)
class CalendarDayAdmin(AuditAdmin):
    """Days that depart from Monday-to-Friday."""

    list_display = ["date", "is_workday", "name", "notice"]
    list_filter = ["is_workday", "notice"]
    list_select_related = ["notice"]
    search_fields = ["name"]
    date_hierarchy = "date"


@admin.register(HolidayLoading)
class HolidayLoadingAdmin(AuditAdmin):
    """Who uploaded a yearly notice and who confirmed it."""

    list_display = ["number", "year", "source", "status", "uploaded_by_name", "decided_by_name", "decided_at"]
    list_filter = ["status", "year"]
    search_fields = ["number", "source"]
    date_hierarchy = "uploaded_at"


@admin.register(RecountedClock)
class RecountedClockAdmin(AuditAdmin):
    """The running limits that a loaded notice touched."""

    list_display = ["subject", "says", "before", "after", "effect", "loading"]
    list_filter = ["effect", "loading"]
    list_select_related = ["loading"]
    search_fields = ["subject"]

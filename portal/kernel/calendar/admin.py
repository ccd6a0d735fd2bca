"""The calendar as auditors read it."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from portal.kernel.calendar.models import CalendarDay, HolidayNotice


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

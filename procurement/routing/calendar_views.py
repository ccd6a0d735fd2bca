"""The calendar as the public reads it: the days of a year, and where a period ends."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.kernel import clock, spreadsheets
from portal.kernel.calendar import periods, queries
from portal.kernel.limits import weekday
from procurement.routing.forms import FIRST, LAST, PeriodForm

COLUMNS = tuple(gettext_lazy(name) for name in ("日期", "星期", "是否工作日", "说明", "暂定"))


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of a year; a year without a notice is provisional."""
    today = clock.local_date(clock.now())
    year = year_of(request.GET.get("year", ""), today.year)
    loaded = queries.loaded_years()
    months = periods.months(year, calendar=queries.current(), names=queries.names_of(year))
    if request.GET.get("export") in spreadsheets.WRITERS:
        return spreadsheets.response(
            request.GET["export"],
            rows_of(months, is_provisional=year not in loaded),
            COLUMNS,
            name=_("%(year)d年工作日历") % {"year": year},
        )
    context = {
        "today": today,
        "year": year,
        "is_provisional": year not in loaded,
        "source": queries.source_of(year),
        "months": months,
        "workdays": sum(month.workdays for month in months),
        "years": sorted({*loaded, today.year, today.year + 1, year}),
        "before": year - 1 if year > FIRST.year else None,
        "after": year + 1 if year < LAST.year else None,
    }
    return render(request, "procurement/routing/calendar.html", context)


@require_safe
def deadline(request: HttpRequest) -> HttpResponse:
    """Where a period ends and which days are skipped."""
    form = PeriodForm(request.GET if "start" in request.GET else None)
    period = queries.counted(**form.cleaned_data) if form.is_valid() else None
    context = {"form": form, "period": period, "basis": periods.BASIS}
    return render(request, "procurement/routing/deadline.html", context)


def rows_of(months: list[periods.Month], *, is_provisional: bool) -> list[tuple]:
    """Every day of the year as a row of a table."""
    days = [day for month in months for week in month.weeks for day in week if day]
    mark = _("暂定") if is_provisional else ""
    return [
        (day.date, weekday(day.date), _("工作日") if day.is_workday else _("休息"), day.name, mark)
        for day in days
    ]


def year_of(typed: str, this_year: int) -> int:
    """The year asked for; one beyond the tables is not found."""
    if not typed:
        return this_year
    if not typed.isascii() or not typed.isdigit() or not FIRST.year <= int(typed[:6]) <= LAST.year:
        raise Http404
    return date(int(typed), 1, 1).year

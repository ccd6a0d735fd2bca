"""The calendar for programs: the days of a year, and where a period ends."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portal.kernel.api import ErrorSerializer
from portal.kernel.calendar import periods, queries
from procurement.api.public import PublicAnswer
from procurement.routing.forms import FIRST, LAST, UNITS, PeriodForm


class DayReasonSerializer(serializers.Serializer):
    """A day, and why it counted or did not."""

    date = serializers.DateField()
    reason = serializers.CharField(allow_blank=True)


class DeadlineSerializer(serializers.Serializer):
    """Where a period ends; `provisional` while the notice of one of `open_years` is not loaded."""

    start = serializers.DateField()
    number = serializers.IntegerField()
    unit = serializers.ChoiceField(choices=[unit for unit, _words in UNITS])
    ends = serializers.DateField()
    unrolled = serializers.DateField()
    provisional = serializers.BooleanField()
    open_years = serializers.ListField(child=serializers.IntegerField())
    skipped = DayReasonSerializer(many=True)
    worked_weekends = DayReasonSerializer(many=True)
    basis = serializers.CharField()


class DaySerializer(serializers.Serializer):
    """One day of a year."""

    date = serializers.DateField()
    is_workday = serializers.BooleanField()
    name = serializers.CharField(allow_blank=True)


class YearSerializer(serializers.Serializer):
    """All days of a year; `provisional` until the notice of the State Council is loaded."""

    year = serializers.IntegerField()
    provisional = serializers.BooleanField()
    source = serializers.CharField(allow_blank=True)
    workdays = serializers.IntegerField()
    days = DaySerializer(many=True)


class DeadlineView(PublicAnswer):
    """The last day of a period, and the days that were skipped."""

    @extend_schema(
        tags=["calendar"],
        auth=[],
        parameters=[
            OpenApiParameter("start", str, required=True, description="从哪一天起，当天不计算在内"),
            OpenApiParameter("number", int, required=True, description="期限的天数"),
            OpenApiParameter("unit", str, enum=[unit for unit, _words in UNITS], required=True),
        ],
        responses={200: DeadlineSerializer, 400: ErrorSerializer, 429: ErrorSerializer},
    )
    def get(self, request: Request) -> Response:
        form = PeriodForm(request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError(dict(form.errors))
        return Response(periods.answer(queries.counted(**form.cleaned_data)))


class YearView(PublicAnswer):
    """The days of one year."""

    @extend_schema(
        tags=["calendar"],
        auth=[],
        responses={200: YearSerializer, 404: ErrorSerializer, 429: ErrorSerializer},
    )
    def get(self, request: Request, year: int) -> Response:
        if not FIRST.year <= year <= LAST.year:
            raise Http404
        months = periods.months(year, calendar=queries.current(), names=queries.names_of(year))
        days = [day for month in months for week in month.weeks for day in week if day]
        found = {
            "year": year,
            "provisional": year not in queries.loaded_years(),
            "source": queries.source_of(year),
            "workdays": sum(day.is_workday for day in days),
            "days": days,
        }
        return Response(YearSerializer(found).data)

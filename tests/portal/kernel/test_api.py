"""One form of error for every failure, and pages that can be followed to the end."""

from typing import ClassVar

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from drf_spectacular.generators import SchemaGenerator
from rest_framework import exceptions, serializers
from rest_framework.permissions import AllowAny
from rest_framework.routers import SimpleRouter
from rest_framework.test import APIRequestFactory

from portal.kernel import api, api_views
from portal.kernel.calendar import workflow
from portal.kernel.calendar.models import CalendarDay
from portal.kernel.errors import NotPermitted, Refusal, Refused

KEYS = {"code", "message", "because", "basis", "remedy", "fields", "refusals"}


class DaySerializer(serializers.ModelSerializer):
    class Meta:
        model = CalendarDay
        fields: ClassVar = ["date", "name"]


class Days(api_views.ReadOnly):
    """Days that depart from Monday-to-Friday."""

    queryset = CalendarDay.objects.all()
    serializer_class = DaySerializer
    permission_classes = (AllowAny,)
    throttle_classes = ()
    order = ("-date",)


def get(query=""):
    return Days.as_view({"get": "list"})(APIRequestFactory().get(f"/api/v1/days/{query}"))


def answer(exception):
    return api.exception_handler(exception, {})


@pytest.mark.parametrize(
    ("exception", "status", "code"),
    [
        (NotPermitted("您不能审批。"), 403, "permission_denied"),
        (PermissionDenied(), 403, "permission_denied"),
        (Http404(), 404, "not_found"),
        (exceptions.NotAuthenticated(), 401, "not_authenticated"),
        (exceptions.ParseError(), 400, "parse_error"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.Throttled(wait=30), 429, "throttled"),
        (exceptions.ValidationError({"amount": ["金额不能是负数。"]}), 400, "invalid"),
    ],
)
def test_every_error_has_the_same_form(exception, status, code):
    response = answer(exception)
    assert response.status_code == status
    assert set(response.data) == KEYS
    assert response.data["code"] == code
    assert response.data["message"]


def test_a_refusal_is_a_conflict_with_its_article():
    refusals = [
        Refusal("截止时间已过。", "财政部令第87号第三十三条", "请查看结果公告。", "deadline_passed"),
        Refusal("项目已暂停。", code="suspended"),
    ]
    response = answer(Refused(*refusals))
    assert response.status_code == 409
    assert response.data == {
        "code": "deadline_passed",
        "message": "截止时间已过。",
        "because": "截止时间已过。",
        "basis": "财政部令第87号第三十三条",
        "remedy": "请查看结果公告。",
        "fields": {},
        "refusals": [
            {
                "code": "deadline_passed",
                "because": "截止时间已过。",
                "basis": "财政部令第87号第三十三条",
                "remedy": "请查看结果公告。",
            },
            {"code": "suspended", "because": "项目已暂停。", "basis": "", "remedy": ""},
        ],
    }


@pytest.mark.parametrize(
    ("detail", "fields"),
    [
        ({"amount": ["甲", "乙"]}, {"amount": ["甲", "乙"]}),
        ({"packages": [{}, {"amount": ["甲"]}]}, {"packages.1.amount": ["甲"]}),
        (["甲"], {"non_field_errors": ["甲"]}),
        ([{}, {"name": ["甲"]}], {"1.name": ["甲"]}),
        ({"a": {"b": ["甲"]}}, {"a.b": ["甲"]}),
    ],
)
def test_errors_of_fields_come_on_one_level(detail, fields):
    assert answer(exceptions.ValidationError(detail)).data["fields"] == fields


def test_a_throttled_caller_learns_when_to_come_back():
    assert answer(exceptions.Throttled(wait=30))["Retry-After"] == "30"


def test_a_bug_is_left_to_crash():
    assert answer(KeyError("x")) is None


@pytest.mark.django_db
def test_pages_can_be_followed_to_the_end():
    workflow.load_reference()
    query, dates = "?limit=30", []
    while query:
        response = get(query)
        dates += [row["date"] for row in response.data["results"]]
        following = response.data["next"]
        query = following and "?" + following.partition("?")[2]
    expected = CalendarDay.objects.order_by("-date").values_list("date", flat=True)
    assert dates == [day.isoformat() for day in expected]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?limit=0", "limit"),
        ("?limit=101", "limit"),
        ("?limit=-1", "limit"),
        ("?limit=x", "limit"),
        ("?limit=²", "limit"),
        ("?limit=" + "9" * 50, "limit"),
        ("?limit=", "limit"),
        ("?after=x", "after"),
    ],
)
def test_a_bad_parameter_is_an_error_at_its_name(query, field):
    response = get(query)
    assert response.status_code == 400
    assert list(response.data["fields"]) == [field]


def test_the_schema_describes_pages_and_parameters():
    router = SimpleRouter()
    router.register("days", Days, basename="days")
    schema = SchemaGenerator(patterns=router.urls).get_schema(public=True)
    operation = schema["paths"]["/days/"]["get"]
    assert {parameter["name"] for parameter in operation["parameters"]} == {"after", "limit"}
    content = operation["responses"]["200"]["content"]["application/json"]["schema"]
    page = schema["components"]["schemas"][content["$ref"].rpartition("/")[2]]
    assert page["required"] == ["results", "next"]


def test_the_form_of_errors_is_part_of_the_schema():
    assert set(api.ErrorSerializer().get_fields()) == KEYS

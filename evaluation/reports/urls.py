"""Monthly reports."""

from django.urls import path, re_path

from evaluation.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("<str:month>/make/", views.report_make, name="report_make"),
    re_path(r"^(?P<month>[0-9]{4}-[0-9]{2})\.(?P<kind>pdf|xlsx)$", views.report_file, name="report_file"),
]

"""Addresses of this floor."""

from django.urls import include, path

urlpatterns = [
    path("performance/", include("evaluation.performance.urls")),
    path("reports/", include("evaluation.reports.urls")),
]

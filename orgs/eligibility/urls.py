"""Addresses of eligibility."""

from django.urls import path

from orgs.eligibility import views

app_name = "eligibility"
urlpatterns = [
    path("", views.own, name="own"),
    path("files/<int:pk>/", views.evidence_download, name="download"),
    path("<str:credit_code>/", views.detail, name="detail"),
    path("<str:credit_code>/<slug:rule>/", views.evidence_give, name="give"),
]

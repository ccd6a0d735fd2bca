"""Addresses of the register."""

from django.urls import path

from orgs.registry import field_views, views

app_name = "registry"
urlpatterns = [
    path("", views.register_list, name="list"),
    path("organisations/<str:credit_code>/", views.register_detail, name="register"),
    path("organisations/<str:credit_code>/<slug:kind>/enter/", views.fact_enter, name="fact_enter"),
    path("organisations/<str:credit_code>/fields/", field_views.fields_choose, name="fields_choose"),
    path("facts/<int:pk>/correct/", views.fact_correct, name="fact_correct"),
    path("facts/<int:pk>/continue/", views.fact_continue, name="fact_continue"),
    path("facts/<int:pk>/void/", views.fact_void, name="fact_void"),
]

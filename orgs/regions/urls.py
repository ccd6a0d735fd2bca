"""Divisions, for forms."""

from django.urls import path

from orgs.regions import views

app_name = "regions"
urlpatterns = [path("select/", views.division_select, name="division_select")]

"""Capacities: switch, lend, mandate, add."""

from django.urls import path

from orgs.people import views

app_name = "people"
urlpatterns = [
    path("", views.membership_list, name="membership_list"),
    path("switch/", views.membership_switch, name="membership_switch"),
    path("add/", views.person_add, name="person_add"),
    path("lend/", views.person_lend, name="person_lend"),
    path("mandate/", views.agency_mandate, name="agency_mandate"),
    path("<int:pk>/end/", views.membership_end, name="membership_end"),
]

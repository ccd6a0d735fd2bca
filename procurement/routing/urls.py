"""The law, public: parameters, the route decision, the calendar, a deadline calculator."""

from django.urls import path

from procurement.routing import calendar_views, views

app_name = "routing"
urlpatterns = [
    path("", views.parameter_list, name="parameter_list"),
    path("numbers/<slug:code>/", views.number, name="number"),
    path("decision/", views.decision, name="decision"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("deadline/", calendar_views.deadline, name="deadline"),
]

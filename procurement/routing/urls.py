"""The law, public: parameters, the route decision, the calendar, a deadline calculator."""

from django.urls import path

from procurement.routing import calendar_views, method_views, views

app_name = "routing"
urlpatterns = [
    path("", views.parameter_list, name="parameter_list"),
    path("numbers/<slug:code>/", views.number, name="number"),
    path("methods/", method_views.method_list, name="method_list"),
    path("methods/<slug:code>/", method_views.method, name="method"),
    path("decision/", views.decision, name="decision"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("deadline/", calendar_views.deadline, name="deadline"),
]

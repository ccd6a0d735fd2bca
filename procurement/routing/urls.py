"""The law, public: parameters, the route decision, the calendar, a deadline calculator."""

from django.urls import path

from procurement.routing import views

app_name = "routing"
urlpatterns = [
    path("", views.parameter_list, name="parameter_list"),
    path("decision/", views.decision, name="decision"),
    path("calendar/", views.calendar, name="calendar"),
    path("deadline/", views.deadline, name="deadline"),
]

"""Addresses of the stage."""

from django.urls import path

from procurement.budget.views import keeping, reading

app_name = "budget"
urlpatterns = [
    path("", reading.line_list, name="line_list"),
    path("enter/", keeping.line_enter, name="line_enter"),
    path("<int:pk>/", reading.line_detail, name="line_detail"),
    path("<int:pk>/adjust/", keeping.line_adjust, name="line_adjust"),
    path("<int:pk>/confirm/", keeping.line_confirm, name="line_confirm"),
    path("movements/<int:pk>/document/", reading.movement_document, name="movement_document"),
]

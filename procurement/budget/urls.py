"""Addresses of the stage."""

from django.urls import path

from procurement.budget import views

app_name = "budget"
urlpatterns = [
    path("", views.line_list, name="line_list"),
    path("enter/", views.line_enter, name="line_enter"),
    path("<int:pk>/", views.line_detail, name="line_detail"),
]

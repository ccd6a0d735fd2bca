"""Addresses of purchases that are done again."""

from django.urls import path

from procurement.projects.redo import views

app_name = "redo"
urlpatterns = [path("<int:pk>/", views.predecessors_name, name="name")]

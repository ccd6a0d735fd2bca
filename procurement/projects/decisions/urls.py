"""Addresses of minutes."""

from django.urls import path

from procurement.projects.decisions import views

app_name = "decisions"
urlpatterns = [
    path("<int:pk>/", views.minutes_list, name="list"),
    path("<int:pk>/upload/", views.minutes_upload, name="upload"),
    path("papers/<int:pk>/", views.minutes_paper, name="paper"),
]

"""Imports of registers."""

from django.urls import path

from orgs.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("new/", views.import_begin, name="begin"),
    path("templates/<slug:table>/", views.import_template, name="template"),
    path("<int:pk>/", views.import_detail, name="detail"),
    path("<int:pk>/progress/", views.import_progress, name="progress"),
    path("<int:pk>/apply/", views.import_apply, name="apply"),
    path("<int:pk>/discard/", views.import_discard, name="discard"),
    path("<int:pk>/undo/", views.import_undo, name="undo"),
]

"""Addresses of the stage."""

from django.urls import path

from procurement.budget.imports import views as imports
from procurement.budget.views import keeping, reading

app_name = "budget"
urlpatterns = [
    path("", reading.line_list, name="line_list"),
    path("enter/", keeping.line_enter, name="line_enter"),
    path("<int:pk>/", reading.line_detail, name="line_detail"),
    path("<int:pk>/adjust/", keeping.line_adjust, name="line_adjust"),
    path("<int:pk>/confirm/", keeping.line_confirm, name="line_confirm"),
    path("movements/<int:pk>/document/", reading.movement_document, name="movement_document"),
    path("standard/<str:kind>/", imports.line_standard, name="line_standard"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/begin/", imports.import_begin, name="import_begin"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/apply/", imports.import_apply, name="import_apply"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
]

"""Addresses of the stage."""

from django.urls import path

from procurement.budget.closing import views as closing
from procurement.budget.imports import views as imports
from procurement.budget.mending import views as mending
from procurement.budget.views import keeping, reading, summing
from procurement.budget.years import views as years

app_name = "budget"
urlpatterns = [
    path("", reading.line_list, name="line_list"),
    path("summary/", summing.line_summary, name="line_summary"),
    path("enter/", keeping.line_enter, name="line_enter"),
    path("<int:pk>/", reading.line_detail, name="line_detail"),
    path("<int:pk>/adjust/", keeping.line_adjust, name="line_adjust"),
    path("<int:pk>/targets/", keeping.line_targets, name="line_targets"),
    path("<int:pk>/mend/", mending.line_mend, name="line_mend"),
    path("mendings/<int:pk>/", mending.mending_decide, name="mending_decide"),
    path("mendings/<int:pk>/document/", mending.mending_document, name="mending_document"),
    path("<int:pk>/confirm/", keeping.line_confirm, name="line_confirm"),
    path("<int:pk>/document/", reading.line_document, name="line_document"),
    path("movements/<int:pk>/document/", reading.movement_document, name="movement_document"),
    path("standard/<str:kind>/", imports.line_standard, name="line_standard"),
    path("years/", years.year_list, name="year_list"),
    path("years/<int:pk>/", years.year_detail, name="year_detail"),
    path("years/<int:pk>/arrange/", years.year_arrange, name="year_arrange"),
    path("years/<int:pk>/confirm/", years.year_confirm, name="year_confirm"),
    path("years/<int:pk>/start/", years.year_start, name="year_start"),
    path("closing/", closing.closing_list, name="closing_list"),
    path("closing/draw/", closing.closing_draw, name="closing_draw"),
    path("closing/<int:pk>/", closing.closing_detail, name="closing_detail"),
    path("closing/<int:pk>/choose/", closing.closing_choose, name="closing_choose"),
    path("closing/<int:pk>/submit/", closing.closing_submit, name="closing_submit"),
    path("closing/<int:pk>/abandon/", closing.closing_abandon, name="closing_abandon"),
    path("closing/<int:pk>/approve/", closing.closing_approve, name="closing_approve"),
    path("closing/<int:pk>/return/", closing.closing_return, name="closing_return"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/begin/", imports.import_begin, name="import_begin"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/apply/", imports.import_apply, name="import_apply"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<int:pk>/undo/", imports.import_undo, name="import_undo"),
]

"""Imports of annexes."""

from django.urls import path

from catalog.imports import views

app_name = "annexes"
urlpatterns = [
    path("editions/<int:edition_id>/new/", views.annex_begin, name="begin"),
    path("<int:pk>/", views.annex_detail, name="detail"),
    path("<int:pk>/take-over/", views.annex_take_over, name="take_over"),
    path("<int:pk>/discard/", views.annex_discard, name="discard"),
]

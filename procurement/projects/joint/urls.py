"""Addresses of the units of a joint purchase."""

from django.urls import path

from procurement.projects.joint import views

app_name = "joint"
urlpatterns = [
    path("mine/", views.purchase_list, name="purchase_list"),
    path("<int:pk>/", views.unit_list, name="list"),
    path("<int:pk>/add/", views.unit_add, name="add"),
    path("units/<int:pk>/remove/", views.unit_remove, name="remove"),
    path("units/<int:pk>/paper/", views.unit_paper, name="paper"),
]

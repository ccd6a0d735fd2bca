"""Addresses of the register."""

from django.urls import path

from procurement.projects.emergency import views

app_name = "emergency"
urlpatterns = [
    path("", views.purchase_list, name="list"),
    path("new/", views.purchase_enter, name="enter"),
    path("<int:pk>/", views.purchase_detail, name="detail"),
    path("<int:pk>/confirm/", views.purchase_confirm, name="confirm"),
    path("<int:pk>/close/", views.purchase_close, name="close"),
    path("<int:pk>/papers/", views.paper_add, name="paper_add"),
    path("papers/<int:pk>/", views.paper_file, name="paper"),
]

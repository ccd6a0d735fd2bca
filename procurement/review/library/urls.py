"""Addresses of the records of the library."""

from django.urls import path

from procurement.review.library import views

app_name = "library"
urlpatterns = [
    path("<int:pk>/request/", views.request_enter, name="request"),
    path("<int:pk>/selection/", views.selection_enter, name="selection"),
    path("<int:pk>/selection/paper/", views.selection_paper, name="paper"),
    path("<int:pk>/absent/<int:member_pk>/", views.member_absent, name="absent"),
]

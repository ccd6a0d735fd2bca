"""Addresses of review."""

from django.urls import path

from procurement.review import views

app_name = "review"
urlpatterns = [
    path("schemes/<int:pk>/", views.not_yet, name="scheme"),
    path("<int:pk>/", views.not_yet, name="room"),
    path("<int:pk>/organise/", views.not_yet, name="organise"),
    path("<int:pk>/supplier/", views.not_yet, name="supplier"),
]

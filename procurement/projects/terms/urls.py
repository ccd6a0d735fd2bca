"""Addresses of terms."""

from django.urls import path

from procurement.projects.terms import views

app_name = "terms"
urlpatterns = [path("<int:pk>/", views.terms_set, name="set")]

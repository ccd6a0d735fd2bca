"""Addresses of this floor; an item's page is composed in portal.site."""

from django.urls import include, path

urlpatterns = [path("", include("catalog.editions.urls"))]

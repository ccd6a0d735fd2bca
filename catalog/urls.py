"""Addresses of this floor; the pages of an item and of a paper are composed in portal.site."""

from django.urls import include, path

urlpatterns = [
    path("catalogue/", include("catalog.editions.urls")),
    path("catalogue-annexes/", include("catalog.imports.urls")),
    path("policies/", include("catalog.policies.urls")),
    path("revisions/", include("catalog.revisions.urls")),
    path("services/", include("catalog.services.urls")),
]

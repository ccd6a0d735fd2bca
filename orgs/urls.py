"""Addresses of this floor."""

from django.urls import include, path

urlpatterns = [
    path("account-applications/", include("orgs.accounts.applications.urls")),
    path("my-organisation/people/", include("orgs.accounts.members.urls")),
    path("my-organisation/papers/", include("orgs.accounts.papers.urls")),
    path("organisations/", include("orgs.bodies.urls")),
    path("community/", include("orgs.community.urls")),
    path("register-imports/", include("orgs.imports.urls")),
    path("regions/", include("orgs.regions.urls")),
    path("people/", include("orgs.people.urls")),
    path("eligibility/", include("orgs.eligibility.urls")),
    path("registry/", include("orgs.registry.urls")),
    path("inbox/", include("orgs.inbox.urls")),
]

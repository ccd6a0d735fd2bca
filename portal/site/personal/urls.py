"""One's own data, and requests for deletion."""

from django.urls import path, re_path

from portal.site.personal import views

app_name = "personal"
urlpatterns = [
    path("", views.own, name="own"),
    re_path(r"^export/(?P<kind>json|xlsx)/$", views.export, name="export"),
    path("deletion/", views.ask, name="ask"),
    path("deletion/<slug:number>/withdraw/", views.withdraw, name="withdraw"),
    path("requests/", views.request_list, name="request_list"),
    path("requests/<slug:number>/", views.request_detail, name="request"),
    path("requests/<slug:number>/prepare/", views.request_prepare, name="prepare"),
    path("requests/<slug:number>/confirm/", views.request_confirm, name="confirm"),
    path("requests/<slug:number>/return/", views.request_return, name="return"),
]

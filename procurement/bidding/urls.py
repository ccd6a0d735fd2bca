"""Addresses of the stage."""

from django.urls import include, path

from procurement.bidding import views
from procurement.bidding.parts.views import signings_set

app_name = "bidding"
urlpatterns = [
    path("", include("procurement.bidding.files.urls")),
    path("", views.response_list, name="response_list"),
    path("packages/<int:package_id>/signings/", signings_set, name="signings"),
    path("packages/<int:package_id>/<slug:kind>/", views.submission_seal, name="seal"),
    path("packages/<int:package_id>/quotes/open/", views.window_open, name="window_open"),
    path("receipts/", views.receipt_list, name="receipt_list"),
    path("receipts/<str:number>/", views.receipt_detail, name="receipt"),
    path("receipts/<str:number>/download/", views.receipt_download, name="receipt_download"),
    path("receipts/<str:number>/print/", views.receipt_print, name="receipt_print"),
    path("receipts/<str:number>/withdraw/", views.submission_withdraw, name="withdraw"),
]

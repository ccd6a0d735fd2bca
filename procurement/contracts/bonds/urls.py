"""Addresses of bonds."""

from django.urls import path

from procurement.contracts.bonds import views

app_name = "bonds"
urlpatterns = [
    path("own/", views.own_list, name="own"),
    path("packages/<int:package_id>/", views.bond_list, name="list"),
    path("packages/<int:package_id>/new/", views.bond_enter, name="enter"),
    path("<int:pk>/strike/", views.bond_strike, name="strike"),
    path("<int:pk>/refund/", views.bond_refund, name="refund"),
    path("<int:pk>/convert/", views.bond_convert, name="convert"),
    path("<int:pk>/keep/", views.bond_keep, name="keep"),
    path("<int:pk>/decide/", views.bond_decide, name="decide"),
    path("<int:pk>/papers/<slug:which>/", views.bond_paper, name="paper"),
]

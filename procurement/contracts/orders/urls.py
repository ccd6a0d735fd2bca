"""Addresses of the contracts of orders."""

from django.urls import path

from procurement.contracts.orders import views

app_name = "order_contracts"
urlpatterns = [
    path("packages/<int:package_id>/", views.contract_list, name="list"),
    path("orders/<int:order_pk>/contract/", views.contract_keep, name="keep"),
    path("<int:pk>/publish/", views.contract_publish, name="publish"),
    path("<int:pk>/paper/", views.contract_paper, name="paper"),
]

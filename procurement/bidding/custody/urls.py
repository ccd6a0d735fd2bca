"""Addresses of custody."""

from django.urls import path

from procurement.bidding.custody import views

app_name = "custody"
urlpatterns = [
    path("", views.key_list, name="key_list"),
    path("register/", views.key_register, name="register"),
    path("keys/<str:kid>/lost/", views.key_lost, name="lost"),
    path("projects/<int:project_id>/", views.custodian_choose, name="choose"),
    path("projects/<int:project_id>/exchange/", views.custodian_exchange, name="exchange"),
    path("exchanges/<int:pk>/", views.exchange_decide, name="exchange_decide"),
]

"""Addresses of the short path."""

from django.urls import path

from procurement.award.direct import views

app_name = "direct"
urlpatterns = [
    path("<int:package_id>/", views.package_detail, name="detail"),
    path("<int:package_id>/offers/new/", views.offer_add, name="offer_add"),
    path("offers/<int:pk>/strike/", views.offer_strike, name="offer_strike"),
    path("offers/<int:pk>/paper/", views.offer_paper, name="offer_paper"),
    path("<int:package_id>/propose/", views.offer_propose, name="propose"),
    path("<int:package_id>/result/", views.result_enter, name="result_enter"),
    path("results/<int:pk>/paper/", views.result_paper, name="result_paper"),
    path("<int:package_id>/move/", views.package_move, name="move"),
    path("moves/<int:pk>/paper/", views.move_paper, name="move_paper"),
    path("ends/<int:pk>/paper/", views.end_paper, name="end_paper"),
    path("<int:package_id>/publish/", views.result_publish, name="publish"),
    path("<int:package_id>/give-up/", views.package_give_up, name="give_up"),
]

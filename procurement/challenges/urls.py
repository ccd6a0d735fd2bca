"""Addresses of challenges."""

from django.urls import path

from procurement.challenges import views

app_name = "challenges"

urlpatterns = [
    path("", views.challenge_list, name="list"),
    path("packages/<str:number>/new/", views.challenge_submit, name="submit"),
    path("packages/<str:number>/enter/", views.challenge_enter, name="enter"),
    path("papers/<int:pk>/", views.challenge_paper, name="paper"),
    path("<str:number>/", views.challenge_detail, name="detail"),
    path("<str:number>/withdraw/", views.challenge_withdraw, name="withdraw"),
]

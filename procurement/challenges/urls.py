"""Addresses of challenges."""

from django.urls import path

from procurement.challenges import answer_views, effect_views, views

app_name = "challenges"

urlpatterns = [
    path("", views.challenge_list, name="list"),
    path("packages/<str:number>/new/", views.challenge_submit, name="submit"),
    path("packages/<str:number>/enter/", views.challenge_enter, name="enter"),
    path("papers/<int:pk>/", views.challenge_paper, name="paper"),
    path("<str:number>/", views.challenge_detail, name="detail"),
    path("<str:number>/answer/", answer_views.answer_detail, name="answer"),
    path("<str:number>/answer.pdf", answer_views.answer_file, name="answer_file"),
    path("<str:number>/prepare/", answer_views.answer_prepare, name="prepare"),
    path("<str:number>/return/", answer_views.answer_return, name="return"),
    path("<str:number>/give/", answer_views.answer_give, name="give"),
    path("<str:number>/lift/", answer_views.suspension_lift, name="lift"),
    path("<str:number>/carry-out/", effect_views.effect_carry_out, name="carry_out"),
    path("<str:number>/report/", effect_views.report_send, name="report"),
    path("<str:number>/report.pdf", effect_views.report_file, name="report_file"),
    path("<str:number>/withdraw/", views.challenge_withdraw, name="withdraw"),
]

"""Proposals for legal numbers, in the workbench of finance departments."""

from django.urls import path

from procurement.routing.proposals import views

app_name = "proposals"
urlpatterns = [
    path("", views.proposal_list, name="proposal_list"),
    path("set/<slug:code>/", views.proposal_set, name="proposal_set"),
    path("correct/<int:row>/", views.proposal_correct, name="proposal_correct"),
    path("end/<int:row>/", views.proposal_end, name="proposal_end"),
    path("<int:pk>/", views.proposal_detail, name="proposal_detail"),
    path("<int:pk>/paper/", views.proposal_paper, name="proposal_paper"),
    path("<int:pk>/decide/", views.proposal_decide, name="proposal_decide"),
    path("<int:pk>/withdraw/", views.proposal_withdraw, name="proposal_withdraw"),
]

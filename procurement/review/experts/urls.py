"""Addresses of the pool of experts."""

from django.urls import path

from procurement.review.experts import views

app_name = "experts"
urlpatterns = [
    path("own/", views.own, name="own"),
    path("own/apply/", views.own_apply, name="apply"),
    path("own/ties/", views.tie_declare, name="declare_tie"),
    path("own/leave/", views.own_leave, name="own_leave"),
    path("", views.expert_list, name="list"),
    path("new/", views.expert_enter, name="enter"),
    path("<int:pk>/", views.expert_detail, name="detail"),
    path("<int:pk>/decide/", views.expert_decide, name="decide"),
    path("<int:pk>/training/", views.training_enter, name="train"),
    path("<int:pk>/leave/", views.expert_leave, name="leave"),
    path("<int:pk>/paper/", views.paper, name="paper"),
]

"""An organisation's own people."""

from django.urls import path

from orgs.accounts.members import views

app_name = "members"
urlpatterns = [
    path("", views.member_list, name="list"),
    path("invite/", views.member_invite, name="invite"),
    path("<int:pk>/change/", views.member_change, name="change"),
    path("<int:pk>/end/", views.member_end, name="end"),
    path("<int:pk>/hand-over/", views.member_hand_over, name="hand_over"),
    path("<int:pk>/link/", views.member_send_link, name="send_link"),
]

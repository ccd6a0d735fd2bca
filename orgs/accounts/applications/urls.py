"""Applications for an account."""

from django.urls import path

from orgs.accounts.applications import views

app_name = "applications"
urlpatterns = [
    path("new/", views.application_apply, name="apply"),
    path("received/", views.application_received, name="received"),
    path("", views.application_list, name="list"),
    path("<int:pk>/", views.application_detail, name="detail"),
    path("<int:pk>/letter/", views.application_letter, name="letter"),
    path("<int:pk>/call/", views.application_call, name="call"),
    path("<int:pk>/approve/", views.application_approve, name="approve"),
    path("<int:pk>/return/", views.application_return, name="return"),
    path("<int:pk>/link/", views.application_send_link, name="send_link"),
]

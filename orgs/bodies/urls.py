"""The public list of organisations."""

from django.urls import path

from orgs.bodies import views

app_name = "organisations"
urlpatterns = [path("", views.body_list, name="list")]

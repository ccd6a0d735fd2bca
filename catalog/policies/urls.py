"""The policy library, public."""

from django.urls import path

from catalog.policies import views

app_name = "policies"
urlpatterns = [path("", views.paper_list, name="paper_list")]

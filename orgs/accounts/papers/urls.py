"""Papers of an organisation."""

from django.urls import path

from orgs.accounts.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.paper_list, name="list"),
    path("add/", views.paper_add, name="add"),
    path("<int:pk>/remove/", views.paper_remove, name="remove"),
    path("<int:pk>/file/", views.paper_file, name="file"),
]

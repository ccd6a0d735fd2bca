"""Evaluations in the workbench, and their public results."""

from django.urls import path

from evaluation.performance import views

app_name = "performance"
urlpatterns = [
    path("", views.evaluation_list, name="evaluation_list"),
    path("contracts/<int:contract_pk>/open/", views.evaluation_open, name="evaluation_open"),
    path("<int:pk>/", views.evaluation_detail, name="detail"),
    path("<int:pk>/opinion/", views.evaluation_opinion, name="evaluation_opinion"),
    path("<int:pk>/compute/", views.evaluation_compute, name="evaluation_compute"),
    path("<int:pk>/publish/", views.evaluation_publish, name="evaluation_publish"),
    path("<int:pk>/reopen/", views.evaluation_reopen, name="evaluation_reopen"),
    path("<int:pk>/poster/", views.evaluation_poster, name="evaluation_poster"),
    path("results/<str:number>/", views.result, name="result"),
]

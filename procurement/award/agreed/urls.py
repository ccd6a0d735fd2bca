"""Addresses of single sources."""

from django.urls import path

from procurement.award.agreed import views

app_name = "agreed"
urlpatterns = [
    path("<int:package_id>/", views.package_detail, name="detail"),
    path("<int:package_id>/talks/", views.talks_keep, name="keep"),
    path("talks/<int:pk>/paper/", views.talks_paper, name="paper"),
    path("<int:package_id>/propose/", views.award_prepare, name="prepare"),
    path("<int:package_id>/end/", views.package_end, name="end"),
]

"""Addresses of award: decision, result, letters."""

from django.urls import path

from procurement.award import views
from procurement.award.replacing import views as replacing

app_name = "award"
urlpatterns = [
    path("", views.award_list, name="award_list"),
    path("packages/<int:package_id>/", views.award_of_package, name="package"),
    path("packages/<int:package_id>/letter/", views.letter_of_package, name="package_letter"),
    path("<int:pk>/", views.award_detail, name="award"),
    path("<int:pk>/prepare/", views.award_prepare, name="prepare"),
    path("<int:pk>/approve/", views.award_approve, name="approve"),
    path("<int:pk>/return/", views.award_return, name="return"),
    path("<int:pk>/publish/", views.award_publish, name="publish"),
    path("<int:pk>/replace/", replacing.winner_replace, name="replace"),
    path("removals/<int:pk>/", replacing.removal_paper, name="removal_paper"),
    path("letters/<int:pk>/", views.letter_detail, name="letter"),
    path("letters/<int:pk>/letter.pdf", views.letter_file, name="letter_file"),
]

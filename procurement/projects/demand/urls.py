"""Addresses of a demand's making."""

from django.urls import path

from procurement.projects.demand import views, work_views

app_name = "demand"
urlpatterns = [
    path("", views.hearing_list, name="list"),
    path("work/<int:pk>/", work_views.overview, name="overview"),
    path("work/<int:pk>/survey/", work_views.survey_record, name="survey"),
    path("work/<int:pk>/execution/", work_views.execution_write, name="execution"),
    path("work/<int:pk>/ask/", work_views.hearing_ask, name="ask"),
    path("work/<int:pk>/elsewhere/", work_views.hearing_elsewhere, name="elsewhere"),
    path("work/<int:pk>/conclude/", work_views.hearing_conclude, name="conclude"),
    path("work/<int:pk>/review/", work_views.review_write, name="review"),
    path("work/<int:pk>/legal/", work_views.legal_record, name="legal"),
    path("work/opinions/<int:pk>/", work_views.opinion_answer, name="answer"),
    path("work/legal/<int:pk>/paper/", work_views.legal_paper, name="paper"),
    path("<str:number>/", views.hearing_public, name="public"),
]

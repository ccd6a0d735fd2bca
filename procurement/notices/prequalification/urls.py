"""Addresses of prequalifications."""

from django.urls import path

from procurement.notices.prequalification import views

app_name = "prequalification"
urlpatterns = [
    path("projects/<int:pk>/draft/", views.notice_draft, name="draft"),
    path("projects/<int:pk>/return/", views.notice_return, name="return"),
    path("projects/<int:pk>/publish/", views.notice_publish, name="publish"),
    path("<int:pk>/", views.prequalification_detail, name="detail"),
    path("<int:pk>/apply/", views.application_make, name="apply"),
    path("<int:pk>/draw/", views.invited_draw, name="draw"),
    path("applications/<int:pk>/check/", views.application_check, name="check"),
    path("applications/<int:pk>/paper/", views.paper, name="paper"),
    path("invited/<int:pk>/strike/", views.invited_strike, name="strike"),
]

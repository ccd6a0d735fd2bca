"""Addresses of plans."""

from django.urls import path

from procurement.projects.plans import views

app_name = "plans"
urlpatterns = [
    path("<int:pk>/", views.overview, name="overview"),
    path("<int:pk>/invite/", views.supplier_invite, name="invite"),
    path("<int:pk>/approval/", views.approval_keep, name="approval"),
    path("<int:pk>/approval/later/", views.approval_add, name="late_approval"),
    path("<int:pk>/objection/", views.objection_keep, name="objection"),
    path("suppliers/<int:pk>/drop/", views.supplier_drop, name="drop"),
    path("objections/<int:pk>/answer/", views.objection_answer, name="answer"),
    path("suppliers/<int:pk>/paper/", views.invited_paper, name="invited_paper"),
    path("approvals/<int:pk>/paper/", views.approval_paper, name="approval_paper"),
    path("draws/<int:pk>/paper/", views.draw_slip, name="draw_slip"),
]

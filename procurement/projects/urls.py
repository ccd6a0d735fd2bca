"""Addresses of the stage."""

from django.urls import path

from procurement.projects.plans import views as plans
from procurement.projects.views import deciding, reading, wizard

app_name = "projects"
urlpatterns = [
    path("", reading.project_list, name="project_list"),
    path("new/", wizard.project_draft, name="project_draft"),
    path("items/", wizard.item_search, name="item_search"),
    path("<int:pk>/", reading.project_detail, name="detail"),
    path("<int:pk>/edit/", wizard.project_edit, name="project_edit"),
    path("<int:pk>/facts/", wizard.project_facts, name="project_facts"),
    path("<int:pk>/packages/", wizard.project_packages, name="project_packages"),
    path("<int:pk>/funds/", wizard.project_funds, name="project_funds"),
    path("<int:pk>/method/", wizard.project_method, name="project_method"),
    path("<int:pk>/plan/", plans.plan_set, name="project_plan"),
    path("<int:pk>/schemes/", wizard.project_schemes, name="project_schemes"),
    path("<int:pk>/submit/", deciding.project_submit, name="project_submit"),
    path("<int:pk>/decide/", deciding.project_decide, name="project_decide"),
]

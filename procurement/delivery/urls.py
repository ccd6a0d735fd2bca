"""Addresses of acceptance."""

from django.urls import path

from procurement.delivery import views

app_name = "delivery"
urlpatterns = [
    path("", views.acceptance_list, name="acceptance_list"),
    path("contracts/<int:contract_pk>/plan/", views.acceptance_plan, name="acceptance_plan"),
    path("<int:pk>/", views.acceptance_detail, name="detail"),
    path("<int:pk>/report.pdf", views.acceptance_pdf, name="acceptance_pdf"),
    path("<int:pk>/judge/", views.acceptance_judge, name="acceptance_judge"),
    path("<int:pk>/hear/", views.acceptance_hear, name="acceptance_hear"),
    path("<int:pk>/conclude/", views.acceptance_conclude, name="acceptance_conclude"),
    path("<int:pk>/publish/", views.acceptance_publish, name="acceptance_publish"),
    path("<int:pk>/reopen/", views.acceptance_reopen, name="acceptance_reopen"),
]

"""Addresses of contracts."""

from django.urls import path

from procurement.contracts import views

app_name = "contracts"
urlpatterns = [
    path("", views.contract_list, name="contract_list"),
    path("awards/<int:award_pk>/draft/", views.contract_draft, name="contract_draft"),
    path("<int:pk>/", views.contract_detail, name="detail"),
    path("<int:pk>/eligibility/", views.contract_eligibility, name="contract_eligibility"),
    path("<int:pk>/contract.pdf", views.contract_pdf, name="contract_pdf"),
    path("<int:pk>/edit/", views.contract_edit, name="contract_edit"),
    path("<int:pk>/offer/", views.contract_offer, name="contract_offer"),
    path("<int:pk>/recall/", views.contract_recall, name="contract_recall"),
    path("<int:pk>/sign/", views.contract_sign, name="contract_sign"),
    path("<int:pk>/publish/", views.contract_publish, name="contract_publish"),
]

"""The address of ending a purchase."""

from django.urls import path

from procurement.notices.cancelling import views

app_name = "cancelling"
urlpatterns = [path("<int:project_id>/", views.purchase_cancel, name="cancel")]

"""Addresses of what follows a review."""

from django.urls import path

from procurement.review.closing import views

app_name = "closing"
urlpatterns = [
    path("own/", views.own, name="own"),
    path("own/<int:member_pk>/organiser/", views.organiser_record, name="judge"),
    path("conduct/<int:pk>/reply/", views.conduct_reply, name="reply"),
    path("<int:pk>/", views.closing_detail, name="detail"),
    path("<int:pk>/fees/", views.fees_enter, name="fees"),
    path("<int:pk>/fees/confirm/", views.fees_confirm, name="confirm_fees"),
    path("<int:pk>/fees.pdf", views.fees_file, name="fees_file"),
    path("<int:pk>/conduct/<int:member_pk>/", views.expert_record, name="record"),
]

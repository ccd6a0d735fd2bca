"""Addresses of framework agreements."""

from django.urls import path

from procurement.award.framework import order_views, views

app_name = "framework"
urlpatterns = [
    path("<int:package_id>/", views.package_detail, name="detail"),
    path("<int:package_id>/selection/", views.selection_enter, name="select"),
    path("<int:package_id>/selection/publish/", views.selection_publish, name="publish"),
    path("<int:package_id>/selection/return/", views.selection_return, name="return"),
    path("<int:package_id>/end/", views.collection_end, name="end"),
    path("<int:package_id>/apply/", views.application_make, name="apply"),
    path("applications/<int:pk>/answer/", views.application_answer, name="answer"),
    path("applications/<int:pk>/answer/confirm/", views.application_confirm, name="confirm"),
    path("applications/<int:pk>/answer/return/", views.application_return, name="return_answer"),
    path("members/<int:pk>/agreement/", views.agreement_keep, name="agree"),
    path("<int:package_id>/orders/new/", order_views.order_enter, name="order"),
    path("orders/<int:pk>/publish/", order_views.order_publish, name="publish_order"),
    path("orders/<int:pk>/strike/", order_views.order_strike, name="strike_order"),
    path("orders/<int:pk>/end/", order_views.order_end, name="end_order"),
    path("ends/<int:pk>/confirm/", order_views.order_end_confirm, name="confirm_end"),
    path("<int:package_id>/skips/new/", order_views.skip_enter, name="skip"),
    path("skips/<int:pk>/confirm/", order_views.skip_confirm, name="confirm_skip"),
    path("skips/<int:pk>/strike/", order_views.skip_strike, name="strike_skip"),
    path("papers/<slug:kind>/<int:pk>/", views.paper, name="paper"),
]

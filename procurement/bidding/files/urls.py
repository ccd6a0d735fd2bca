"""Addresses of encrypted files, within those of bidding."""

from django.urls import path

from procurement.bidding.files import views

urlpatterns = [
    path("packages/<int:package_id>/<slug:kind>/files/", views.file_begin, name="file_begin"),
    path("files/<slug:file_id>/", views.file_state, name="file"),
    path("files/<slug:file_id>/<int:index>/", views.chunk_receive, name="file_chunk"),
]

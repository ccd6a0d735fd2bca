"""Encrypted files for auditors: none before the key of their opening has been released."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.kernel.admin import AuditAdmin
from procurement.bidding import queries as bidding
from procurement.bidding.files import queries
from procurement.bidding.files.models import SealedChunk, SealedUpload, SubmittedFile


@admin.register(SealedUpload)
class SealedUploadAdmin(AuditAdmin):
    """Files of released sessions; final quotes once the review is reported."""

    list_display = ["file_id", "package", "supplier", "kind", "sealed_size"]
    list_select_related = ["package", "supplier"]
    list_filter = ["kind"]
    search_fields = ["file_id", "package__number"]
    fields = ["file_id", "package", "supplier", "kind", "sealed_size", "sealed_sha256"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(pk__in=queries.disclosed().values("pk"))


@admin.register(SealedChunk)
class SealedChunkAdmin(AuditAdmin):
    """The digests of the chunks of those files."""

    list_display = ["upload", "index", "sha256"]
    list_select_related = ["upload"]
    search_fields = ["upload__file_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(upload__in=queries.disclosed().values("pk"))


@admin.register(SubmittedFile)
class SubmittedFileAdmin(AuditAdmin):
    """Which submission holds which of those files."""

    list_display = ["submission", "upload"]
    list_select_related = ["submission", "upload"]
    search_fields = ["submission__receipt_number", "upload__file_id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Nothing that the phase still keeps secret."""
        return super().get_queryset(request).filter(submission__in=bidding.disclosed().values("pk"))

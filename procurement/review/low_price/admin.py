"""Reviews of low prices for auditors, after the result."""

from django.contrib import admin

from portal.kernel.admin import AuditAdmin
from procurement.review.admin import SecretUntilResult
from procurement.review.low_price.models import LowPriceFile, LowPriceOpinion, LowPriceReview, LowPriceShares


@admin.register(LowPriceShares)
class LowPriceSharesAdmin(AuditAdmin):
    """What documents raise."""

    list_display = ["scheme", "mean", "second", "ceiling"]
    list_select_related = ["scheme"]
    search_fields = ["scheme__title"]


@admin.register(LowPriceReview)
class LowPriceReviewAdmin(SecretUntilResult):
    """Prices that were looked at."""

    session_path = "candidate__session"
    list_display = ["candidate", "status", "found_at", "answer_until", "explained_at", "decided_at"]
    list_filter = ["status"]
    list_select_related = ["candidate__supplier"]
    search_fields = ["candidate__session__number", "candidate__supplier__name"]
    date_hierarchy = "found_at"


@admin.register(LowPriceFile)
class LowPriceFileAdmin(SecretUntilResult):
    """Files of explanations."""

    session_path = "review__candidate__session"
    list_display = ["review", "paper"]
    list_select_related = ["review__candidate__supplier", "paper"]
    search_fields = ["review__candidate__session__number", "paper__name"]


@admin.register(LowPriceOpinion)
class LowPriceOpinionAdmin(SecretUntilResult):
    """Members' findings."""

    session_path = "member__session"
    list_display = ["review", "member", "accepts", "reason", "at"]
    list_filter = ["accepts"]
    list_select_related = ["review__candidate__supplier", "member__user"]
    search_fields = ["member__session__number", "reason"]

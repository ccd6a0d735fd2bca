"""Draws for auditors: the seed stands in the ledger after the draw, names here with the result."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.review.draws.choices import DrawStatus
from procurement.review.draws.models import Draw, DrawParty, ListedExpert


class AfterTheResult(AuditAdmin):
    """Who was listed and who was avoided is secret until the names are public."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Rows of draws whose names are public."""
        return super().get_queryset(request).filter(draw__status=DrawStatus.PUBLISHED)


@admin.register(Draw)
class DrawAdmin(AuditAdmin):
    """Draws by number."""

    list_display = ["number", "body", "purpose", "wanted", "status", "frozen_at", "drawn_at"]
    fields = [
        "number",
        "body",
        "purpose",
        "matter",
        "profession",
        "region",
        "wanted",
        "meets_at",
        "place",
        "status",
        "list_sha256",
        "seed_sha256",
        "words",
        "frozen_by",
        "frozen_at",
        "drawn_by",
        "drawn_at",
        "published_at",
        "cancelled_reason",
    ]
    references = {
        "body": _("抽取单位"),
        "frozen_by": _("固定名单的人"),
        "drawn_by": _("抽取人"),
        "region": _("服务区域"),
    }
    list_filter = ["status", "purpose"]
    list_select_related = ["body"]
    search_fields = ["number", "matter", "body__name"]
    date_hierarchy = "frozen_at"


@admin.register(DrawParty)
class DrawPartyAdmin(AfterTheResult):
    """Organisations that were avoided."""

    list_display = ["draw", "body"]
    references = {"body": _("避开的单位"), "draw": _("专家抽取")}
    list_select_related = ["draw", "body"]
    search_fields = ["draw__number", "body__name"]


@admin.register(ListedExpert)
class ListedExpertAdmin(AfterTheResult):
    """Everybody on a list, with the reason of being passed over."""

    list_display = ["draw", "place", "expert", "outcome", "reason"]
    references = {"expert": _("平台专家"), "draw": _("专家抽取")}
    list_filter = ["outcome"]
    list_select_related = ["draw", "expert__user"]
    search_fields = ["draw__number", "expert__user__name", "expert__number"]

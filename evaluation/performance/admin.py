"""Evaluations as auditors read them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.models import EvaluationOpinion, PerformanceEvaluation, SatisfactionAnswer
from portal.kernel.admin import AuditAdmin


@admin.register(PerformanceEvaluation)
class PerformanceEvaluationAdmin(AuditAdmin):
    """Evaluations by contract number."""

    list_display = ["contract", "institution", "status", "total", "band", "opened_at", "published_at"]
    list_filter = ["status", "band"]
    list_select_related = ["contract", "institution"]
    search_fields = ["contract__number", "contract__supplier__name"]
    date_hierarchy = "opened_at"


@admin.register(EvaluationOpinion)
class EvaluationOpinionAdmin(AuditAdmin):
    """Opinions, once the total stands: until then no voice may know another's."""

    list_display = ["evaluation", "voice", "score", "given_by", "given_at"]
    list_filter = ["voice"]
    list_select_related = ["evaluation__contract", "given_by"]
    search_fields = ["evaluation__contract__number"]
    date_hierarchy = "given_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[EvaluationOpinion]:
        """Without those of evaluations that are still gathered."""
        return super().get_queryset(request).exclude(evaluation__status=EvaluationStatus.GATHERING)


@admin.register(SatisfactionAnswer)
class SatisfactionAnswerAdmin(AuditAdmin):
    """Anonymous answers; the device's digest is of no use to anybody and stays away."""

    list_display = ["evaluation", "stars", "comment", "at"]
    list_filter = ["stars"]
    list_select_related = ["evaluation__contract"]
    search_fields = ["evaluation__contract__number"]
    date_hierarchy = "at"
    exclude = ["device"]

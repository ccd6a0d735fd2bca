"""A demand's making for auditors."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.kernel.admin import AuditAdmin
from procurement.projects.demand.models import (
    DemandHearing,
    DemandOpinion,
    DemandReview,
    DemandSurvey,
    ExecutionPlan,
    LegalReview,
    SurveyRespondent,
)

BY = {"by": _("经办人")}


@admin.register(DemandSurvey)
class DemandSurveyAdmin(AuditAdmin):
    """Surveys."""

    list_display = ["project", "surveyed_on", "few_reason", "repeats_on", "at"]
    references = BY
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title"]
    date_hierarchy = "at"


@admin.register(ExecutionPlan)
class ExecutionPlanAdmin(AuditAdmin):
    """How purchases are to be carried out."""

    list_display = ["project", "contract_type", "pricing", "filed_number", "filed_on", "at"]
    list_filter = ["contract_type", "pricing"]
    references = BY
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title", "filed_number"]
    date_hierarchy = "at"


@admin.register(SurveyRespondent)
class SurveyRespondentAdmin(AuditAdmin):
    """Who was asked."""

    list_display = ["name", "survey"]
    references = {"survey": _("需求调查")}
    list_select_related = ["survey"]
    search_fields = ["name", "survey__project__number"]


@admin.register(DemandHearing)
class DemandHearingAdmin(AuditAdmin):
    """What the public was asked."""

    list_display = ["project", "asked_at", "until", "elsewhere", "concluded_at"]
    references = BY
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title"]
    date_hierarchy = "asked_at"


@admin.register(DemandOpinion)
class DemandOpinionAdmin(AuditAdmin):
    """What was said, and what was answered."""

    list_display = ["at", "voice", "body_name", "hearing", "verdict", "answered_by_name"]
    references = {"hearing": _("需求征求意见")}
    list_filter = ["voice", "verdict"]
    list_select_related = ["hearing"]
    search_fields = ["text", "body_name", "hearing__project__number"]
    date_hierarchy = "at"


@admin.register(DemandReview)
class DemandReviewAdmin(AuditAdmin):
    """Reviews item by item."""

    list_display = ["project", "kind", "passed", "at"]
    references = {"by": _("审查人"), "submission": _("路径判断")}
    list_filter = ["kind", "passed"]
    list_select_related = ["project"]
    search_fields = ["project__number", "project__title"]
    date_hierarchy = "at"


@admin.register(LegalReview)
class LegalReviewAdmin(AuditAdmin):
    """Counsel's opinions."""

    list_display = ["project", "counsel", "firm", "reviewed_on", "passed"]
    references = {"by": _("登记人"), "paper": _("意见书")}
    list_filter = ["passed"]
    list_select_related = ["project"]
    search_fields = ["project__number", "firm"]
    date_hierarchy = "at"

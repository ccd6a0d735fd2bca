"""The check before signing, for auditors after the result."""

from django.contrib import admin

from procurement.review.admin import SecretUntilResult
from procurement.review.checks.models import DoubtVote, ScoreDoubt


@admin.register(ScoreDoubt)
class ScoreDoubtAdmin(SecretUntilResult):
    """Scores that the panel judged, with what was corrected."""

    session_path = "score__sheet__member__session"
    list_display = ["score", "raised_by", "raised_at", "status", "before", "after", "settled_at"]
    list_filter = ["status"]
    list_select_related = ["score__candidate__supplier", "score__criterion", "raised_by__user"]
    search_fields = ["score__sheet__member__session__number"]


@admin.register(DoubtVote)
class DoubtVoteAdmin(SecretUntilResult):
    """Votes."""

    session_path = "member__session"
    list_display = ["doubt", "member", "agrees", "at"]
    list_filter = ["agrees"]
    list_select_related = ["doubt", "member__user"]
    search_fields = ["member__session__number"]

"""Vocabulary of future commitments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FutureStatus(models.TextChoices):
    """Planned with the project, declared by the contract, given a line, confirmed, begun."""

    PLANNED = "planned", _("立项时安排")
    DECLARED = "declared", _("待安排指标")
    ARRANGED = "arranged", _("待财政部门确认")
    CONFIRMED = "confirmed", _("已确认")
    STARTED = "started", _("已开始")


TONES = {
    FutureStatus.PLANNED: "quiet",
    FutureStatus.DECLARED: "soon",
    FutureStatus.ARRANGED: "soon",
    FutureStatus.CONFIRMED: "ok",
    FutureStatus.STARTED: "ok",
}

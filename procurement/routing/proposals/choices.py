"""Vocabulary of proposals for legal numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalKind(models.TextChoices):
    """What a proposal does to the rows of a number."""

    SET = "set", _("设定新数值")
    CORRECT = "correct", _("更正数值或依据")
    END = "end", _("终止适用")


class ProposalStatus(models.TextChoices):
    """How far a proposal has come."""

    PROPOSED = "proposed", _("待批准")
    APPROVED = "approved", _("已批准")
    DECLINED = "declined", _("未批准")
    WITHDRAWN = "withdrawn", _("已撤回")


TONES = {
    ProposalStatus.PROPOSED: "soon",
    ProposalStatus.APPROVED: "ok",
    ProposalStatus.DECLINED: "stop",
    ProposalStatus.WITHDRAWN: "quiet",
}

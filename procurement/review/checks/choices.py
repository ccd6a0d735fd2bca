"""Vocabulary of the check before signing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DoubtStatus(models.TextChoices):
    """What became of a score that a member asked the panel to judge."""

    OPEN = "open", _("待表决")
    RECOGNISED = "recognised", _("认定畸高或者畸低，待更正")
    DISMISSED = "dismissed", _("不认定，评分不变")
    CORRECTED = "corrected", _("已当场更正")


UNSETTLED = (DoubtStatus.OPEN, DoubtStatus.RECOGNISED)

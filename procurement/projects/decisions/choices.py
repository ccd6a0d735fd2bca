"""At which steps a purchaser decides itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecisionStep(models.TextChoices):
    """The steps that are decided together (集体研究)."""

    BUDGET = "budget", _("预算和立项")
    DOCUMENT = "document", _("采购文件")
    AWARD = "award", _("定标")

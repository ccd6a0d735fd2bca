"""Vocabulary of a project's plan for its method."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChosenBy(models.TextChoices):
    """How an invited supplier came in."""

    LIBRARY = "library", _("供应商库随机抽取")
    PURCHASER = "purchaser", _("采购人书面推荐")
    EXPERT = "expert", _("评审专家书面推荐")
    QUALIFIED = "qualified", _("资格预审合格")


class ApprovalKind(models.TextChoices):
    """Whose consent another method than open tender needs at the open-tender figure."""

    CONSENT = "consent", _("主管预算单位同意")
    APPROVAL = "approval", _("财政部门批准")

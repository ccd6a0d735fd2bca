"""Vocabulary of replacing a winner."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RemovalCause(models.TextChoices):
    """Why a chosen supplier falls out."""

    GAVE_UP = "gave_up", _("书面放弃成交")
    NO_CONTRACT = "no_contract", _("拒绝与采购人签订合同")
    CHALLENGE = "challenge", _("质疑成立，影响采购结果")
    COMPLAINT = "complaint", _("投诉成立，影响采购结果")


class Follows(models.TextChoices):
    """What follows."""

    NEXT = "next", _("按排序确定下一名候选人")
    RESTART = "restart", _("重新开展采购活动")


# Its bid stays valid: it only will not carry it out.
REFUSERS = (RemovalCause.GAVE_UP, RemovalCause.NO_CONTRACT)

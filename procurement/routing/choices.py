"""Vocabulary of legal parameters."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """The unit of a parameter's value."""

    YUAN = "yuan", _("元")
    RATIO = "ratio", _("比例")
    CALENDAR_DAYS = "calendar_days", _("日")
    WORKING_DAYS = "working_days", _("个工作日")
    MINUTES = "minutes", _("分钟")
    YEARS = "years", _("年")
    PERSONS = "persons", _("人")
    SUPPLIERS = "suppliers", _("家")
    POINTS = "points", _("分")
    COPIES = "copies", _("份")
    TIMES = "times", _("倍")
    SWITCH = "switch", _("开关")


class Confidence(models.TextChoices):
    """How sure a number is; M and U are shown as to be confirmed where they decide something."""

    SEED = "S", _("依据来文")
    SEED_AND_SECONDARY = "S+V2", _("来文与二手来源一致")
    VERIFIED = "V1", _("已核对原文")
    SECONDARY = "V2", _("二手来源")
    MEMORY = "M", _("凭记忆，待确认")
    UNCERTAIN = "U", _("待确认")

"""Vocabulary of legal parameters."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """The unit of a parameter's value."""

    YUAN = "yuan", _("元")
    RATIO = "ratio", _("比例")
    CALENDAR_DAYS = "calendar_days", _("日")
    WORKING_DAYS = "working_days", _("个工作日")
    MINUTES = "minutes", _("分钟")
    YEARS = "years", _("年")
    MONTHS = "months", _("月")
    PERSONS = "persons", _("人")
    SUPPLIERS = "suppliers", _("家")
    POINTS = "points", _("分")
    COPIES = "copies", _("份")
    TIMES = "times", _("倍")
    OCCASIONS = "occasions", _("次")
    MEGABYTES = "megabytes", _("兆字节")
    SWITCH = "switch", _("开关")


class Confidence(models.TextChoices):
    """How sure a number is."""

    SEED = "S", _("依据来文")
    SEED_AND_SECONDARY = "S+V2", _("来文与二手来源一致")
    VERIFIED = "V1", _("已核对原文")
    SECONDARY = "V2", _("二手来源")
    MEMORY = "M", _("凭记忆，待确认")
    UNCERTAIN = "U", _("待确认")


NOT_CONFIRMED = frozenset({Confidence.MEMORY.value, Confidence.UNCERTAIN.value})


def is_to_be_confirmed(confidence: str) -> bool:
    """Whether pages show 待确认 beside what rests on it: its weakest part is from memory or uncertain."""
    return not NOT_CONFIRMED.isdisjoint(confidence.split("+"))


def source(legal_basis: str, confidence: str) -> str:
    """The article as it is shown; 二手来源 where the original text itself was not read."""
    if confidence != Confidence.SECONDARY:
        return legal_basis
    return gettext("%(article)s（二手来源）") % {"article": legal_basis}

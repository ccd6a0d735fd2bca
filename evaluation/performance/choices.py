"""Vocabulary of performance evaluation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EvaluationStatus(models.TextChoices):
    """Three voices are gathered, then the result is computed and published."""

    GATHERING = "gathering", _("收集评价")
    DRAFTED = "drafted", _("待复核")
    PUBLISHED = "published", _("已公布")


class Voice(models.TextChoices):
    """Who speaks."""

    PURCHASER = "purchaser", _("采购人自评")
    THIRD_PARTY = "third_party", _("第三方评价")
    RECIPIENTS = "recipients", _("服务对象")


class Band(models.TextChoices):
    """Bands of the result (财预〔2020〕10号)."""

    EXCELLENT = "excellent", _("优")
    GOOD = "good", _("良")
    FAIR = "fair", _("中")
    POOR = "poor", _("差")


class IndicatorLevel(models.TextChoices):
    """First level of the framework of indicators (财预〔2020〕10号)."""

    DECISION = "decision", _("决策")
    PROCESS = "process", _("过程")
    OUTPUT = "output", _("产出")
    BENEFIT = "benefit", _("效益")

"""Vocabulary of the draw."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DrawPurpose(models.TextChoices):
    """What the pool may be drawn for; statutory panels are drawn in the finance department's library."""

    SMALL = "small", _("限额标准以下的采购")
    GRANT = "grant", _("资助项目评审")
    EVALUATION = "evaluation", _("绩效评价")
    TRAINING = "training", _("培训和咨询")


class DrawStatus(models.TextChoices):
    """The list is frozen by one person, drawn from by another, its names published with the result."""

    FROZEN = "frozen", _("名单已固定，待抽取")
    DRAWN = "drawn", _("已抽取，姓名保密")
    PUBLISHED = "published", _("姓名已公开")
    CANCELLED = "cancelled", _("已取消")


class Outcome(models.TextChoices):
    """What became of an expert of the list; everybody behind the last substitute is not reached."""

    NOT_REACHED = "not_reached", _("没有抽到")
    SELECTED = "selected", _("抽中")
    SUBSTITUTE = "substitute", _("候补")
    PASSED_OVER = "passed_over", _("依规则跳过")
    ABSENT = "absent", _("不能参加")
    RECUSED = "recused", _("回避")


# What a clerk may state of somebody who was drawn.
GONE = (Outcome.ABSENT, Outcome.RECUSED)

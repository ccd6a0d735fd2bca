"""Vocabulary of challenges."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """What a challenge is about."""

    DOCUMENT = "document", _("采购文件")
    PROCESS = "process", _("采购过程")
    RESULT = "result", _("采购结果")


class ChallengeStatus(models.TextChoices):
    """From the letter to its end. A letter that came in time is never refused."""

    RECEIVED = "received", _("待答复")
    PREPARED = "prepared", _("答复待审批")
    RETURNED = "returned", _("答复已退回")
    ANSWERED = "answered", _("已答复")
    REFUSED = "refused", _("依法不予受理")
    CLOSED = "closed", _("已办结")
    WITHDRAWN = "withdrawn", _("已撤回")


class Outcome(models.TextChoices):
    """What an answer finds."""

    UNFOUNDED = "unfounded", _("质疑不成立")
    NO_EFFECT = "no_effect", _("质疑成立，但未影响采购结果")
    EFFECT = "effect", _("质疑成立，影响或者可能影响采购结果")


class Effect(models.TextChoices):
    """What follows from a founded challenge that may affect the result."""

    GO_ON = "go_on", _("继续开展采购活动")
    AMEND = "amend", _("澄清或者修改采购文件后继续开展采购活动")
    NEXT = "next", _("从合格的候选人中另行确定供应商")
    RESTART = "restart", _("重新开展采购活动")

"""Vocabulary of lists at the end of a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListStatus(models.TextChoices):
    """Drawn up and proposed by the purchaser, decided by the finance department."""

    DRAFT = "draft", _("正在填写")
    SUBMITTED = "submitted", _("待财政部门决定")
    RETURNED = "returned", _("已退回修改")
    APPROVED = "approved", _("已决定")
    ABANDONED = "abandoned", _("已放弃")


class Choice(models.TextChoices):
    """What becomes of an open commitment."""

    CARRY = "carry", _("结转下年")
    RELEASE = "release", _("释放占用")
    RECALL = "recall", _("收回财政")


EDITABLE = (ListStatus.DRAFT, ListStatus.RETURNED)
OPEN = (*EDITABLE, ListStatus.SUBMITTED)
TONES = {
    ListStatus.DRAFT: "quiet",
    ListStatus.SUBMITTED: "soon",
    ListStatus.RETURNED: "soon",
    ListStatus.APPROVED: "ok",
    ListStatus.ABANDONED: "quiet",
}

"""Vocabulary of requests for deletion."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ErasureStatus(models.TextChoices):
    """A request's life; after the account is closed the rest waits for the end of what the law keeps."""

    SUBMITTED = "submitted", _("等待办理")
    PREPARED = "prepared", _("等待复核")
    RETURNED = "returned", _("没有办理")
    WITHDRAWN = "withdrawn", _("本人已撤回")
    CLOSED = "closed", _("账号已注销")
    FINISHED = "finished", _("已全部删除或者遮盖")


class Fate(models.TextChoices):
    """What becomes of a kind of record."""

    DELETED = "deleted", _("立即删除")
    MASKED = "masked", _("立即遮盖")
    KEPT = "kept", _("依法保存，到期遮盖")
    CHAIN = "chain", _("长期保存，不能修改")

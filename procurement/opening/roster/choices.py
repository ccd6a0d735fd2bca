"""Vocabulary of the roster."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Coming(models.TextChoices):
    """Whether an officer can release on the day."""

    UNSAID = "unsaid", _("还没有回复")
    CAN = "can", _("能办理")
    CANNOT = "cannot", _("不能办理")

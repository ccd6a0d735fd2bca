"""Vocabulary of the services to be moved."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceStatus(models.TextChoices):
    """How far a service has come from its present provider to open purchase."""

    ENTERED = "entered", _("待财政确认")
    RETURNED = "returned", _("已退回修改")
    PLANNED = "planned", _("已列入计划")
    MOVED = "moved", _("已列入目录")
    DONE = "done", _("已完成转换")


TONES = {
    ServiceStatus.ENTERED: "soon",
    ServiceStatus.RETURNED: "soon",
    ServiceStatus.PLANNED: "",
    ServiceStatus.MOVED: "ok",
    ServiceStatus.DONE: "ok",
}
OPEN_TO_PUBLIC = (ServiceStatus.PLANNED, ServiceStatus.MOVED, ServiceStatus.DONE)

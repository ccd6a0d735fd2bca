"""Messages to people; the inbox is the record, e-mail is a copy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User


class Message(models.Model):
    """One message to one person, in the capacity for one body (or to the person as an expert)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="messages", verbose_name=_("收件人"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", null=True, blank=True)
    subject = models.CharField(_("标题"), max_length=200)
    text = models.TextField(_("内容"), max_length=4000)
    url = models.CharField(_("办理页面"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("发出时间"))
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("邮件副本"), null=True, blank=True)

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["user", "-created_at"], name="message_by_user")]

    def __str__(self) -> str:
        return self.subject

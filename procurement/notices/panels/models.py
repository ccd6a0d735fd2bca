"""The recorded confirmation of a document by its panel."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.notices.models import Notice


class PanelConfirmation(models.Model):
    """The panel confirmed the very text that waits for its publication; `digest` is that of the notice.

    The paper carries the members' names, which are secret until the result; here only their number stands.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="panel_confirmations")
    digest = models.CharField(_("确认内容的摘要"), max_length=64)
    members = models.PositiveSmallIntegerField(_("小组人数"))
    experts = models.PositiveSmallIntegerField(_("其中评审专家"))
    confirmed_on = models.DateField(_("确认日期"))
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("签字的确认意见"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("小组对采购文件的确认")
        verbose_name_plural = _("小组对采购文件的确认")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(experts__lte=models.F("members")), name="panel_experts_are_members"
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.confirmed_on}"

"""Questions of suppliers about a purchase, and their answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from procurement.projects.models import ProcurementProject


class Question(models.Model):
    """One enquiry. Who asked is shown to nobody; what is published is `public_text` with the answer.

    `answer_by` is the last day for the answer (Regulation, art. 52).
    """

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="questions")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("提问单位"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提问人"))
    asked_at = models.DateTimeField(_("提问时间"))
    text = models.TextField(_("问题"), max_length=2000)
    answer_by = models.DateField(_("最迟答复日"))
    is_term_provisional = models.BooleanField(_("暂定"), default=False)
    public_text = models.TextField(_("公开的问题"), max_length=2000, blank=True)
    answer = models.TextField(_("答复"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("答复人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("供应商询问")
        verbose_name_plural = _("供应商询问")
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["project", "answered_at"], name="question_of_project")]

    def __str__(self) -> str:
        return f"{self.project_id} {self.pk}"

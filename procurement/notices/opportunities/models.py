"""Until when somebody has looked through the open calls."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User


class OpportunityLook(models.Model):
    """The moment up to which a person has seen everything; which calls were looked at is not kept."""

    user = models.OneToOneField(User, models.PROTECT, related_name="+", verbose_name=_("用户"))
    seen_at = models.DateTimeField(_("看到"))

    class Meta:
        verbose_name = _("采购机会看到哪里")
        verbose_name_plural = _("采购机会看到哪里")

    def __str__(self) -> str:
        return f"{self.seen_at:%Y-%m-%d %H:%M}"

"""Searches that people keep."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User


class SavedSearch(models.Model):
    """Conditions of the list of notices that a person keeps; `query` is canonical (filters.canonical).

    `site` is where the portal was when the search was kept, with a slash: what a message links to.
    `told_until` is the moment up to which new notices have been told.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("用户"))
    name = models.CharField(_("名称"), max_length=60)
    query = models.CharField(_("筛选条件"), max_length=1000, blank=True)
    mails = models.BooleanField(_("有新公告时通知我"))
    site = models.CharField(_("网址"), max_length=200)
    created_at = models.DateTimeField(_("保存时间"))
    told_until = models.DateTimeField(_("已通知到"))

    class Meta:
        verbose_name = _("保存的筛选")
        verbose_name_plural = _("保存的筛选")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "query"], name="search_once_a_person")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list of notices, narrowed by the conditions."""
        return f"{reverse('notices:list')}?{self.query}"

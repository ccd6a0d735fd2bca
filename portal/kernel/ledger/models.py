"""Ledger entries: append-only by a database trigger."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LedgerEntryQuerySet(models.QuerySet):
    """Reads of the ledger."""

    def about(self, record: models.Model) -> "LedgerEntryQuerySet":
        """Entries about one record, oldest first."""
        return self.filter(subject_type=record._meta.label_lower, subject_id=record.pk).order_by("pk")

    def disclosed(self) -> "LedgerEntryQuerySet":
        """Entries whose content may be shown; the others show their leaf hash only."""
        return self.filter(Q(seal="") | Q(seal__in=LedgerUnsealing.objects.values("seal")))

    def with_disclosure(self) -> "LedgerEntryQuerySet":
        """Every entry with `is_disclosed`: whether more than its hash may be shown."""
        lifted = models.Exists(LedgerUnsealing.objects.filter(seal=models.OuterRef("seal")))
        shown = models.ExpressionWrapper(Q(seal="") | Q(lifted), models.BooleanField())
        return self.annotate(is_disclosed=shown)


class LedgerEntry(models.Model):
    """One verb, recorded. `seal` names what must be opened before anything but the hash may be shown."""

    public_id = models.UUIDField(_("存证编号"), unique=True, editable=False)
    at = models.DateTimeField(_("时间"))
    verb = models.CharField(_("办理事项"), max_length=80)
    says = models.CharField(_("事项名称"), max_length=80)
    subject_type = models.CharField(_("对象类别"), max_length=80)
    subject_id = models.BigIntegerField(_("对象"))
    subject_number = models.CharField(_("公开编号"), max_length=60, blank=True, db_index=True)
    actor_id = models.BigIntegerField(_("经办人编号"))
    actor_name = models.CharField(_("经办人"), max_length=120)
    body_name = models.CharField(_("单位"), max_length=200, blank=True)
    facts = models.JSONField(_("事实"))
    salt = models.CharField(_("盐"), max_length=32)
    seal = models.CharField(_("密封"), max_length=80, blank=True, db_index=True)
    leaf_hash = models.CharField(_("摘要"), max_length=64, unique=True)

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("存证记录")
        verbose_name_plural = _("存证记录")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id", "id"], name="ledger_subject")]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb}"


class LedgerUnsealing(models.Model):
    """A seal that has been lifted, once and for ever (append-only as well)."""

    seal = models.CharField(_("密封"), max_length=80, unique=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("密封解除")
        verbose_name_plural = _("密封解除")

    def __str__(self) -> str:
        return self.seal

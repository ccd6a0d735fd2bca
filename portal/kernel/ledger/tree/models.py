"""Places in the tree, its hashes, its heads: all append-only by trigger, but for what still waits."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.kernel.ledger.models import LedgerEntry


class PendingEntry(models.Model):
    """An entry that has no place yet. A trigger writes it, so that no writer of the ledger can forget to."""

    entry = models.OneToOneField(
        LedgerEntry,
        models.DO_NOTHING,
        primary_key=True,
        related_name="pending",
        db_constraint=False,
        verbose_name=_("存证记录"),
    )
    since = models.DateTimeField(_("等待自"), db_default=Now())

    class Meta:
        verbose_name = _("等待编入的存证")
        verbose_name_plural = _("等待编入的存证")

    def __str__(self) -> str:
        return str(self.pk)


class Leaf(models.Model):
    """The place of an entry in the tree, with the hash that went into it."""

    entry = models.OneToOneField(
        LedgerEntry, models.PROTECT, primary_key=True, related_name="leaf", verbose_name=_("存证记录")
    )
    number = models.BigIntegerField(_("存证序号"), unique=True)
    hash = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("存证序号")
        verbose_name_plural = _("存证序号")

    def __str__(self) -> str:
        return str(self.number)


class LeafBlock(models.Model):
    """A run of BLOCK places. Whoever has the seed can tell padding from entries: nobody is shown it."""

    number = models.BigIntegerField(_("分段"), primary_key=True)
    seed = models.CharField(_("填充种子"), max_length=64)
    made_at = models.DateTimeField(_("编入时间"))

    class Meta:
        verbose_name = _("存证分段")
        verbose_name_plural = _("存证分段")

    def __str__(self) -> str:
        return str(self.number)


class TreeNode(models.Model):
    """The hash over a perfect subtree of whole blocks; `key` is `rules.node_key`."""

    key = models.BigIntegerField(_("节点"), primary_key=True)
    hash = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("存证树节点")
        verbose_name_plural = _("存证树节点")

    def __str__(self) -> str:
        return str(self.key)


class TreeHead(models.Model):
    """The root over the first `size` leaves at a moment, signed (compact JWS)."""

    size = models.BigIntegerField(_("树的大小"), primary_key=True)
    root = models.CharField(_("根摘要"), max_length=64)
    at = models.DateTimeField(_("签发时间"), db_index=True)
    statement = models.TextField(_("签名文件"))

    class Meta:
        verbose_name = _("树头")
        verbose_name_plural = _("树头")
        ordering = ["-size"]
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="head_not_empty")]

    def __str__(self) -> str:
        return str(self.size)

"""Vocabulary of the guidance catalogues."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CatalogueKind(models.TextChoices):
    """The province's general catalogue, or a department's within it (Order 102, art. 11 to 13)."""

    GENERAL = "general", _("通用目录")
    DEPARTMENTAL = "departmental", _("部门目录")


class EditionStatus(models.TextChoices):
    """What has been decided about an edition. Whether it is in force follows from its dates."""

    DRAFT = "draft", _("草稿")
    CONSULTATION = "consultation", _("征求意见")
    APPROVED = "approved", _("已批准")
    ABANDONED = "abandoned", _("已作废")


class EditionState(models.TextChoices):
    """What an edition is on one day."""

    DRAFT = "draft", _("草稿")
    CONSULTATION = "consultation", _("征求意见")
    UPCOMING = "upcoming", _("待生效")
    IN_FORCE = "in_force", _("现行")
    SUPERSEDED = "superseded", _("已被替代")
    ABANDONED = "abandoned", _("已作废")


class SuccessionKind(models.TextChoices):
    """What became of an item in the next edition."""

    KEPT = "kept", _("保留")
    RENAMED = "renamed", _("更名")
    SPLIT = "split", _("拆分")
    MERGED = "merged", _("合并")
    RETIRED = "retired", _("取消")

"""Vocabulary of the guidance catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionStatus(models.TextChoices):
    """An edition's life; a purchase keeps the edition in force on its own day."""

    DRAFT = "draft", _("草稿")
    IN_FORCE = "in_force", _("现行")
    SUPERSEDED = "superseded", _("已被替代")


class CatalogueOwner(models.TextChoices):
    """Whose catalogue it is."""

    GENERAL = "general", _("省级通用目录")
    CIVIL_AFFAIRS = "civil_affairs", _("民政部门目录")

"""Vocabulary of projects and packages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectStatus(models.TextChoices):
    """Preparation of a project; after the notice its packages carry the procedure."""

    DRAFT = "draft", _("立项起草")
    SUBMITTED = "submitted", _("待审批")
    RETURNED = "returned", _("已退回修改")
    APPROVED = "approved", _("已批准")
    ANNOUNCED = "announced", _("已公告")
    TERMINATED = "terminated", _("已终止")


class PackageStatus(models.TextChoices):
    """The milestone that a package has reached."""

    PLANNED = "planned", _("待公告")
    ANNOUNCED = "announced", _("征集响应中")
    CLOSED = "closed", _("已截止")
    OPENED = "opened", _("已开启")
    REVIEWED = "reviewed", _("评审完成")
    DECIDED = "decided", _("已定标")
    RESULT_PUBLISHED = "result_published", _("已公告结果")
    CONTRACTED = "contracted", _("履约中")
    ACCEPTED = "accepted", _("已验收")
    EVALUATED = "evaluated", _("已评价")
    TERMINATED = "terminated", _("已终止")


class ContentKind(models.TextChoices):
    """What is purchased (Order 102, art. 9)."""

    PUBLIC_SERVICE = "public_service", _("公共服务")
    ADMIN_AUXILIARY = "admin_auxiliary", _("政府履职辅助性服务")

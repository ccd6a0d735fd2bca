"""Vocabulary of the portal's own pool of experts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExpertField(models.TextChoices):
    """What an expert knows: the fields of service, and the professions that a review calls for."""

    ELDERLY = "elderly", _("养老服务")
    CHILDREN = "children", _("儿童和青少年服务")
    DISABILITY = "disability", _("残疾人服务")
    ASSISTANCE = "assistance", _("社会救助")
    COMMUNITY = "community", _("社区治理")
    SOCIAL_WORK = "social_work", _("社会工作")
    HEALTH = "health", _("医疗卫生和心理")
    EDUCATION = "education", _("教育培训")
    FINANCE = "finance", _("财务和审计")
    LAW = "law", _("法律")
    PERFORMANCE = "performance", _("绩效评价")
    INFORMATION = "information", _("信息技术")


class EntryStatus(models.TextChoices):
    """A second person admits; a term that is over leaves the entry as it is, out of every draw."""

    WAITING = "waiting", _("待审核")
    ADMITTED = "admitted", _("在库")
    DECLINED = "declined", _("未入库")
    LEFT = "left", _("已出库")

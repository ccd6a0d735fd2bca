"""Vocabulary of community social organisations, stations and incubation bases."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommunityKind(models.TextChoices):
    """The five kinds of community social organisations (湘民发〔2022〕42号)."""

    DELIBERATION = "deliberation", _("社区协商类")
    HARMONY = "harmony", _("社区和谐类")
    SERVICE = "service", _("社区服务类")
    CULTURE_SPORTS = "culture_sports", _("社区文体类")
    HUB = "hub", _("枢纽型组织")


class Standing(models.TextChoices):
    """Whether a community social organisation is a legal person; computed, never stored."""

    REGISTERED = "registered", _("依法登记")
    ON_RECORD = "on_record", _("乡镇（街道）备案")
    STRUCK_OFF = "struck_off", _("已撤销")


class StationLevel(models.TextChoices):
    """At which level a station works. Village rooms are counted beside the township's, not within them."""

    TOWNSHIP = "township", _("乡镇（街道）级")
    VILLAGE = "village", _("村（社区）级")


class StationField(models.TextChoices):
    """What a station does (湘民发〔2018〕10号)."""

    ELDERLY = "elderly", _("养老服务")
    CHILDREN = "children", _("儿童关爱")
    ASSISTANCE = "assistance", _("社会救助")
    COMMUNITY = "community", _("社区建设")


class BaseService(models.TextChoices):
    """What an incubation base offers to social organisations."""

    INCUBATION = "incubation", _("培育孵化")
    TRAINING = "training", _("人员培训")
    VENTURE = "venture", _("公益创投")
    INFORMATION = "information", _("信息服务")


class Change(models.TextChoices):
    """What was done to an entry after it was made."""

    CORRECTED = "corrected", _("更正")
    STRUCK_OFF = "struck_off", _("撤销")
    CLOSED = "closed", _("停止运行")


class Running(models.TextChoices):
    """Whether a station or base works; computed from its dates."""

    OPEN = "open", _("运行中")
    CLOSED = "closed", _("已停止")

"""Vocabulary of administrative divisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DivisionLevel(models.TextChoices):
    """Level of a division; also the budget level of a body."""

    PROVINCE = "province", _("省")
    PREFECTURE = "prefecture", _("市州")
    COUNTY = "county", _("县市区")
    TOWNSHIP = "township", _("乡镇街道")


class DivisionKind(models.TextChoices):
    """What a division is by the statistics edition; a statistical zone has no budget of its own."""

    PROVINCE = "province", _("省")
    PREFECTURE_CITY = "prefecture_city", _("地级市")
    AUTONOMOUS_PREFECTURE = "autonomous_prefecture", _("自治州")
    DISTRICT = "district", _("市辖区")
    COUNTY_CITY = "county_city", _("县级市")
    COUNTY = "county", _("县")
    AUTONOMOUS_COUNTY = "autonomous_county", _("自治县")
    STATISTICAL_ZONE = "statistical_zone", _("统计用区")
    STREET = "street", _("街道")
    TOWN = "town", _("镇")
    TOWNSHIP = "township", _("乡")
    ETHNIC_TOWNSHIP = "ethnic_township", _("民族乡")
    QUASI_TOWNSHIP = "quasi_township", _("类似乡级单位")

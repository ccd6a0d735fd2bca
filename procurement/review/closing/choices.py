"""Vocabulary of what follows a review."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeePayer(models.TextChoices):
    """Who pays the experts (财库〔2016〕198号, article to be confirmed)."""

    PURCHASER = "purchaser", _("采购人支付（集中采购目录以外）")
    CENTRAL = "central", _("集中采购机构支付（集中采购目录以内）")


class Conduct(models.TextChoices):
    """How somebody did their duty in one review."""

    PROPER = "proper", _("正常履职")
    LATE = "late", _("迟到、早退或者中途离开")
    CARELESS = "careless", _("评审意见有误或者没有按标准评审")
    DISCIPLINE = "discipline", _("违反评审纪律或者泄露评审情况")
    INTERFERENCE = "interference", _("干预评审或者有倾向性引导")
    DISORDER = "disorder", _("组织不当，影响评审")
    OTHER = "other", _("其他需要记录的情况")


# What can be said of an expert, and of whoever organised the review.
OF_EXPERTS = (Conduct.PROPER, Conduct.LATE, Conduct.CARELESS, Conduct.DISCIPLINE, Conduct.OTHER)
OF_ORGANISERS = (Conduct.PROPER, Conduct.INTERFERENCE, Conduct.DISORDER, Conduct.DISCIPLINE, Conduct.OTHER)

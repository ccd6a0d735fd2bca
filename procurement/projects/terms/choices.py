"""Vocabulary of the terms of a purchase."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SmeReservation(models.TextChoices):
    """How the purchase serves small and medium enterprises (财库〔2020〕46号, art. 6 to 8)."""

    EXEMPT = "exempt", _("不预留，属于可以不预留的情形")
    WHOLE = "whole", _("整个项目预留给中小企业")
    SHARE = "share", _("预留部分份额给中小企业")


class SmeManner(models.TextChoices):
    """In which way a share is reserved (财库〔2020〕46号, art. 8)."""

    PACKAGE = "package", _("设专门面向中小企业的采购包")
    CONSORTIUM = "consortium", _("要求以联合体形式参加，中小企业承担预留的份额")
    SUBCONTRACT = "subcontract", _("要求成交后把预留的份额分包给中小企业")


class SmeExemption(models.TextChoices):
    """When nothing need be reserved (财库〔2020〕46号, art. 6; art. 10 for what is done again)."""

    NON_ENTERPRISE = (
        "non_enterprise",
        _("法律法规或者政策规定优先或者应当面向事业单位、社会组织等非企业主体"),
    )
    UNIQUE = "unique", _("只能从中小企业以外的供应商处采购")
    COMPETITION = "competition", _("预留无法确保充分供应、充分竞争，或者可能影响采购目标")
    FRAMEWORK = "framework", _("框架协议采购项目")
    REDONE = "redone", _("预留以后符合条件的中小企业不足法定家数，重新采购视同未预留")
    OTHER = "other", _("省级以上财政部门规定的其他情形")


class OrganisationForm(models.TextChoices):
    """Who organises the purchase."""

    SELF = "self", _("采购人自行组织")
    AGENCY = "agency", _("委托采购代理机构")
    CENTRAL = "central", _("集中采购机构")
    SUPERVISOR = "supervisor", _("主管预算单位为几个单位统一组织")


class FeePayer(models.TextChoices):
    """Who pays the agency."""

    NOBODY = "nobody", _("不收费")
    PURCHASER = "purchaser", _("采购人支付")
    WINNER = "winner", _("成交供应商支付")

"""Vocabulary of bonds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BondKind(models.TextChoices):
    """In which form a bond comes: never in cash (Regulation, art. 33)."""

    GUARANTEE = "guarantee", _("保函（金融机构、担保机构）")
    CHEQUE = "cheque", _("支票")
    DRAFT = "draft", _("汇票")
    CASHIER = "cashier", _("本票")
    TRANSFER = "transfer", _("其他非现金形式")


class BondStatus(models.TextChoices):
    """Where a bond is."""

    HELD = "held", _("保管中")
    REFUNDED = "refunded", _("已退还")
    CONVERTED = "converted", _("已转为履约保证金")
    KEEPING = "keeping", _("拟不予退还，待审批")
    KEPT = "kept", _("不予退还")
    STRUCK = "struck", _("已作废")


class RefundCause(models.TextChoices):
    """What makes a bond due for return; each has a day from which the time counts."""

    WITHDRAWN = "withdrawn", _("供应商在截止前撤回")
    RECALLED = "recalled", _("没有打开，认定不是供应商的原因，视为撤回")
    TERMINATED = "terminated", _("采购终止")
    NOT_CHOSEN = "not_chosen", _("没有中标、成交或者入围")
    CONTRACT = "contract", _("采购合同或者框架协议已签订")


class KeepGround(models.TextChoices):
    """Why a bond may be kept (Order 74, art. 20; Order 87, art. 23)."""

    LATE_WITHDRAWAL = "late_withdrawal", _("截止后撤销投标、响应文件")
    FALSE_MATERIAL = "false_material", _("提供虚假材料")
    NO_CONTRACT = "no_contract", _("无正当理由不签订合同")
    COLLUSION = "collusion", _("恶意串通")
    DOCUMENT = "document", _("采购文件规定的其他情形")

"""Vocabulary of capacities and duties."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """In which capacity a person acts for a body."""

    PURCHASER_HANDLER = "purchaser_handler", _("采购人经办")
    PURCHASER_REVIEWER = "purchaser_reviewer", _("采购人复核")
    PURCHASER_LEADER = "purchaser_leader", _("采购人分管领导")
    SUPERVISOR = "supervisor", _("主管预算单位")
    AGENCY_HANDLER = "agency_handler", _("代理机构经办")
    FINANCE = "finance", _("财政部门")
    SUPPLIER = "supplier", _("供应商经办")
    SUPPLIER_SIGNATORY = "supplier_signatory", _("供应商签署人")
    EVALUATOR = "evaluator", _("评价机构")
    AUDITOR = "auditor", _("审计监督")
    EXPERT = "expert", _("评审专家")
    REGISTRAR = "registrar", _("登记管理")
    CUSTODIAN = "custodian", _("密钥托管")
    OPERATOR = "operator", _("平台管理")


PURCHASER_ROLES = (Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
ORGANISER_ROLES = (Role.PURCHASER_HANDLER, Role.AGENCY_HANDLER)
SUPPLIER_ROLES = (Role.SUPPLIER, Role.SUPPLIER_SIGNATORY)


class Duty(models.TextChoices):
    """A duty within one purchase; some pairs exclude each other for one person."""

    DEMAND_DRAFT = "demand_draft", _("需求制定")
    DEMAND_REVIEW = "demand_review", _("需求审核")
    DOCUMENT_DRAFT = "document_draft", _("文件编制")
    DOCUMENT_REVIEW = "document_review", _("文件复核")
    OPENING_RELEASE = "opening_release", _("开启解封")
    AWARD_PREPARE = "award_prepare", _("定标拟定")
    AWARD_APPROVE = "award_approve", _("定标审批")
    CONTRACT_SIGN = "contract_sign", _("合同签订")
    ACCEPTANCE = "acceptance", _("履约验收")
    PAYMENT_REQUEST = "payment_request", _("付款申请")
    PAYMENT_APPROVE = "payment_approve", _("付款审批")
    REVIEW_MEMBER = "review_member", _("评审")

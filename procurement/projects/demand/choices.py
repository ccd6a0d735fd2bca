"""Vocabulary of the demand's making."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SurveyWay(models.TextChoices):
    """How a survey was made (财库〔2021〕22号, art. 10)."""

    ENQUIRY = "enquiry", _("咨询")
    ARGUMENT = "argument", _("论证")
    QUESTIONNAIRE = "questionnaire", _("问卷调查")
    VISIT = "visit", _("走访座谈")


class ContractType(models.TextChoices):
    """What contract the service is bought by."""

    ENTRUST = "entrust", _("委托合同")
    WORK = "work", _("承揽合同")
    TECHNICAL = "technical", _("技术服务合同")
    PROPERTY = "property", _("物业服务合同")
    OTHER = "other", _("其他合同")


class Pricing(models.TextChoices):
    """How the contract's price is set."""

    FIXED_TOTAL = "fixed_total", _("固定总价")
    FIXED_UNIT = "fixed_unit", _("固定单价")
    COST = "cost", _("成本补偿")
    INCENTIVE = "incentive", _("绩效激励")


class ReviewKind(models.TextChoices):
    """How deep the review goes; the key review holds the general one (财库〔2021〕22号, art. 30, 31)."""

    GENERAL = "general", _("一般性审查")
    KEY = "key", _("重点审查")


GENERAL_ITEMS = (
    ("system", _("采购需求符合预算、资产、财务等管理制度")),
    ("reasons", _("采购方式、评审规则、合同类型、定价方式说明了理由")),
    ("approvals", _("需要报批、核准的事项已作安排")),
    ("complete", _("采购实施计划完整")),
)
KEY_ITEMS = (
    ("equal", _("非歧视性：没有指向特定供应商，没有不合理的资格条件和评分项")),
    ("competition", _("竞争性：能充分竞争，采用单一来源等方式的理由成立")),
    ("policies", _("采购政策：落实了支持中小企业等政策，或者写明了例外")),
    ("risks", _("履约风险：合同文本经法律顾问审定，付款、验收和违约处理可行")),
)
ITEMS = {ReviewKind.GENERAL: GENERAL_ITEMS, ReviewKind.KEY: (*GENERAL_ITEMS, *KEY_ITEMS)}

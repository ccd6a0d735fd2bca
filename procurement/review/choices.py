"""Vocabulary of review."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeStatus(models.TextChoices):
    """A scheme is frozen with the notice."""

    DRAFT = "draft", _("编制中")
    FROZEN = "frozen", _("已随公告固定")


class CriterionKind(models.TextChoices):
    """What a criterion is for; a qualification condition may not be scored (Order 87, art. 55)."""

    QUALIFICATION = "qualification", _("资格审查")
    CONFORMITY = "conformity", _("符合性审查")
    SCORED = "scored", _("评分")
    PRICE = "price", _("价格")


class Way(models.TextChoices):
    """How points are found; what is counted or read off is the same for every member."""

    TEXT = "text", _("按标准文字评")
    BANDS = "bands", _("按档次评")
    COUNT = "count", _("按数量计分，到满分为止")
    MOST = "most", _("越多越好，最多的得满分")
    PAST = "past", _("以往评价，没有的取中性值")


class ReviewStatus(models.TextChoices):
    """Where a review session stands."""

    FORMING = "forming", _("组建小组")
    QUALIFYING = "qualifying", _("资格审查")
    RECUSAL = "recusal", _("回避声明")
    EXAMINATION = "examination", _("资格和符合性审查")
    CONSULTATION = "consultation", _("磋商或者谈判")
    QUOTING = "quoting", _("等待最后报价")
    LOW_PRICE = "low_price", _("异常低价审查")
    SCORING = "scoring", _("评分")
    RANKING = "ranking", _("比较报价")
    SIGNING = "signing", _("汇总与签署")
    REPORTED = "reported", _("评审报告已完成")
    TERMINATED = "terminated", _("已终止")
    MOVED = "moved", _("转到其他平台评审")


class EndingCause(models.TextChoices):
    """Why a purchase ended without a result (Government Procurement Law, art. 36).

    Only the first one lets a reservation for small enterprises fall (财库〔2020〕46号, art. 10).
    """

    TOO_FEW = "too_few", _("符合条件的供应商不足法定家数")
    FEW_LEFT = "few_left", _("供应商退出、没有解锁或者报价无效，剩下的不足法定家数")
    OVER_BUDGET = "over_budget", _("报价超过采购预算或者最高限价，不能支付")
    UNLAWFUL = "unlawful", _("出现影响采购公正的违法、违规行为")
    CANCELLED = "cancelled", _("因重大变故，采购任务取消")
    OTHER = "other", _("其他原因")


# What a person may state; how many suppliers there were is counted, never stated.
STATED = (EndingCause.UNLAWFUL, EndingCause.OVER_BUDGET, EndingCause.CANCELLED, EndingCause.OTHER)


class Seat(models.TextChoices):
    """On which side a member sits."""

    PURCHASER = "purchaser", _("采购人代表")
    EXPERT = "expert", _("评审专家")


class MemberStatus(models.TextChoices):
    """Recusal is declared when the supplier list is read to the panel."""

    NAMED = "named", _("已确定")
    SEATED = "seated", _("已声明无需回避")
    RECUSED = "recused", _("已回避")
    ABSENT = "absent", _("没有到场")


# Who holds a seat no more; somebody else takes it.
GONE = (MemberStatus.RECUSED, MemberStatus.ABSENT)


class CandidateStatus(models.TextChoices):
    """Where a supplier stands in the review."""

    RECEIVED = "received", _("待审查")
    QUALIFIED = "qualified", _("通过审查")
    EXCLUDED = "excluded", _("未通过审查")
    WITHDRAWN = "withdrawn", _("已退出")
    QUOTED = "quoted", _("报价有效")
    NO_QUOTE = "no_quote", _("未提交最后报价")
    INVALID = "invalid", _("报价无效")
    RANKED = "ranked", _("已排序")


class RecusalReason(models.TextChoices):
    """The causes of recusal (Implementation Regulation, art. 9); the first three look back three years."""

    EMPLOYMENT = "employment", _("参加采购活动前三年内与供应商存在劳动关系")
    BOARD = "board", _("参加采购活动前三年内担任供应商的董事、监事")
    CONTROL = "control", _("参加采购活动前三年内是供应商的控股股东或者实际控制人")
    KINSHIP = "kinship", _("与供应商的法定代表人或者负责人有夫妻、直系血亲、三代以内旁系血亲或者近姻亲关系")
    OTHER = "other", _("与供应商有其他可能影响政府采购活动公平、公正进行的关系")


class Fit(models.TextChoices):
    """Whether a response meets one line of the demand."""

    EQUAL = "equal", _("满足，没有偏离")
    BETTER = "better", _("优于要求")
    WORSE = "worse", _("不能满足")

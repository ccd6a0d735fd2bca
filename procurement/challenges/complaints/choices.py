"""Vocabulary of complaints."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintStatus(models.TextChoices):
    """How far a complaint has come; each paper of the department is prepared by one and sent by another."""

    SUBMITTED = "submitted", _("审查中")
    CORRECTION = "correction", _("等待补正")
    NOT_ADMITTED = "not_admitted", _("不予受理")
    TRANSFERRED = "transferred", _("已告知向有权部门投诉")
    ADMITTED = "admitted", _("已受理")
    INVESTIGATING = "investigating", _("处理中")
    DECIDED = "decided", _("已作出处理决定")
    WITHDRAWN = "withdrawn", _("已撤回，处理终止")
    PUBLISHED = "published", _("处理结果已公告")


class PaperKind(models.TextChoices):
    """The department's own papers; each is prepared by one person and sent by another."""

    CORRECTION = "correction", _("投诉补正通知书")
    REFUSAL = "refusal", _("投诉不予受理告知书")
    TRANSFER = "transfer", _("投诉管辖告知书")
    COPIES = "copies", _("投诉答复通知书")
    SUSPENSION = "suspension", _("暂停采购活动通知书")
    RESUMPTION = "resumption", _("恢复采购活动通知书")
    DECISION = "decision", _("投诉处理决定书")
    ENDING = "ending", _("投诉处理终止告知书")


class PaperStatus(models.TextChoices):
    """A paper that was sent is never changed; one that was not may be taken back."""

    PREPARED = "prepared", _("待审签")
    SENT = "sent", _("已送达")
    RETURNED = "returned", _("已退回")
    VOID = "void", _("已作废")


class Examined(models.TextChoices):
    """What the examination of a letter leads to (Order 94, art. 21)."""

    ADMIT = "admit", _("受理")
    CORRECT = "correct", _("通知补正")
    REFUSE = "refuse", _("不予受理")
    TRANSFER = "transfer", _("告知向有管辖权的部门投诉")


class Scope(models.TextChoices):
    """Whether a matter may be complained of (Order 94, art. 20)."""

    CHALLENGED = "challenged", _("已经质疑过的事项")
    FROM_ANSWER = "from_answer", _("由质疑答复的内容引起的事项")
    NEW = "new", _("没有质疑过的事项")


class PauseKind(models.TextChoices):
    """What stops the clock of the decision (Order 94, art. 27)."""

    CORRECTION = "correction", _("投诉人补正材料")
    TEST = "test", _("检验、检测")
    APPRAISAL = "appraisal", _("鉴定")
    EXPERTS = "experts", _("专家评审")


class Finding(models.TextChoices):
    """What was found of one matter."""

    UNFOUNDED = "unfounded", _("不成立")
    NO_EFFECT = "no_effect", _("成立，不影响采购结果")
    EFFECT = "effect", _("成立，影响或者可能影响采购结果")
    OUT_OF_SCOPE = "out_of_scope", _("超出质疑范围，不予处理")


class Outcome(models.TextChoices):
    """The decision on a complaint as a whole."""

    DISMISSED = "dismissed", _("驳回投诉")
    NO_EFFECT = "no_effect", _("投诉成立，继续开展采购活动")
    EFFECT = "effect", _("投诉成立，影响或者可能影响采购结果")


class DismissGround(models.TextChoices):
    """Why a complaint is dismissed (Order 94, art. 29)."""

    NOT_ADMISSIBLE = "not_admissible", _("受理后发现不符合法定受理条件")
    NO_FACTS = "no_facts", _("缺乏事实依据，投诉事项不成立")
    FABRICATED = "fabricated", _("捏造事实或者提供虚假材料")
    ILLEGAL_EVIDENCE = "illegal_evidence", _("以非法手段取得证明材料")


class Stage(models.TextChoices):
    """How far the purchase has come when a complaint is decided (Order 94, arts. 31, 32)."""

    NO_WINNER = "no_winner", _("还没有确定中标、成交供应商")
    WINNER = "winner", _("已确定中标、成交供应商，还没有签订合同")
    SIGNED = "signed", _("合同已签订，还没有履行")
    PERFORMED = "performed", _("合同已经履行")
    FAILED = "failed", _("已经废标或者终止")


class Order(models.TextChoices):
    """What the department orders (Order 94, arts. 31, 32)."""

    GO_ON = "go_on", _("继续开展采购活动")
    RESULT_VOID = "result_void", _("中标、成交结果无效")
    CONTRACT_CANCELLED = "contract_cancelled", _("撤销合同")
    NEXT_CANDIDATE = "next_candidate", _("要求采购人依法另行确定中标、成交供应商")
    RESTART = "restart", _("责令重新开展采购活动")
    DAMAGES = "damages", _("给他人造成损失的，相关当事人可以依法提起诉讼")
    ENDING_VOID = "ending_void", _("废标行为无效")


class ConductKind(models.TextChoices):
    """Why a complainant is put on the list of bad conduct (Order 94, art. 37)."""

    REPEATED = "repeated", _("十二个月内三次以上投诉查无实据")
    FALSE = "false", _("虚假、恶意投诉")


class ConductStatus(models.TextChoices):
    """Proposed by one person of a department, decided by another."""

    PROPOSED = "proposed", _("待审批")
    LISTED = "listed", _("已列入")
    DECLINED = "declined", _("不列入")

"""Vocabulary of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactKind(models.TextChoices):
    """What a fact is about."""

    GRADE = "grade", _("评估等级")
    INSPECTION = "inspection", _("年度检查")
    LISTING = "listing", _("名录名单")
    PENALTY = "penalty", _("处罚")
    TRAINING = "training", _("培训")
    CASE = "case", _("典型案例")


class Change(models.TextChoices):
    """How a row came about; all but the first supersede an earlier row."""

    ENTERED = "entered", _("录入")
    CORRECTED = "corrected", _("更正")
    CONTINUED = "continued", _("续录")
    VOIDED = "voided", _("撤销")


class GradeEvent(models.TextChoices):
    """How a grade was given or taken."""

    AWARDED = "awarded", _("评定")
    LOWERED = "lowered", _("复核后降低")
    CANCELLED = "cancelled", _("取消等级")


class InspectionResult(models.TextChoices):
    """How far the inspection or annual report of a year has come."""

    QUALIFIED = "qualified", _("合格")
    BASICALLY_QUALIFIED = "basically", _("基本合格")
    UNQUALIFIED = "unqualified", _("不合格")
    FILED = "filed", _("已报送，结论未出")
    NOT_FILED = "not_filed", _("未按规定报送")


CONCLUDED = frozenset(
    {
        InspectionResult.QUALIFIED,
        InspectionResult.BASICALLY_QUALIFIED,
        InspectionResult.UNQUALIFIED,
        InspectionResult.NOT_FILED,
    }
)


class ListKind(models.TextChoices):
    """The two lists of Order 60 of the Ministry of Civil Affairs."""

    ABNORMAL = "abnormal", _("活动异常名录")
    SERIOUS = "serious", _("严重违法失信名单")


class ListingCause(models.TextChoices):
    """Why an organisation was put on a list."""

    NO_REPORT = "no_report", _("未按规定报送年度报告")
    NO_PARTY = "no_party", _("未按规定设立党组织")
    NOT_RECTIFIED = "not_rectified", _("未在规定时间内整改")
    UNREACHABLE = "unreachable", _("通过登记的住所无法联系")
    TWO_YEARS = "two_years", _("列入活动异常名录满两年")
    FRAUD = "fraud", _("变更登记弄虚作假")
    REVOKED = "revoked", _("被撤销变更登记或者撤销登记")
    DISHONEST = "dishonest", _("被列为失信被执行人")
    OTHER = "other", _("其他情形，见说明")


class PenaltyKind(models.TextChoices):
    """What was imposed."""

    WARNING = "warning", _("警告")
    FINE = "fine", _("罚款")
    CONFISCATION = "confiscation", _("没收违法所得")
    SUSPENSION = "suspension", _("责令停止活动")
    REVOCATION = "revocation", _("撤销登记或者吊销许可")
    BAN = "ban", _("禁止参加政府采购活动")
    CRIMINAL = "criminal", _("刑事处罚")


class TrainingKind(models.TextChoices):
    """What an organisation's people were trained in."""

    PARTY = "party", _("党的建设")
    LAW = "law", _("法律和政策")
    GOVERNANCE = "governance", _("内部治理")
    FINANCE = "finance", _("财务管理")
    PROJECT = "project", _("项目管理")
    SOCIAL_WORK = "social_work", _("社会工作")
    OTHER = "other", _("其他")


class CaseLevel(models.TextChoices):
    """Whose choice made a case exemplary."""

    NATIONAL = "national", _("全国")
    PROVINCE = "province", _("全省")
    PREFECTURE = "prefecture", _("全市（州）")
    COUNTY = "county", _("全县（市、区）")

"""What a document raises, the review of one price, its files, and every member's opinion."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.review.low_price.choices import LowPriceStatus
from procurement.review.models import Candidate, CriteriaScheme, PanelMember

SHARE = {"max_digits": 5, "decimal_places": 4, "null": True, "blank": True}


class LowPriceShares(models.Model):
    """The shares that a document raises above those of the law; empty where it does not. Shares of one."""

    scheme = models.OneToOneField(
        CriteriaScheme, models.CASCADE, related_name="low_price_shares", verbose_name=_("评审标准")
    )
    mean = models.DecimalField(_("平均值的比例"), **SHARE)
    second = models.DecimalField(_("次低报价的比例"), **SHARE)
    ceiling = models.DecimalField(_("最高限价的比例"), **SHARE)

    class Meta:
        verbose_name = _("异常低价比例")
        verbose_name_plural = _("异常低价比例")

    def __str__(self) -> str:
        return str(self.scheme)


class LowPriceReview(models.Model):
    """The review of one candidate's price: found, asked, explained, judged.

    `triggers` are the comparisons with their figures; the supplier may answer until `answer_until`.
    """

    candidate = models.OneToOneField(
        Candidate, models.PROTECT, related_name="low_price_review", verbose_name=_("供应商")
    )
    triggers = models.JSONField(_("触发情形"))
    status = models.CharField(
        _("状态"), max_length=10, choices=LowPriceStatus.choices, default=LowPriceStatus.FOUND
    )
    found_at = models.DateTimeField(_("启动时间"))
    asked_at = models.DateTimeField(_("要求说明时间"), null=True, blank=True)
    answer_until = models.DateTimeField(_("说明截止时间"), null=True, blank=True)
    explanation = models.TextField(_("书面说明"), max_length=5000, blank=True)
    explained_at = models.DateTimeField(_("提交说明时间"), null=True, blank=True)
    explained_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("提交人")
    )
    conclusion = models.TextField(_("审查结论"), max_length=6000, blank=True)
    decided_at = models.DateTimeField(_("结论时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("异常低价审查")
        verbose_name_plural = _("异常低价审查")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=LowPriceStatus.FOUND) | Q(answer_until__isnull=False),
                name="low_price_asked_until",
            ),
            models.CheckConstraint(
                condition=~Q(status=LowPriceStatus.ACCEPTED) | Q(explained_at__isnull=False),
                name="low_price_accepted_on_explanation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.candidate)


class LowPriceFile(models.Model):
    """A file that the supplier handed in with its explanation."""

    review = models.ForeignKey(
        LowPriceReview, models.PROTECT, related_name="files", verbose_name=_("异常低价审查")
    )
    paper = models.OneToOneField(Upload, models.PROTECT, related_name="+", verbose_name=_("文件"))

    class Meta:
        verbose_name = _("报价说明附件")
        verbose_name_plural = _("报价说明附件")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.paper)


class LowPriceOpinion(models.Model):
    """One member's finding with reasons; `looked_up` is what was searched for on the web."""

    review = models.ForeignKey(
        LowPriceReview, models.PROTECT, related_name="opinions", verbose_name=_("异常低价审查")
    )
    member = models.ForeignKey(
        PanelMember, models.PROTECT, related_name="low_price_opinions", verbose_name=_("成员")
    )
    accepts = models.BooleanField(_("说明成立"))
    reason = models.CharField(_("理由"), max_length=1000)
    looked_up = models.TextField(_("查询记录"), max_length=2000, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("异常低价审查意见")
        verbose_name_plural = _("异常低价审查意见")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "member"], name="low_price_opinion_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="low_price_opinion_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.member)

"""Who joins a framework agreement, what was agreed with each, and what was ordered under it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.award.framework.choices import OrderStatus, SelectionStatus
from procurement.budget.models import BudgetLine
from procurement.notices.models import Notice
from procurement.projects.models import Package
from procurement.review.models import MONEY


class FrameworkSelection(models.Model):
    """The result of the first phase of a closed agreement, with the report of those who reviewed."""

    package = models.OneToOneField(Package, models.PROTECT, related_name="framework_selection")
    status = models.CharField(
        _("状态"), max_length=10, choices=SelectionStatus.choices, default=SelectionStatus.PREPARED
    )
    price_unit = models.CharField(_("计价单位"), max_length=40)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("评审报告"))
    opinion = models.TextField(_("退回意见"), max_length=1000, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    prepared_at = models.DateTimeField(_("登记时间"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("复核人")
    )
    published_at = models.DateTimeField(_("公告时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("框架协议入围结果")
        verbose_name_plural = _("框架协议入围结果")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="selection_needs_two_people",
            )
        ]

    def __str__(self) -> str:
        return str(self.package)


class FrameworkResponse(models.Model):
    """What became of one opened response: whether it conforms, its place, whether it is admitted, why not."""

    selection = models.ForeignKey(FrameworkSelection, models.PROTECT, related_name="responses")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    offer = models.DecimalField(_("响应报价"), **MONEY, null=True, blank=True)
    is_fit = models.BooleanField(_("符合要求"))
    place = models.PositiveSmallIntegerField(_("排序"), null=True, blank=True)
    is_admitted = models.BooleanField(_("入围"))
    reason = models.CharField(_("没有入围的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("框架协议响应的评审结果")
        verbose_name_plural = _("框架协议响应的评审结果")
        ordering = [F("place").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "supplier"], name="response_judged_once"),
            models.CheckConstraint(
                condition=Q(is_admitted=False) | Q(is_fit=True, place__isnull=False),
                name="admitted_response_is_fit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.selection_id} {self.supplier_id}"


class FrameworkApplication(models.Model):
    """A supplier asks to join an open agreement; `answer_by` is the last day for the answer.

    `proposal` is what one person would answer and `is_accepted` what a second person of the purchaser
    decided; an answer that was sent back has its `opinion` and no proposal.
    """

    package = models.ForeignKey(Package, models.PROTECT, related_name="framework_applications")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    text = models.TextField(_("服务能力说明"), max_length=3000)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("证明材料"))
    applied_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    applied_at = models.DateTimeField(_("申请时间"))
    answer_by = models.DateField(_("答复期限"))
    is_term_provisional = models.BooleanField(_("暂定"), default=False)
    proposal = models.BooleanField(_("拟同意加入"), null=True, blank=True)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("拟定人")
    )
    proposed_at = models.DateTimeField(_("拟定时间"), null=True, blank=True)
    opinion = models.CharField(_("退回意见"), max_length=500, blank=True)
    is_accepted = models.BooleanField(_("同意加入"), null=True, blank=True)
    reason = models.CharField(_("不同意的理由"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("审核人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("加入框架协议的申请")
        verbose_name_plural = _("加入框架协议的申请")
        ordering = ["applied_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "supplier"],
                condition=~Q(is_accepted=False) | Q(is_accepted__isnull=True),
                name="one_application_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(is_accepted=False) | ~Q(reason=""), name="application_refused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=F("proposed_by")),
                name="application_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.supplier_id}"


class FrameworkMember(models.Model):
    """A supplier of the agreement: its place, its price, and the agreement that was signed with it."""

    package = models.ForeignKey(Package, models.PROTECT, related_name="framework_members")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("协议供应商"))
    place = models.PositiveSmallIntegerField(_("入围顺序"))
    price = models.DecimalField(_("协议价格"), **MONEY, null=True, blank=True)
    price_unit = models.CharField(_("计价单位"), max_length=40, blank=True)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+", verbose_name=_("入围结果公告"))
    agreement_number = models.CharField(_("框架协议编号"), max_length=80, blank=True)
    signed_on = models.DateField(_("签订日期"), null=True, blank=True)
    ends_on = models.DateField(_("有效期至"), null=True, blank=True)
    paper = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("框架协议")
    )
    kept_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("登记人")
    )
    kept_at = models.DateTimeField(_("登记时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("框架协议供应商")
        verbose_name_plural = _("框架协议供应商")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["package", "supplier"], name="member_once"),
            models.UniqueConstraint(fields=["package", "place"], name="member_place_once"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(ends_on__gt=F("signed_on"), paper__isnull=False),
                name="agreement_ends_after_it_was_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.supplier}"


class FrameworkOrder(models.Model):
    """What one unit ordered of one supplier in the second phase, and why of that one; a mistake is struck.

    `line` is the budget line of a unit under the collector; the collector's own orders draw on the money
    that its approved project holds.
    """

    number = models.CharField(_("成交编号"), max_length=60, unique=True)
    member = models.ForeignKey(FrameworkMember, models.PROTECT, related_name="orders")
    status = models.CharField(
        _("状态"), max_length=10, choices=OrderStatus.choices, default=OrderStatus.ENTERED
    )
    buyer = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("采购单位"))
    content = models.CharField(_("服务内容和数量"), max_length=500)
    amount = models.DecimalField(_("成交金额"), **MONEY)
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("预算指标")
    )
    grounds = models.TextField(_("确定供应商的情况"), max_length=2000)
    decided_on = models.DateField(_("成交日期"))
    publish_by = models.DateField(_("公告期限"))
    is_term_provisional = models.BooleanField(_("暂定"), default=False)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("成交凭证"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))
    struck_because = models.CharField(_("作废原因"), max_length=200, blank=True)
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("成交结果公告")
    )

    class Meta:
        verbose_name = _("框架协议第二阶段成交")
        verbose_name_plural = _("框架协议第二阶段成交")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_amount_positive"),
            models.CheckConstraint(
                condition=Q(struck_because="") | Q(notice__isnull=True), name="published_order_not_struck"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class FrameworkSkip(models.Model):
    """A turn in a rotation that a supplier gave up, with a paper; a second person confirms that it counts."""

    member = models.ForeignKey(FrameworkMember, models.PROTECT, related_name="skips")
    buyer = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("采购单位"))
    given_up_on = models.DateField(_("放弃日期"))
    reason = models.CharField(_("放弃的原因"), max_length=500)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("放弃的凭据"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("复核人")
    )
    confirmed_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    struck_because = models.CharField(_("作废原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("框架协议放弃轮候")
        verbose_name_plural = _("框架协议放弃轮候")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(confirmed_by__isnull=True, struck_because=""),
                name="one_skip_waits_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | (~Q(confirmed_by=F("entered_by")) & Q(struck_because="")),
                name="skip_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.given_up_on}"


class FrameworkExpiry(models.Model):
    """An agreement is over: its last day, and what of the collector's money came back unused."""

    package = models.OneToOneField(Package, models.PROTECT, related_name="framework_expiry")
    last_day = models.DateField(_("协议最后一天"))
    released = models.DecimalField(_("退回的预算"), **MONEY)
    at = models.DateTimeField(_("办理时间"))

    class Meta:
        verbose_name = _("框架协议期满")
        verbose_name_plural = _("框架协议期满")
        constraints = [
            models.CheckConstraint(condition=Q(released__gte=0), name="released_on_expiry_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.package_id} {self.last_day}"


class FrameworkOrderEnd(models.Model):
    """A published order comes to no contract: why, with a paper; confirmed by a second person it is over."""

    order = models.OneToOneField(
        FrameworkOrder, models.PROTECT, related_name="ending", verbose_name=_("第二阶段成交")
    )
    reason = models.CharField(_("终止的原因"), max_length=500)
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("凭据"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    entered_at = models.DateTimeField(_("登记时间"))
    approved_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("复核人")
    )
    approved_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("终止的公告")
    )

    class Meta:
        verbose_name = _("框架协议成交终止")
        verbose_name_plural = _("框架协议成交终止")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("entered_by")),
                name="order_end_needs_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.reason}"

"""The plan for a method, the invited, approvals by others, objections to a single source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.projects.models import ProcurementProject
from procurement.projects.plans.choices import ApprovalKind, ChosenBy
from procurement.review.models import MONEY


class MethodPlan(models.Model):
    """What a project says about the method that it was made for.

    `case`, `found` and `phase` are codes of the method's declaration. `pool` counts those among whom was
    drawn. `shown_since` and `shown_until` are the first and last day of the publicity of a single source,
    the first not counted. `term_months` is the length of a framework agreement.
    """

    project = models.OneToOneField(ProcurementProject, models.PROTECT, related_name="method_plan")
    method = models.CharField(_("采购方式"), max_length=40)
    case = models.CharField(_("适用情形"), max_length=30, blank=True)
    case_reason = models.TextField(_("理由"), max_length=2000, blank=True)
    found = models.CharField(_("供应商来源"), max_length=30, blank=True)
    pool = models.PositiveSmallIntegerField(_("备选供应商数"), null=True, blank=True)
    draw_slip = models.ForeignKey(
        Upload, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("抽取记录")
    )
    supplier = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("唯一供应商")
    )
    argument = models.TextField(_("专业人员论证意见"), max_length=3000, blank=True)
    experts = models.TextField(_("论证人员"), max_length=1000, blank=True)
    earlier_number = models.CharField(_("原合同编号"), max_length=60, blank=True)
    earlier_amount = models.DecimalField(_("原合同金额"), **MONEY, null=True, blank=True)
    earlier_added = models.DecimalField(_("此前已经添购的金额"), **MONEY, null=True, blank=True)
    phase = models.CharField(_("第二阶段成交方式"), max_length=30, blank=True)
    term_months = models.PositiveSmallIntegerField(_("框架协议期限"), null=True, blank=True)
    shown_since = models.DateField(_("公示开始"), null=True, blank=True)
    shown_until = models.DateField(_("公示截止"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("采购方式的理由和供应商来源")
        verbose_name_plural = _("采购方式的理由和供应商来源")
        constraints = [
            models.CheckConstraint(
                condition=Q(earlier_amount__isnull=True) | Q(earlier_amount__gt=0),
                name="earlier_contract_has_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(shown_since__isnull=True, shown_until__isnull=True)
                | Q(shown_until__gte=models.F("shown_since")),
                name="publicity_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.method}"


class InvitedSupplier(models.Model):
    """A supplier that is asked to take part, and how it was chosen; secret until the result."""

    plan = models.ForeignKey(MethodPlan, models.PROTECT, related_name="invited")
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    chosen_by = models.CharField(_("怎样选出"), max_length=10, choices=ChosenBy.choices)
    reason = models.CharField(_("推荐理由"), max_length=500, blank=True)
    paper = models.ForeignKey(
        Upload,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("推荐意见或者抽取记录"),
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("受邀供应商")
        verbose_name_plural = _("受邀供应商")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "supplier"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.supplier_id}"


class MethodApproval(models.Model):
    """A paper by which others agreed to a method: the superior's consent, the finance department's approval.

    It holds for the method that it names and no other.
    """

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="method_approvals")
    method = models.CharField(_("采购方式"), max_length=40)
    kind = models.CharField(_("事项"), max_length=10, choices=ApprovalKind.choices)
    authority = models.CharField(_("作出单位"), max_length=120)
    number = models.CharField(_("文号"), max_length=60)
    decided_on = models.DateField(_("日期"))
    paper = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("文件"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("上传人"))
    at = models.DateTimeField(_("上传时间"))

    class Meta:
        verbose_name = _("采购方式的批准")
        verbose_name_plural = _("采购方式的批准")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.project_id} {self.get_kind_display()}"


class SourceObjection(models.Model):
    """An objection against a single source, and what the supplementary argument found of it."""

    project = models.ForeignKey(ProcurementProject, models.PROTECT, related_name="source_objections")
    objector = models.CharField(_("异议人"), max_length=120)
    received_on = models.DateField(_("收到日期"))
    text = models.TextField(_("异议内容"), max_length=3000)
    answer = models.TextField(_("补充论证和答复"), max_length=3000, blank=True)
    is_founded = models.BooleanField(_("异议成立"), null=True, blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("单一来源公示的异议")
        verbose_name_plural = _("单一来源公示的异议")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_founded__isnull=True) | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="objection_decided_with_an_answer",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.objector}"

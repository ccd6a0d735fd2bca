"""What is typed about an expert of the pool."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.review.choices import RecusalReason
from procurement.review.experts import queries
from procurement.review.experts.choices import ExpertField
from procurement.review.experts.rules import EntryFacts, TieFacts, TrainingFacts

ENTRY = ("employer", "post", "professions", "regions", "experience")


class ApplicationForm(PortalForm):
    """What an expert knows, where it serves, and the promise."""

    employer = forms.CharField(
        label=_("工作单位"), max_length=120, help_text=_("写单位全称；退休人员写退休前的单位。")
    )
    post = forms.CharField(label=_("职务或者职称"), max_length=80)
    professions = forms.MultipleChoiceField(
        label=_("评审专业"), choices=ExpertField.choices, widget=forms.CheckboxSelectMultiple
    )
    regions = forms.MultipleChoiceField(
        label=_("服务区域"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("能在全省参加的，只选湖南省。"),
    )
    experience = forms.CharField(
        label=_("专业经历"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    promises = forms.BooleanField(
        label=_("我承诺所填属实，独立、公正评审，有利害关系的主动回避，保守评审秘密")
    )

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        self.fields["regions"].choices = queries.regions()

    @property
    def facts(self) -> EntryFacts:
        """The entry as the workflow takes it; only after is_valid()."""
        return EntryFacts(*(self.cleaned_data[name] for name in ENTRY))


class EntryForm(ApplicationForm):
    """The same from a signed application on paper, entered by a clerk."""

    username = forms.CharField(
        label=_("登录名"), max_length=150, help_text=_("专家先要有账号，才能收到邀请和参加评审。")
    )
    paper = UploadField(label=_("签字的申请表"), kinds=(*DOCUMENTS, *IMAGES))
    promises = forms.BooleanField(label=_("申请表上有本人签字的承诺"))
    field_order = ("username",)

    def clean_username(self) -> User:
        """The person of this name."""
        person = queries.person_named(self.cleaned_data["username"])
        if person is None:
            raise forms.ValidationError(_("没有这个登录名，或者账号已经停用。"), code="unknown")
        return person


class DecisionForm(PortalForm):
    """Admitted for a term, or not, with a reason."""

    YES, NO = "yes", "no"
    choice = forms.ChoiceField(
        label=_("审核结果"), choices=[(YES, _("同意入库")), (NO, _("不同意入库"))], widget=forms.RadioSelect
    )
    opinion = forms.CharField(
        label=_("审核意见"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("不同意的必须写明原因，本人会看到。"),
    )


class LeaveForm(PortalForm):
    """Why an expert leaves the pool."""

    reason = forms.CharField(label=_("出库原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class TrainingForm(PortalForm):
    """A training that was attended."""

    title = forms.CharField(label=_("培训内容"), max_length=120)
    held_on = DayField(label=_("培训日期"))
    hours = forms.IntegerField(label=_("学时"), min_value=1, max_value=999)

    @property
    def facts(self) -> TrainingFacts:
        """The training as the workflow takes it; only after is_valid()."""
        return TrainingFacts(**self.cleaned_data)


class TieForm(PortalForm):
    """A tie to an organisation."""

    reason = forms.ChoiceField(label=_("关系"), choices=RecusalReason.choices, widget=forms.RadioSelect)
    organisation = forms.CharField(label=_("单位"), max_length=120, help_text=_("写单位全称。"))
    since = DayField(label=_("开始日期"), required=False)
    until = DayField(label=_("结束日期"), required=False, help_text=_("现在还有这种关系的留空。"))
    says = forms.CharField(label=_("说明"), max_length=200, required=False)

    @property
    def facts(self) -> TieFacts:
        """The tie as the workflow takes it; only after is_valid()."""
        return TieFacts(**self.cleaned_data)

"""Forms of applications."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from orgs.accounts import proofs
from orgs.bodies import rules as bodies
from orgs.people.choices import SUPPLIER_ROLES, Role
from portal.kernel.forms import PortalForm
from portal.kernel.uploads import UploadField

ROLES = [(role.value, role.label) for role in SUPPLIER_ROLES]
PHONE = RegexValidator(r"^[0-9+ -]{5,20}$", _("请填写电话号码，只用数字、空格和横线。"))


class ApplicationForm(PortalForm):
    """What an applicant states; it says nothing of who has an account already."""

    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=18, help_text=_("登记证书上的18位代码，不要填身份证号码。")
    )
    applicant_name = forms.CharField(label=_("经办人姓名"), max_length=60)
    post = forms.CharField(label=_("在单位的职务"), max_length=60)
    phone = forms.CharField(label=_("经办人手机"), max_length=20, validators=[PHONE])
    email = forms.EmailField(
        label=_("经办人邮箱"), max_length=254, help_text=_("核对结果和设置密码的链接发到这里。")
    )
    roles = forms.MultipleChoiceField(
        label=_("申请的身份"),
        choices=ROLES,
        initial=[Role.SUPPLIER, Role.SUPPLIER_SIGNATORY],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("经办人准备响应文件，签署人代表单位签署；可以是同一个人。"),
    )
    way = forms.ChoiceField(label=_("证明方式"), widget=forms.RadioSelect, initial=proofs.DEFAULT)
    letter = UploadField(
        label=_("加盖公章的申请函"),
        kinds=("pdf", "jpg", "jpeg", "png"),
        help_text=_("写明单位名称、经办人姓名和申请的身份，支持 pdf、jpg、png，最大 20 MB。"),
    )
    agrees = forms.BooleanField(label=_("我同意平台为核对身份处理以上个人信息"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["way"].choices = [(way.code, way.says) for way in proofs.connected()]

    def clean_credit_code(self) -> str:
        """Eighteen characters with a right check digit."""
        code = self.cleaned_data["credit_code"].strip().upper()
        for refusal in bodies.credit_code_refusals(code):
            raise ValidationError(f"{refusal.because}{refusal.remedy}")
        return code


class CallForm(PortalForm):
    """One call to the organisation."""

    number = forms.CharField(
        label=_("拨打的电话"),
        max_length=40,
        validators=[PHONE],
        help_text=_("用登记簿上的电话，不要用申请人留的。"),
    )
    spoke_with = forms.CharField(label=_("接听人"), max_length=60, help_text=_("姓名和职务。"))
    said = forms.CharField(label=_("通话情况"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    confirmed = forms.TypedChoiceField(
        label=_("单位是否确认这份申请"),
        choices=[("yes", _("确认")), ("no", _("没有确认"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )


class ApproveForm(PortalForm):
    """Who runs the organisation's account."""

    is_administrator = forms.BooleanField(
        label=_("设为本单位管理员"),
        required=False,
        help_text=_("管理员可以邀请同事、改变身份、办理离职移交。"),
    )


class ReturnForm(PortalForm):
    """Why an application comes back."""

    reason = forms.CharField(
        label=_("退回原因"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("申请人会在邮件中看到，请写明要改什么。"),
    )

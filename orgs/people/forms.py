"""Forms about people and capacities."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import User
from portal.kernel.forms import PortalForm


class PersonForm(PortalForm):
    """A new person with a first membership."""

    username = forms.CharField(label=_("登录名"), max_length=40, validators=[UnicodeUsernameValidator()])
    name = forms.CharField(label=_("姓名"), max_length=60)
    email = forms.EmailField(label=_("邮箱"), required=False)
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    body = forms.ModelChoiceField(
        label=_("单位"), queryset=Body.objects.order_by("name"), empty_label=_("请选择单位")
    )
    roles = forms.MultipleChoiceField(
        label=_("身份"), choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    password = forms.CharField(
        label=_("初始密码"),
        widget=forms.PasswordInput(render_value=True),
        help_text=_("至少8位，请当面告知本人并提醒修改。"),
    )

    def clean_username(self) -> str:
        """A login name is given once."""
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("这个登录名已有人使用，请换一个。"))
        return username

    def clean_password(self) -> str:
        """The same rules as for a password that the person sets."""
        password = self.cleaned_data["password"]
        validate_password(password)
        return password


class LoanForm(PortalForm):
    """Lend a person."""

    user = forms.ModelChoiceField(
        label=_("出借人员"), queryset=User.objects.none(), empty_label=_("请选择人员")
    )
    borrower = forms.ModelChoiceField(
        label=_("借用单位"),
        queryset=Body.objects.purchasers().order_by("name"),
        empty_label=_("请选择单位"),
    )
    ends_on = forms.DateField(label=_("结束日期"), widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.CharField(
        label=_("授权文件"),
        max_length=200,
        help_text=_("文件名称和文号，例如：借用审查人员的函，平民函〔2026〕12号。"),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class MandateForm(PortalForm):
    """Mandate an agency."""

    agency = forms.ModelChoiceField(
        label=_("代理机构"),
        queryset=Body.objects.filter(kind=BodyKind.AGENCY).order_by("name"),
        empty_label=_("请选择代理机构"),
    )
    ends_on = forms.DateField(label=_("结束日期"), widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.CharField(label=_("委托协议"), max_length=200, help_text=_("协议名称和编号。"))

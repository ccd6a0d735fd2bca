"""Forms about an organisation's own people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.people.choices import SUPPLIER_ROLES, Role
from orgs.people.models import Membership
from portal.kernel.forms import PortalForm

ROLES = [(role.value, role.label) for role in SUPPLIER_ROLES]


class CapacityForm(PortalForm):
    """What a person is for the organisation."""

    roles = forms.MultipleChoiceField(
        label=_("身份"),
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("经办人准备响应文件，签署人代表单位签署。"),
    )
    is_administrator = forms.BooleanField(
        label=_("本单位管理员"), required=False, help_text=_("可以邀请同事、改变身份、办理离职移交。")
    )


class InviteForm(CapacityForm):
    """A colleague to come."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    email = forms.EmailField(
        label=_("邮箱"), max_length=254, help_text=_("登录名和设置密码的链接发到这里，请填本人的邮箱。")
    )
    phone = forms.CharField(label=_("手机"), max_length=20, required=False)
    field_order = ("name", "email", "phone", "roles", "is_administrator")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["roles"].initial = [Role.SUPPLIER]


class HandOverForm(PortalForm):
    """Who takes over."""

    to = forms.ModelChoiceField(
        label=_("接手的同事"), queryset=Membership.objects.none(), empty_label=_("请选择同事")
    )

    def __init__(self, *args, colleagues, **options):
        super().__init__(*args, **options)
        self.fields["to"].queryset = colleagues
        self.fields["to"].label_from_instance = lambda member: f"{member.user.name} {member.role_names}"

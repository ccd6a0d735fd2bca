"""What the custodian's browser hands in; whom the organiser chooses."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.bidding.custody.models import CustodyKey, PackageCustody
from procurement.projects.models import Package


class KeyForm(PortalForm):
    """The public half of the key that the browser has made, as JSON; the rules judge what stands in it."""

    public_jwk = forms.CharField(label=_("公钥"), max_length=1000, widget=forms.HiddenInput)


class LossForm(PortalForm):
    """What happened to a key."""

    reason = forms.CharField(
        label=_("丢失的情形"),
        max_length=300,
        help_text=_("钥匙文件或者口令怎样丢失、损坏或者被他人得到；公开在存证里，不写人名。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    confirmed = forms.BooleanField(label=_("我已核对：报告以后不能取消"))


class ExchangeForm(PortalForm):
    """Who shall keep the second key of a package whose custodian has nobody left."""

    def __init__(
        self, data: Any = None, *, custodies: Iterable[PackageCustody] = (), keys: Iterable[CustodyKey] = ()
    ):
        super().__init__(data)
        packages = [(row.package_id, f"包{row.package.index} {row.package.title}") for row in custodies]
        bodies = [(key.body_id, key.body.name) for key in keys]
        help_text = now_in_words("写明怎样确认现在的托管方已经没有人员；公开在存证里，不写人名。")
        self.add_fields(
            {
                "package_id": forms.TypedChoiceField(label=_("采购包"), choices=packages, coerce=int),
                "body_id": forms.TypedChoiceField(label=_("新的托管方"), choices=bodies, coerce=int),
                "reason": forms.CharField(label=_("理由"), max_length=300, help_text=help_text),
            }
        )


class DecisionForm(PortalForm):
    """Whether the custodian is exchanged."""

    approved = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("yes", _("同意更换")), ("no", _("不同意"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=_("意见"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("写明核对了什么；公开在存证里，不写人名。"),
    )


class ChoiceForm(PortalForm):
    """Another custodian for one package; an empty body leaves it to the rule."""

    def __init__(
        self,
        data: Any = None,
        *,
        packages: Iterable[Package],
        keys: Iterable[CustodyKey],
        **options: Any,
    ):
        super().__init__(data, **options)
        chosen = [(package.pk, f"包{package.index} {package.title}") for package in packages]
        bodies = [(key.body_id, key.body.name) for key in keys]
        by_rule = ("", now_in_words("按规则自动选定"))
        self.add_fields(
            {
                "package_id": forms.TypedChoiceField(label=_("采购包"), choices=chosen, coerce=int),
                "body_id": forms.TypedChoiceField(
                    label=_("托管方"),
                    choices=[by_rule, *bodies],
                    coerce=int,
                    empty_value=None,
                    required=False,
                ),
                "reason": forms.CharField(
                    label=_("理由"),
                    max_length=300,
                    help_text=_("为什么不按规则选定，或者为什么改回；记录在案。"),
                ),
            }
        )

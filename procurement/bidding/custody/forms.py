"""What the custodian's browser hands in; whom the organiser chooses."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as now_in_words
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from procurement.bidding.custody.models import CustodyKey
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

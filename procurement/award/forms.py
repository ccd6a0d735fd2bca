"""What is typed for an award."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.money import format_amount


class PrepareForm(PortalForm):
    """The chosen candidate and the minutes of the collective decision."""

    winner = forms.TypedChoiceField(label=_("成交供应商"), coerce=int, widget=forms.RadioSelect)
    minutes = forms.CharField(
        label=_("集体决策会议纪要"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写明会议时间、参加人、讨论情况和决定。"),
    )

    def __init__(self, *args, ranking: list[dict], **options):
        super().__init__(*args, **options)
        self.fields["winner"].choices = [(place["candidate"], self._says(place)) for place in ranking]

    def _says(self, place: dict) -> str:
        words = {
            "rank": place["rank"],
            "supplier": place["supplier"],
            "total": place["total"],
            "amount": format_amount(Decimal(place["amount"])),
        }
        if place["total"] is None:
            return _("第 %(rank)d 名，%(supplier)s，最后报价 %(amount)s 元") % words
        return _("第 %(rank)d 名，%(supplier)s，总分 %(total)s，最后报价 %(amount)s 元") % words


class OpinionForm(PortalForm):
    """An opinion, which need not be given."""

    opinion = forms.CharField(
        label=_("审批意见"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReturnForm(PortalForm):
    """Why a proposal goes back."""

    opinion = forms.CharField(label=_("退回原因"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(PortalForm):
    """The last look before the public sees it; days that may still move are confirmed as well."""

    confirmed = forms.BooleanField(label=_("我已核对，现在发布"))
    provisional_confirmed = forms.BooleanField(label=_("我确认按暂定的期限发布"))

    def __init__(self, *args, is_provisional: bool, **options):
        super().__init__(*args, **options)
        if not is_provisional:
            del self.fields["provisional_confirmed"]

"""Why a chosen supplier falls out, and what follows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.award.replacing.choices import REFUSERS, Follows


class ReplaceForm(PortalForm):
    """The cause, what follows, the reason and its paper."""

    cause = forms.ChoiceField(
        label=_("原因"), choices=[(one.value, one.label) for one in REFUSERS], widget=forms.RadioSelect
    )
    follows = forms.ChoiceField(label=_("接下来"), choices=Follows.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写明经过和日期；重新开展采购活动的，写进终止公告。"),
    )
    paper = UploadField(
        label=_("书面材料"),
        required=False,
        kinds=(*DOCUMENTS, *IMAGES),
        help_text=_("供应商的放弃声明，或者催告签约而没有签订的记录。"),
    )

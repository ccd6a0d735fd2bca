"""What a supplier fills in. These fields are sealed in the browser and never posted in the clear."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.rules import QUOTE_MINUTES, SealedFile, read_files
from procurement.methods.declaration import Method


def priced(label: str, ceiling: Decimal) -> AmountField:
    """An amount that the browser holds against the ceiling."""
    field = AmountField(label=label, min_amount=Decimal("0.01"), max_amount=ceiling)
    field.widget.attrs |= {"data-min": "0.01", "data-max": f"{ceiling:f}"}
    return field


def long_text(label: str, help_text: str) -> forms.CharField:
    """A text of several lines; all texts together must fit into the envelope."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=3000, widget=forms.Textarea(attrs={"rows": 6})
    )


class ResponseForm(forms.Form):
    """A response of form fields; the price is seen by the panel only."""

    plan = long_text(_("服务方案"), _("怎样开展服务、质量怎样保证、风险怎样防范，最多三千字。"))
    team = long_text(_("项目团队"), _("负责人、持证社工、督导和其他人员，最多三千字。"))
    experience = long_text(_("同类服务经验"), _("近三年承接的同类服务；没有的写“无”。"))
    deviations = forms.CharField(
        label=_("偏离说明"),
        help_text=_("与采购文件要求不一致的地方；没有的不填。"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    statement_qualification = forms.BooleanField(label=_("我单位符合政府采购法第二十二条和本项目的资格要求"))
    statement_credit = forms.BooleanField(
        label=_("我单位没有被列入失信被执行人、严重违法失信名单或者政府采购严重违法失信行为记录名单")
    )
    statement_truth = forms.BooleanField(label=_("以上内容真实，愿意承担不实的法律责任"))

    def __init__(self, *args: object, ceiling: Decimal, method: Method, **options: object):
        super().__init__(*args, **options)
        self.fields["first_price"] = priced(method.terms.offer, ceiling)
        seen = gettext("含完成服务的全部费用，只有%(panel)s能看到。") % {"panel": method.terms.panel}
        if method.is_read_out:
            seen = gettext("含完成服务的全部费用，开标时当众宣布。")
        self.fields["first_price"].help_text = seen


class FinalQuoteForm(forms.Form):
    """A final quote: one amount within the ceiling."""

    def __init__(self, *args: object, ceiling: Decimal, method: Method, **options: object):
        super().__init__(*args, **options)
        self.fields["price"] = priced(_("最后报价"), ceiling)
        self.fields["price"].help_text = _("含完成服务的全部费用，不得高于最高限价。")


FORMS = {SubmissionKind.RESPONSE: ResponseForm, SubmissionKind.FINAL_QUOTE: FinalQuoteForm}


class SealedForm(forms.Form):
    """What the browser posts: ciphertext and digests, nothing else."""

    envelope = forms.CharField(max_length=60_000, strip=False)
    ciphertext_sha256 = forms.RegexField(r"^[0-9a-f]{64}$")
    plaintext_sha256 = forms.RegexField(r"^[0-9a-f]{64}$")
    files = forms.CharField(max_length=8000, required=False)
    custody = forms.CharField(max_length=8000, strip=False, required=False)

    def clean_files(self) -> tuple[SealedFile, ...]:
        try:
            return read_files(self.cleaned_data["files"])
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(gettext("附件清单不完整，请重新提交。")) from error


class WindowForm(forms.Form):
    """How long the one common window for final quotes stays open."""

    minutes = forms.IntegerField(label=_("时段长度"), min_value=QUOTE_MINUTES[0], max_value=QUOTE_MINUTES[-1])


class ReceiptForm(PortalForm):
    """A whole receipt, as its file or the code on its paper holds it."""

    receipt = forms.CharField(
        label=_("回执文件里的文字"),
        help_text=_("一长串字母和数字，中间有两个点；断行没有关系。"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

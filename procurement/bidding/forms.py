"""What a supplier fills in. These fields are sealed in the browser and never posted in the clear."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.requirements import Requirement
from procurement.bidding.rules import QUOTE_MINUTES, SealedFile, read_files
from procurement.methods.declaration import Method
from procurement.review.choices import Fit


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


def slot(item: Requirement, label: str) -> forms.CharField:
    """A short text that says where the evidence for one item stands; the page shows a shorter label."""
    attrs = {"rows": 2, "data-evidence": item.title, "data-says": label}
    field = forms.CharField(label=label, required=False, max_length=400, widget=forms.Textarea(attrs=attrs))
    field.asked = item.text
    return field


@dataclass(frozen=True)
class Asked:
    """What a package asks beside price, plan and promises."""

    needs: tuple[Requirement, ...] = ()
    evidence: tuple[Requirement, ...] = ()
    bond: Decimal | None = None


class ResponseForm(forms.Form):
    """A response of form fields; the price is seen by the panel only, but read out at a tender's opening.

    `needs` and `evidence` are the items that are answered one by one, `bond` the amount that is asked for.
    """

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

    def __init__(
        self,
        *args: object,
        ceiling: Decimal,
        method: Method,
        asked: Asked | None = None,
        **options: object,
    ):
        super().__init__(*args, **options)
        self.fields["first_price"] = priced(method.terms.offer, ceiling)
        seen = gettext("含完成服务的全部费用，只有%(panel)s能看到。") % {"panel": method.terms.panel}
        if method.is_read_out:
            seen = gettext("含完成服务的全部费用，开标时当众宣布。")
        self.fields["first_price"].help_text = seen
        self.asked = asked or Asked()
        if self.asked.bond:
            self._ask_bond()
        for item in self.asked.needs:
            self._ask_need(item)
        for item in self.asked.evidence:
            label = gettext("%(item)s：写在哪里、有什么证明") % {"item": item.title}
            self.fields[item.code] = slot(item, label)

    def prices(self) -> list[forms.BoundField]:
        """The price, and the bond where one is asked for."""
        names = ["first_price", "bond_form", "bond_reference"]
        return [self[name] for name in names if name in self.fields]

    def texts(self) -> list[forms.BoundField]:
        """Plan, team, experience."""
        return [self["plan"], self["team"], self["experience"]]

    def needs(self) -> list[tuple[Requirement, forms.BoundField, forms.BoundField]]:
        """Every line of the demand with its two fields."""
        return [(item, self[f"{item.code}_fits"], self[item.code]) for item in self.asked.needs]

    def evidence(self) -> list[tuple[Requirement, forms.BoundField]]:
        """Everything that is examined or scored with the place for its evidence."""
        return [(item, self[item.code]) for item in self.asked.evidence]

    def statements(self) -> list[forms.BoundField]:
        """What is promised."""
        return [self[name] for name in self.fields if name.startswith("statement_")]

    def _ask_bond(self) -> None:
        self.fields["bond_form"] = forms.CharField(
            label=gettext("保证金形式"),
            help_text=gettext("电子保函、保函、支票、汇票、本票等非现金形式。"),
            max_length=40,
        )
        self.fields["bond_reference"] = forms.CharField(
            label=gettext("保函编号或者转账凭证号"), max_length=80
        )

    def _ask_need(self, item: Requirement) -> None:
        fits = gettext("%(item)s：是否满足") % {"item": item.title}
        field = forms.ChoiceField(
            label=fits,
            choices=[("", gettext("请选择")), *Fit.choices],
            widget=forms.Select(attrs={"data-fits": item.code, "data-says": fits}),
        )
        field.asked = item.text
        self.fields[f"{item.code}_fits"] = field
        self.fields[item.code] = slot(item, gettext("%(item)s：怎样满足") % {"item": item.title})


class FinalQuoteForm(forms.Form):
    """A final quote: one amount within the ceiling."""

    def __init__(
        self, *args: object, ceiling: Decimal, method: Method, asked: Asked | None = None, **options: object
    ):
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
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )

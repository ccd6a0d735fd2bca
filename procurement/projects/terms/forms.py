"""What a drafter types about the terms."""

from django import forms
from django.utils.translation import gettext_lazy

from portal.kernel.forms import PortalForm
from portal.kernel.money import AmountField
from procurement.projects.forms import LEAST
from procurement.projects.terms import queries
from procurement.projects.terms.choices import (
    FeePayer,
    OrganisationForm,
    SmeExemption,
    SmeManner,
    SmeReservation,
)
from procurement.projects.terms.models import PurchaseTerms
from procurement.projects.terms.rules import TermsFacts

YES_NO = (("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))
ASKED = ("accepts_consortium", "allows_subcontract")


def choice(label: str, choices, **options) -> forms.ChoiceField:
    """One of a few, all of them seen."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **options)


def text(label: str, longest: int = 500, help_text: str = "") -> forms.CharField:
    """A text that depends on another answer."""
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=longest, required=False, widget=area, help_text=help_text)


class TermsForm(PortalForm):
    """Consortium, subcontract, SMEs, long term, preference, organisation."""

    accepts_consortium = choice(gettext_lazy("接受联合体"), YES_NO)
    allows_subcontract = choice(gettext_lazy("允许分包"), YES_NO)
    subcontract_scope = text(
        gettext_lazy("可以分包的部分"), help_text=gettext_lazy("只能是非主体、非关键部分；任何部分不得转包。")
    )
    sme = choice(gettext_lazy("支持中小企业"), SmeReservation.choices)
    sme_exemption = forms.ChoiceField(
        label=gettext_lazy("不预留的情形"),
        choices=[("", gettext_lazy("没有")), *SmeExemption.choices],
        required=False,
        help_text=gettext_lazy("社会组织不是中小企业，预留给中小企业的项目社会组织不能参加。"),
    )
    sme_reason = text(gettext_lazy("不预留的原因"))
    sme_share = forms.IntegerField(label=gettext_lazy("预留份额"), min_value=1, max_value=100, required=False)
    sme_small_share = forms.IntegerField(
        label=gettext_lazy("预留份额中小微企业的份额"), min_value=1, max_value=100, required=False
    )
    sme_manner = forms.ChoiceField(
        label=gettext_lazy("预留的方式"),
        choices=[("", gettext_lazy("没有")), *SmeManner.choices],
        required=False,
        help_text=gettext_lazy(
            "预留部分份额时选择。限额标准以上、没有超过整体预留金额的，应当整个项目预留。"
        ),
    )
    is_content_fixed = forms.BooleanField(label=gettext_lazy("购买内容相对固定"), required=False)
    is_continuous = forms.BooleanField(label=gettext_lazy("连续性强"), required=False)
    is_funding_stable = forms.BooleanField(label=gettext_lazy("经费来源稳定"), required=False)
    is_price_steady = forms.BooleanField(label=gettext_lazy("价格变化幅度小"), required=False)
    budget_guarantee = text(
        gettext_lazy("预算保障"), help_text=gettext_lazy("合同超过一年时，写明各年度预算怎样保障。")
    )
    prefers_associations = forms.BooleanField(
        label=gettext_lazy("依法比较价格和技术以后仍然相同的，优先行业协会商会"), required=False
    )
    preference_reason = text(gettext_lazy("适合行业协会商会承接的理由"))
    organisation = choice(gettext_lazy("组织形式"), OrganisationForm.choices)
    mandate_scope = text(
        gettext_lazy("委托范围"),
        1000,
        gettext_lazy("写明委托哪些事项。确认需求、采购文件和结果由采购人自己办理，不能委托。"),
    )
    fee_payer = choice(gettext_lazy("代理费由谁支付"), FeePayer.choices, initial=FeePayer.NOBODY)
    agency_fee = AmountField(label=gettext_lazy("代理费"), min_amount=LEAST, required=False)

    @property
    def facts(self) -> TermsFacts:
        """The terms as the workflow takes them; only after is_valid()."""
        data = dict(self.cleaned_data)
        asked = {name: data.pop(name) == "yes" for name in ASKED}
        return TermsFacts(**data, **asked)

    @staticmethod
    def initial_of(terms: PurchaseTerms | None) -> dict:
        """What the draft holds."""
        if terms is None:
            return {}
        found = {name: getattr(terms, name) for name in queries.facts_of(terms).__dataclass_fields__}
        return found | {name: "yes" if found[name] else "no" for name in ASKED}

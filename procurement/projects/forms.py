"""What a drafter and a reviewer type, page by page of the wizard."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.editions import queries as catalogue
from catalog.editions.models import CatalogueItem
from catalog.negative.rules import Head
from orgs.bodies.models import Body
from orgs.people.models import AgencyMandate
from portal.kernel.forms import PortalForm
from portal.kernel.money import ZERO, AmountField, format_amount
from procurement.budget.models import BudgetLine
from procurement.budget.rules import Share
from procurement.projects import queries
from procurement.projects.models import ProcurementProject
from procurement.projects.rules import PackageFacts, ProjectFacts
from procurement.routing.rules import Route

LEAST = Decimal("0.01")
MOST_PACKAGES = 20


class MandateField(forms.ModelChoiceField):
    """A written mandate, named by its agency and paper."""

    def label_from_instance(self, mandate: AgencyMandate) -> str:
        """The agency, then the paper."""
        return f"{mandate.agency.name}（{mandate.paper}）"


class FactsForm(PortalForm):
    """What is needed, for whom, where, how long. The item is looked up by words or code."""

    title = forms.CharField(
        label=gettext_lazy("项目名称"),
        max_length=120,
        help_text=gettext_lazy("写服务内容，不写采购方式，例如“居家养老上门服务”。"),
    )
    words = forms.CharField(
        label=gettext_lazy("查找目录品目"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("输入名称、编码或者拼音首字母。"),
    )
    catalogue_item = forms.ModelChoiceField(
        label=gettext_lazy("目录品目"),
        queryset=CatalogueItem.objects.none(),
        error_messages={"required": gettext_lazy("请查找并选择一个目录品目。")},
    )
    recipients = forms.CharField(
        label=gettext_lazy("服务对象"),
        max_length=200,
        help_text=gettext_lazy("谁得到服务，大约多少人。"),
    )
    service_area = forms.CharField(label=gettext_lazy("服务地点"), max_length=200)
    term_months = forms.IntegerField(label=gettext_lazy("服务期限"), min_value=1, max_value=120)
    fiscal_year = forms.TypedChoiceField(label=gettext_lazy("预算年度"), coerce=int)
    agency_mandate = MandateField(
        label=gettext_lazy("由谁组织采购"),
        queryset=AgencyMandate.objects.none(),
        required=False,
        empty_label=gettext_lazy("本单位自行组织"),
        help_text=gettext_lazy("委托代理机构的，选择在有效期内的书面委托协议。"),
    )
    demand = forms.CharField(
        label=gettext_lazy("服务内容和要求"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("写明要实现的目标、服务标准、数量、时间和地点、验收标准。"),
    )

    def __init__(self, *args, purchaser: Body, today: date, **options):
        super().__init__(*args, **options)
        this_year = today.year
        self.fields["catalogue_item"].queryset = catalogue.purchasable(on=today)
        self.fields["agency_mandate"].queryset = queries.mandates_of(purchaser, on=today)
        years = (this_year, this_year + 1)
        self.fields["fiscal_year"].choices = [(year, _("%(year)s年") % {"year": year}) for year in years]

    @property
    def facts(self) -> ProjectFacts:
        """The facts as the workflow takes them; only after is_valid()."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "words"}
        mandate = data.pop("agency_mandate")
        return ProjectFacts(
            catalogue_item_id=data.pop("catalogue_item").pk,
            agency_mandate_id=mandate.pk if mandate else None,
            **data,
        )

    @staticmethod
    def initial_of(project: ProcurementProject) -> dict:
        """What the draft holds."""
        names = ("title", "recipients", "service_area", "term_months", "fiscal_year", "demand")
        return {name: getattr(project, name) for name in names} | {
            "catalogue_item": project.catalogue_item_id,
            "agency_mandate": project.agency_mandate_id,
        }


def so_far(value: object) -> Decimal:
    """An amount as far as it was typed; nothing where it is none yet."""
    try:
        return AmountField(required=False).to_python(value) or ZERO
    except ValidationError:
        return ZERO


class PackageForm(PortalForm):
    """One package; the ceiling is the budget when it is left empty."""

    title = forms.CharField(label=gettext_lazy("包名称"), max_length=120)
    content = forms.CharField(
        label=gettext_lazy("服务内容"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    budget_amount = AmountField(label=gettext_lazy("包预算"), min_amount=LEAST)
    ceiling_amount = AmountField(
        label=gettext_lazy("最高限价"),
        min_amount=LEAST,
        required=False,
        help_text=gettext_lazy("不能高于包预算；不填写就等于包预算。不得设最低限价。"),
    )

    def clean(self) -> dict:
        """A ceiling never above the budget, said at its field (Order 87, art. 12)."""
        data = super().clean()
        budget, ceiling = data.get("budget_amount"), data.get("ceiling_amount")
        if budget is not None and ceiling is not None and ceiling > budget:
            self.add_error(
                "ceiling_amount",
                _("最高限价 %(ceiling)s 元，高于包预算 %(budget)s 元。")
                % {"ceiling": format_amount(ceiling), "budget": format_amount(budget)},
            )
        return data

    @property
    def facts(self) -> PackageFacts:
        """The package as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        return PackageFacts(
            data["title"],
            data["content"],
            data["budget_amount"],
            data["ceiling_amount"] or data["budget_amount"],
        )


class BasePackageFormSet(forms.BaseFormSet):
    """The packages of a project in their order."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The mark that leaves a package out says so in words."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("删去这个包")

    @property
    def facts(self) -> list[PackageFacts]:
        """The packages that are filled in and kept."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        return [form.facts for form in kept if form.has_changed() and form.cleaned_data]

    @property
    def typed_total(self) -> Decimal:
        """What the packages come to as far as they were typed, valid or not."""
        kept = [form for form in self.forms if "DELETE" not in form.fields or not form["DELETE"].value()]
        return sum((so_far(form["budget_amount"].value()) for form in kept), ZERO)


PackageFormSet = forms.formset_factory(
    PackageForm,
    formset=BasePackageFormSet,
    extra=0,
    min_num=1,
    max_num=MOST_PACKAGES,
    absolute_max=MOST_PACKAGES,
    validate_min=True,
    validate_max=True,
    can_delete=True,
)


class FundsForm(PortalForm):
    """How much of the project each budget line carries; an empty field leaves the line out."""

    def __init__(
        self, *args, lines: Sequence[BudgetLine], fiscal_year: int = 0, later_years: int = 0, **options
    ):
        self.lines, self.years = list(lines), [fiscal_year + n for n in range(1, later_years + 1)]
        super().__init__(*args, **options)
        several = len({line.body_id for line in self.lines}) > 1
        for line in self.lines:
            name = f"{line.body.name} {line.title}" if several else line.title
            self.fields[f"line_{line.pk}"] = AmountField(
                label=_("“%(line)s”承担") % {"line": name}, required=False
            )

        for year in self.years:
            self.fields[f"year_{year}"] = AmountField(
                label=_("%(year)s年承担") % {"year": year},
                required=False,
                help_text=_("没有跨年度的不填。该年一月安排指标并由财政部门确认后，合同的这一年度才能开始。"),
            )

    @property
    def later(self) -> dict[int, Decimal]:
        """What each later year is to carry; only after is_valid()."""
        amounts = ((year, self.cleaned_data[f"year_{year}"]) for year in self.years)
        return {year: amount for year, amount in amounts if amount}

    @property
    def later_rows(self) -> list[forms.BoundField]:
        """The fields of later years."""
        return [self[f"year_{year}"] for year in self.years]

    @property
    def rows(self) -> list[tuple[BudgetLine, forms.BoundField]]:
        """Each line with its field."""
        return [(line, self[f"line_{line.pk}"]) for line in self.lines]

    @property
    def typed_parts(self) -> dict[str, Decimal]:
        """What each budget project, by its code, is to carry as far as it was typed."""
        parts: dict[str, Decimal] = {}
        for line, bound in self.rows:
            parts[line.code] = parts.get(line.code, ZERO) + so_far(bound.value())
        return parts

    @property
    def shares(self) -> list[Share]:
        """The shares that were filled in; only after is_valid()."""
        amounts = ((line.pk, self.cleaned_data[f"line_{line.pk}"]) for line in self.lines)
        return [Share(line_id, amount) for line_id, amount in amounts if amount]


class MethodForm(PortalForm):
    """One of the lawful methods, and where its procedure is held."""

    method = forms.ChoiceField(label=gettext_lazy("采购方式"), widget=forms.RadioSelect)
    is_elsewhere = forms.BooleanField(
        label=gettext_lazy("在其他平台办理，办完后在这里登记结果"),
        required=False,
        help_text=gettext_lazy(
            "电子卖场总是在卖场下单，不必勾选。登记结果以后，合同、验收和评价在这里办理。"
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("选择理由"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("原则上应当通过电子卖场、但选择其他途径的，写明为什么。"),
    )

    def __init__(self, *args, route: Route, **options):
        super().__init__(*args, **options)
        self.fields["method"].choices = [
            *((option.method, str(option.name)) for option in route.lawful),
            *((o.method, _("%(name)s（须经批准）") % {"name": o.name}) for o in route.on_approval),
        ]


class SchemesForm(PortalForm):
    """The criteria scheme of each package."""

    def __init__(self, *args, project: ProcurementProject, **options):
        super().__init__(*args, **options)
        schemes = queries.schemes_for(project)
        for package in project.packages.all():
            self.fields[f"package_{package.pk}"] = forms.ModelChoiceField(
                label=package.title,
                queryset=schemes,
                initial=package.scheme_id,
                required=False,
                empty_label=_("以后再选"),
            )

    @property
    def chosen(self) -> list[tuple[int, int]]:
        """Package and scheme of every choice; only after is_valid()."""
        pairs = ((name.removeprefix("package_"), scheme) for name, scheme in self.cleaned_data.items())
        return [(int(package), scheme.pk) for package, scheme in pairs if scheme]


class SubmitForm(PortalForm):
    """The negative list head by head, and the declaration before a project goes to a second person."""

    negative_heads = forms.MultipleChoiceField(
        label=gettext_lazy("本项目属于下列哪一项"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("都不属于就不勾选。属于任何一项的，不能用政府购买服务的方式办理。"),
    )
    outside_negative_list = forms.BooleanField(
        label=gettext_lazy("我已逐项核对，本项目不在负面清单内。"),
        error_messages={"required": gettext_lazy("请先核对负面清单并勾选。")},
    )

    def __init__(self, *args, heads: Sequence[Head], **options):
        super().__init__(*args, **options)
        self.fields["negative_heads"].choices = [
            (head.code, _("%(text)s（例如%(examples)s）") % {"text": head.text, "examples": head.examples})
            if head.examples
            else (head.code, head.text)
            for head in heads
        ]


class DecisionForm(PortalForm):
    """The second person's decision with an opinion."""

    opinion = forms.CharField(
        label=gettext_lazy("审查意见"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("退回修改时必须写明要改什么。"),
    )

"""The fields that a letter of challenge and a complaint have in common, and their matters."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.challenges.letters.rules import Agent
from procurement.challenges.letters.saving import LetterFacts, MatterFacts

MOST_MATTERS = 10
LINES = forms.Textarea(attrs={"rows": 4})
KINDS = (*DOCUMENTS, *IMAGES)


def line(label: str, longest: int, **options: object) -> forms.CharField:
    """One line of text."""
    return forms.CharField(label=label, max_length=longest, **options)


class LetterForm(PortalForm):
    """Who writes, what is asked for, an agent and the papers (Order 94, art. 12)."""

    address = line(gettext_lazy("地址"), 200)
    postcode = line(
        gettext_lazy("邮编"),
        6,
        validators=[RegexValidator(r"^\d{6}$", gettext_lazy("请填写六位数字的邮编。"))],
    )
    contact = line(gettext_lazy("联系人"), 60)
    phone = line(gettext_lazy("联系电话"), 40)
    principal = line(gettext_lazy("法定代表人或者主要负责人"), 60)
    partners = line(
        gettext_lazy("联合体其他成员"),
        300,
        required=False,
        help_text=gettext_lazy("以联合体参加采购的，写明其他成员，由各方共同提出。"),
    )
    request = forms.CharField(
        label=gettext_lazy("请求"),
        max_length=2000,
        widget=LINES,
        help_text=gettext_lazy("希望采购人怎样处理，要和下面的事项对应。"),
    )
    agent_name = line(
        gettext_lazy("代理人姓名"),
        60,
        required=False,
        help_text=gettext_lazy("由代理人办理的才填写，并上传授权委托书。"),
    )
    agent_matters = line(gettext_lazy("代理事项"), 200, required=False)
    agent_powers = line(gettext_lazy("代理权限"), 200, required=False)
    agent_until = DayField(label=gettext_lazy("代理期限至"), required=False)
    power = UploadField(label=gettext_lazy("授权委托书"), required=False, kinds=KINDS)
    evidence = UploadField(
        label=gettext_lazy("证明材料"),
        required=False,
        kinds=KINDS,
        help_text=gettext_lazy("有多份的，请合并成一份文件。"),
    )

    @property
    def agent(self) -> Agent:
        """Who acts for the sender."""
        said = self.cleaned_data
        return Agent(
            said["agent_name"],
            said["agent_matters"],
            said["agent_powers"],
            said["agent_until"],
            bool(said["power"]),
        )

    def facts(self, matters: tuple[MatterFacts, ...]) -> LetterFacts:
        """The letter as values; only after is_valid()."""
        said = self.cleaned_data
        names = ("address", "postcode", "contact", "phone", "principal", "partners", "request")
        return LetterFacts(**{name: said[name] for name in names}, agent=self.agent, matters=matters)


class MatterForm(PortalForm):
    """One matter, its facts, its law."""

    matter = forms.CharField(
        label=gettext_lazy("事项"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    facts = forms.CharField(label=gettext_lazy("事实依据"), max_length=4000, widget=LINES)
    law = line(
        gettext_lazy("法律依据"),
        500,
        help_text=gettext_lazy("例如《中华人民共和国政府采购法实施条例》第二十条。"),
    )


class MatterForms(forms.BaseFormSet):
    """The matters in their order; a row left empty does not count."""

    @property
    def facts(self) -> tuple[MatterFacts, ...]:
        """What was typed, as values."""
        typed = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return tuple(MatterFacts(said["matter"], said["facts"], said["law"]) for said in typed)

    def clean(self) -> None:
        """At least one matter."""
        if not any(self.errors) and not any(form.cleaned_data for form in self.forms):
            raise ValidationError(_("请至少填写一个事项。"))


MatterFormSet = forms.formset_factory(
    MatterForm, formset=MatterForms, extra=3, max_num=MOST_MATTERS, absolute_max=MOST_MATTERS
)

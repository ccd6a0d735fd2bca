"""What is challenged and by whom; the answer to it."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import UploadField
from procurement.challenges.answering import Answer, Reply
from procurement.challenges.choices import Effect, Outcome
from procurement.challenges.letters.choices import PaperKind
from procurement.challenges.letters.forms import KINDS, LetterForm, line
from procurement.challenges.models import ChallengeMatter
from procurement.challenges.rules import Occasion
from procurement.challenges.workflow import PaperFacts

UPLOADS = {"power": PaperKind.POWER, "evidence": PaperKind.EVIDENCE, "scan": PaperKind.SCAN}


class ChallengeForm(LetterForm):
    """A challenge handed in online."""

    def __init__(self, *args, occasions: list[Occasion], **options):
        super().__init__(*args, **options)
        field = forms.ChoiceField(
            label=_("质疑什么"), choices=[(one.key, one.says) for one in occasions], widget=forms.RadioSelect
        )
        self.add_fields({"occasion": field})
        self.order_fields(["occasion", *self.first])

    first: tuple[str, ...] = ()


class PaperChallengeForm(ChallengeForm):
    """A letter on paper as a clerk enters it."""

    first = ("sender_name", "sender_code", "is_outside", "written_on", "sent_on", "received_on", "scan")
    sender_name = line(_("提出单位名称"), 120, help_text=_("照质疑函填写。"))
    sender_code = line(
        _("统一社会信用代码"), 18, required=False, help_text=_("按代码核对是不是参加本项目的供应商。")
    )
    is_outside = forms.BooleanField(
        label=_("提出单位没有在平台登记"),
        required=False,
        help_text=_("核对过名称和代码，平台确实没有这个单位的才勾选。"),
    )
    written_on = DayField(label=_("落款日期"))
    sent_on = DayField(label=_("寄出日期"), help_text=_("邮寄的以邮戳为准；当面送交的填收到日期。"))
    received_on = DayField(label=_("收到日期"), help_text=_("答复期限从这一天起算。"))
    scan = UploadField(label=_("质疑函扫描件"), kinds=KINDS, help_text=_("邮寄的连同信封邮戳一起扫描。"))

    @property
    def paper(self) -> PaperFacts:
        """The sender and the days; only after is_valid()."""
        said = self.cleaned_data
        names = ("sender_name", "sender_code", "is_outside", "written_on", "sent_on", "received_on")
        return PaperFacts(**{name: said[name] for name in names})


LINES = forms.Textarea(attrs={"rows": 4})
YES_NO = [("yes", _("成立")), ("no", _("不成立"))]


class ReplyForm(PortalForm):
    """The answer to each matter, the conclusion and what follows."""

    outcome = forms.ChoiceField(label=_("答复结论"), choices=Outcome.choices, widget=forms.RadioSelect)
    effect = forms.ChoiceField(label=_("怎样办理"), choices=Effect.choices, widget=forms.RadioSelect)
    panel_said = forms.CharField(
        label=_("原评审小组协助答复的意见"),
        max_length=4000,
        required=False,
        widget=LINES,
        help_text=_("请原评审小组协助答复的才填写；不发给供应商。"),
    )

    def __init__(self, *args, matters: Sequence[ChallengeMatter], **options):
        super().__init__(*args, **options)
        self.matters = matters
        for one in matters:
            self.add_fields(self.fields_of(one.index))

    @staticmethod
    def fields_of(index: int) -> dict[str, forms.Field]:
        """What is asked of one matter."""
        return {
            f"founded_{index}": forms.ChoiceField(
                label=_("是否成立"), choices=YES_NO, widget=forms.RadioSelect
            ),
            f"answer_{index}": forms.CharField(label=_("答复"), max_length=4000, widget=LINES),
            f"facts_{index}": forms.CharField(label=_("事实依据"), max_length=4000, widget=LINES),
            f"law_{index}": line(_("法律依据"), 500),
        }

    @property
    def rows(self) -> list[tuple[ChallengeMatter, list[forms.BoundField]]]:
        """Each matter with its fields, for the page."""
        return [(one, [self[name] for name in self.fields_of(one.index)]) for one in self.matters]

    @property
    def answer(self) -> Answer:
        """The answer as values; only after is_valid()."""
        said = self.cleaned_data
        replies = {
            one.index: Reply(
                said[f"founded_{one.index}"] == "yes",
                said[f"answer_{one.index}"],
                said[f"facts_{one.index}"],
                said[f"law_{one.index}"],
            )
            for one in self.matters
        }
        return Answer(said["outcome"], said["effect"], replies, said["panel_said"])

    @staticmethod
    def initial_of(outcome: str, effect: str, panel_said: str, matters: Sequence[ChallengeMatter]) -> dict:
        """What a returned draft holds."""
        found = {"outcome": outcome, "effect": effect, "panel_said": panel_said}
        for one in (one for one in matters if one.is_founded is not None):
            found |= {
                f"founded_{one.index}": "yes" if one.is_founded else "no",
                f"answer_{one.index}": one.answer,
                f"facts_{one.index}": one.answer_facts,
                f"law_{one.index}": one.answer_law,
            }
        return found


class ReasonForm(PortalForm):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=LINES)


class GiveForm(PortalForm):
    """The last look before an answer goes out."""

    confirmed = forms.BooleanField(label=_("我已核对，答复不含其他供应商的商业秘密，现在发出"))

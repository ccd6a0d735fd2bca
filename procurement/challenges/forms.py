"""What is challenged and by whom; the answer to it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import DayField
from portal.kernel.uploads import UploadField
from procurement.challenges.letters.choices import PaperKind
from procurement.challenges.letters.forms import KINDS, LetterForm, line
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

    first = ("sender_name", "sender_code", "written_on", "sent_on", "received_on", "scan")
    sender_name = line(_("提出单位名称"), 120, help_text=_("照质疑函填写。"))
    sender_code = line(
        _("统一社会信用代码"), 18, required=False, help_text=_("按代码核对是不是参加本项目的供应商。")
    )
    written_on = DayField(label=_("落款日期"))
    sent_on = DayField(label=_("寄出日期"), help_text=_("邮寄的以邮戳为准；当面送交的填收到日期。"))
    received_on = DayField(label=_("收到日期"), help_text=_("答复期限从这一天起算。"))
    scan = UploadField(label=_("质疑函扫描件"), kinds=KINDS, help_text=_("邮寄的连同信封邮戳一起扫描。"))

    @property
    def paper(self) -> PaperFacts:
        """The sender and the days; only after is_valid()."""
        said = self.cleaned_data
        names = ("sender_name", "sender_code", "written_on", "sent_on", "received_on")
        return PaperFacts(**{name: said[name] for name in names})

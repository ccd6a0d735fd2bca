"""What was seen of an outage, and what is decided."""

from datetime import date, datetime, time

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.clock import at_local
from portal.kernel.forms import DayField, PortalForm
from portal.kernel.uploads import UploadField
from procurement.opening.outage.choices import Noticed, OutageOutcome
from procurement.opening.outage.rules import Decision, Span

LINES = forms.Textarea(attrs={"rows": 4})


def clock_field(label: str, **options: object) -> forms.TimeField:
    """A time of the day."""
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}), **options)


class ReportForm(PortalForm):
    """From when to when, who noticed, what did not work, the evidence."""

    began_on = DayField(label=_("故障开始日期"))
    began = clock_field(_("故障开始时刻"))
    ended_on = DayField(label=_("故障结束日期"), required=False, help_text=_("还没有恢复的不填。"))
    ended = clock_field(_("故障结束时刻"), required=False)
    noticed_by = forms.ChoiceField(label=_("由谁发现"), choices=Noticed.choices)
    text = forms.CharField(
        label=_("故障情况"),
        max_length=500,
        widget=LINES,
        help_text=_("写明哪些办不了、怎样发现的。不要写供应商的名称，也不要写有几家反映。"),
    )
    paper = UploadField(label=_("证据"), required=False, help_text=_("例如屏幕照片、运行单位的说明。"))

    def clean(self) -> dict:
        """An end needs its day and its time."""
        cleaned = super().clean()
        if bool(cleaned.get("ended_on")) != bool(cleaned.get("ended")):
            self.add_error("ended", _("结束的日期和时刻要一起填写。"))
        return cleaned

    def as_span(self) -> Span:
        """The times as moments."""
        said = self.cleaned_data
        ended = moment(said["ended_on"], said["ended"]) if said["ended_on"] else None
        return Span(moment(said["began_on"], said["began"]), ended)


class DecideForm(PortalForm):
    """The outcome, the new moment, the reason; and of what went on at the report when it was over."""

    outcome = forms.ChoiceField(label=_("怎样处理"), choices=OutageOutcome.choices, widget=forms.RadioSelect)
    day = DayField(label=_("改到哪一天"), required=False, help_text=_("维持原来时间的不填。"))
    time = clock_field(_("几点"), required=False)
    ended_on = DayField(
        label=_("故障恢复日期"),
        required=False,
        help_text=_("登记时还没有恢复、现在已经恢复的，填写恢复的日期和时刻；截止以后顺延的必须填写。"),
    )
    ended = clock_field(_("故障恢复时刻"), required=False)
    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=LINES,
        help_text=_("写明对提交的影响和这样决定的理由；顺延的写进更正公告。不要写供应商的名称和家数。"),
    )
    provisional_confirmed = forms.BooleanField(
        label=_("我已核对：新的日期在国务院还没有公布放假安排的年份"),
        required=False,
        help_text=_("只有改到这样的年份才需要勾选。"),
    )

    def __init__(self, *args: object, is_going_on: bool = True, **options: object):
        super().__init__(*args, **options)
        if not is_going_on:
            del self.fields["ended_on"], self.fields["ended"]

    def clean(self) -> dict:
        """What moves says to when."""
        cleaned = super().clean()
        if bool(cleaned.get("ended_on")) != bool(cleaned.get("ended")):
            self.add_error("ended", _("恢复的日期和时刻要一起填写。"))
        moves = cleaned.get("outcome") not in (None, OutageOutcome.STAYS)
        for name in ("day", "time"):
            if moves and name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("请填写改到什么时候。"))
        return cleaned

    def as_decision(self) -> Decision:
        """The decision as values."""
        said = self.cleaned_data
        moves = said["outcome"] != OutageOutcome.STAYS
        moved_to = moment(said["day"], said["time"]) if moves else None
        ended = moment(said["ended_on"], said["ended"]) if said.get("ended_on") else None
        return Decision(said["outcome"], said["reason"], moved_to, ended)


def moment(day: date, at: time) -> datetime:
    """A day and a time as they were typed."""
    return at_local(day, at.hour, at.minute)

"""The department at work: explanations, the stopped clock, suspension and its end."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.uploads import Upload
from procurement.challenges.complaints import papers, queries, steps
from procurement.challenges.complaints.choices import PaperKind
from procurement.challenges.complaints.models import (
    Complaint,
    ComplaintParty,
    ComplaintPause,
    DepartmentPaper,
)
from procurement.challenges.complaints.rules import clocks


@dataclass(frozen=True)
class Sent:
    """A paper that went to others: why, to whom, on which day."""

    kind: str
    to_whom: str
    sent_on: date
    reason: str = ""


@transaction.atomic
def explain(number: str, text: str, *, file: Upload | None, by: Actor, now: datetime) -> ComplaintParty:
    """A party explains in writing; after its time, too, but then it has given its right up (art. 22, 25)."""
    complaint = steps.begin(number, "explain", by=by)
    party = queries.party_of(complaint, by)
    if party is None:
        raise NotPermitted(_("本单位没有收到这件投诉的副本。"))
    party.text, party.file = text.strip(), file or party.file
    party.explained_at, party.explained_by_id = now, by.user_id
    party.save(update_fields=["text", "file", "explained_at", "explained_by"])
    facts = {"body": party.body.name, "sha256": party.file.sha256 if party.file else ""}
    steps.record(complaint, "explain", by=by, now=now, **facts)
    subject = _("收到对投诉的说明：%(name)s") % {"name": party.body.name}
    steps.tell_department(complaint, subject, _("请审阅。"), now=now)
    return party


@transaction.atomic
def stop_clock(number: str, sent: Sent, *, by: Actor, now: datetime) -> ComplaintPause:
    """Papers went out for a test, an appraisal or to experts: the time until the reply does not count."""
    complaint = steps.begin(number, "pause", by=by)
    refuse(
        clocks.pause_refusals(
            sent_on=sent.sent_on,
            received_on=complaint.received_on,
            today=local_date(now),
            is_open=queries.open_pause(complaint, sent.kind) is not None,
        )
    )
    pause = ComplaintPause.objects.create(complaint=complaint, by_id=by.user_id, at=now, **vars(sent))
    steps.record(complaint, "pause", by=by, now=now, cause=pause.get_kind_display(), since=sent.sent_on)
    text = _("原因：%(kind)s。所需时间不计入处理期限。") % {"kind": pause.get_kind_display()}
    steps.tell_sender(complaint, _("投诉处理期限停止计算"), text, now=now)
    return pause


@transaction.atomic
def take_reply(pause_id: int, replied_on: date, *, by: Actor, now: datetime) -> ComplaintPause:
    """The reply has come: the clock goes on the next day."""
    number = Complaint.objects.values_list("number", flat=True).get(pauses=pause_id)
    complaint = steps.begin(number, "reply", by=by)
    pause = ComplaintPause.objects.select_for_update().get(pk=pause_id)
    if pause.replied_on is not None:
        refuse([Refusal(_("已经登记过收到反馈。"), clocks.PAUSE_BASIS, "", "wrong_state")])
    refuse(clocks.reply_refusals(sent_on=pause.sent_on, replied_on=replied_on, today=local_date(now)))
    pause.replied_on = replied_on
    pause.save(update_fields=["replied_on"])
    steps.record(complaint, "reply", by=by, now=now, cause=pause.get_kind_display(), until=replied_on)
    return pause


@transaction.atomic
def propose_suspension(number: str, *, until: date, text: str, by: Actor, now: datetime) -> DepartmentPaper:
    """Prepare the order that the purchase stops at once, at most the days of the law in all (art. 28)."""
    complaint = steps.begin(number, "suspend", by=by)
    papers.refuse_second(complaint)
    if queries.suspension_of(complaint, on=local_date(now)) is not None:
        because = _("采购活动已经按照本投诉暂停。")
        refuse([Refusal(because, clocks.SUSPEND_BASIS, _("需要延长的，请先恢复再通知。"), "suspended")])
    refuse(suspension_refusals(complaint, until=until, now=now))
    return papers.prepare(complaint, PaperKind.SUSPENSION, text=text, until=until, by=by, now=now)


@transaction.atomic
def propose_resumption(number: str, *, text: str, by: Actor, now: datetime) -> DepartmentPaper:
    """Prepare the notice that the purchase goes on before the last day of its suspension."""
    complaint = steps.begin(number, "resume", by=by)
    papers.refuse_second(complaint)
    if queries.suspension_of(complaint, on=local_date(now)) is None:
        because = _("采购活动没有按照本投诉暂停。")
        refuse([Refusal(because, clocks.SUSPEND_BASIS, "", "not_suspended")])
    return papers.prepare(complaint, PaperKind.RESUMPTION, text=text, by=by, now=now)


def suspension_refusals(complaint: Complaint, *, until: date | None, now: datetime) -> list[Refusal]:
    """Whether a suspension to that day keeps within the law, counted from today."""
    most = int(queries.law(complaint.package.project, "suspension_max_days"))
    return clocks.suspension_refusals(
        queries.suspended_spans(complaint), today=local_date(now), until=until, most=most
    )

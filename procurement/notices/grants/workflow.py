"""Notices about grants: drafted by one, published by another, corrected by a further notice."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.models import Body
from orgs.inbox import workflow as inbox
from orgs.people.choices import Role
from portal.kernel import numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.search import vector
from portal.kernel.workflow import Step
from procurement.notices import correcting, issuing
from procurement.notices import rules as notice_rules
from procurement.notices.amending import queries as amendments
from procurement.notices.amending import rules as amending
from procurement.notices.choices import GRANT_FORMS, NoticeStatus, NoticeType
from procurement.notices.grants import queries, rules
from procurement.notices.grants.rules import Facts
from procurement.notices.models import Notice
from procurement.notices.official.reading import form_of
from procurement.notices.official.rules import Values, compose
from procurement.notices.sections import day

S = NoticeStatus
DRAFTERS = (Role.PURCHASER_HANDLER,)
REVIEWERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
STEPS = {
    "draft": Step(gettext_lazy("编制资助公告"), (), S.DRAFT, DRAFTERS, basis=rules.BASIS),
    "edit": Step(gettext_lazy("修改公告"), (S.DRAFT,), "", DRAFTERS, basis=rules.BASIS),
    "submit": Step(gettext_lazy("提交复核"), (S.DRAFT,), S.SUBMITTED, DRAFTERS, basis=rules.BASIS),
    "return": Step(gettext_lazy("退回修改"), (S.SUBMITTED,), S.DRAFT, REVIEWERS, basis=rules.BASIS),
    "publish": Step(gettext_lazy("发布公告"), (S.SUBMITTED,), S.PUBLISHED, REVIEWERS, basis=rules.BASIS),
    "amend": Step(gettext_lazy("编制更正公告"), (S.PUBLISHED,), "", DRAFTERS, basis=rules.BASIS),
}


@transaction.atomic
def draft(kind: str, facts: Facts, *, by: Actor, now: datetime) -> Notice:
    """Draft one of the forms of grants for the acting body."""
    procedure.allow(STEPS, "draft", by=by)
    refuse(rules.facts_refusals(kind, facts, today=local_date(now)))
    issuer = Body.objects.select_related("division").get(pk=by.body_id)
    notice = Notice(number=_number(issuer, now=now), type=kind, issuer=issuer, created_by_id=by.user_id)
    _write(notice, facts, now=now)
    notice.save()
    _record(notice, "draft", by=by, at=now)
    return notice


@transaction.atomic
def edit(notice_id: int, facts: Facts, *, by: Actor, now: datetime) -> Notice:
    """Change a draft, also when a second person sent it back; whoever changes it has drafted it."""
    notice = _begin(notice_id, "edit", by=by)
    if notice.type not in GRANT_FORMS:
        raise NotPermitted(_("更正公告请从“修改更正公告”进入。"))
    refuse(rules.facts_refusals(notice.type, facts, today=local_date(now)))
    _write(notice, facts, now=now)
    notice.created_by_id = by.user_id
    notice.save()
    _record(notice, "edit", by=by, at=now)
    return notice


@transaction.atomic
def submit(notice_id: int, *, by: Actor, now: datetime) -> Notice:
    """Hand a draft to a second person of the body."""
    notice = _begin(notice_id, "submit", by=by)
    refuse(_refusals(notice, now=now))
    notice.body = {**notice.body, "returned": ""}
    notice.save(update_fields=["status", "body"])
    _record(notice, "submit", by=by, at=now)
    inbox.notify_body(
        notice.issuer_id,
        roles=REVIEWERS,
        subject=_("公告待复核：%(title)s") % {"title": notice.title},
        text=_("请核对后发布，发布以后不能修改。"),
        url=address(notice),
        now=now,
    )
    return notice


@transaction.atomic
def return_for_changes(notice_id: int, *, opinion: str, by: Actor, now: datetime) -> Notice:
    """Send a draft back with what has to be changed."""
    notice = _begin(notice_id, "return", by=by)
    refuse(rules.opinion_refusals(opinion))
    notice.body = {**notice.body, "returned": opinion.strip()}
    notice.save(update_fields=["status", "body"])
    _record(notice, "return", by=by, at=now, opinion=opinion.strip())
    inbox.notify_users(
        [notice.created_by_id],
        subject=_("公告已退回：%(title)s") % {"title": notice.title},
        text=opinion.strip(),
        url=address(notice),
        now=now,
    )
    return notice


@transaction.atomic
def publish(notice_id: int, *, by: Actor, now: datetime) -> Notice:
    """A second person publishes, for ever; a publicity lasts its working days from now."""
    notice = _begin(notice_id, "publish", by=by)
    refuse(
        [
            *notice_rules.same_person_refusals(drafted_by=notice.created_by_id, published_by=by.user_id),
            *_refusals(notice, now=now),
        ]
    )
    if notice.type in GRANT_FORMS:
        _write(notice, notice.body["facts"], now=now)
    else:
        notice.body = _corrected(notice.corrects, notice.body["amended"], notice.body["reason"], now=now)
    refuse(issuing.form_refusals(notice))
    notice.published_at = notice.shown_at = now
    notice.sha256 = issuing.digest(notice)
    notice.search = vector(notice.number, notice.title, names=[notice.title, notice.issuer.name])
    notice.save()
    _record(notice, "publish", by=by, at=now, sha256=notice.sha256)
    return notice


@transaction.atomic
def amend(notice_id: int, wish: dict[str, str], *, reason: str, by: Actor, now: datetime) -> Notice:
    """Draft a correction of a published notice about a grant; the original stays as it is."""
    original = _begin(notice_id, "amend", by=by)
    if original.type not in GRANT_FORMS:
        raise NotPermitted(_("更正公告不能再更正，请更正原公告。"))
    refuse(correcting.one_at_a_time_refusals(queries.correction_in_work(original)))
    notice = Notice.objects.create(
        number=_number(original.issuer, now=now),
        type=NoticeType.CORRECTION,
        issuer=original.issuer,
        corrects=original,
        title=f"{original.title}的更正公告",
        body=_corrected(original, wish, reason, now=now),
        created_by_id=by.user_id,
    )
    _record(notice, "draft", by=by, at=now)
    return notice


@transaction.atomic
def amend_again(notice_id: int, wish: dict[str, str], *, reason: str, by: Actor, now: datetime) -> Notice:
    """Change a drafted correction."""
    notice = _begin(notice_id, "edit", by=by)
    if notice.corrects is None:
        raise NotPermitted(_("这不是更正公告。"))
    notice.body = _corrected(notice.corrects, wish, reason, now=now)
    notice.created_by_id = by.user_id
    notice.save(update_fields=["body", "created_by"])
    _record(notice, "edit", by=by, at=now)
    return notice


def may(notice: Notice, verb: str, *, by: Actor) -> bool:
    """Whether state and capacity allow a verb; the rules may still refuse it."""
    if not procedure.may(notice, STEPS, verb, by=by):
        return False
    if verb == "amend":
        return notice.type in GRANT_FORMS and not queries.correction_in_work(notice)
    return verb != "publish" or notice.created_by_id != by.user_id


def address(notice: Notice) -> str:
    """Its page in the workbench."""
    return reverse("notices:grant_detail", args=[notice.pk])


def _begin(notice_id: int, verb: str, *, by: Actor) -> Notice:
    procedure.allow(STEPS, verb, by=by)
    notice = queries.for_update(notice_id)
    if notice.issuer_id != by.body_id:
        raise NotPermitted(_("这是其他单位的公告。"))
    procedure.advance(notice, STEPS, verb, by=by)
    return notice


def _refusals(notice: Notice, *, now: datetime) -> list[Refusal]:
    """What stands against the publication, judged at the hand-over and again on the day."""
    if notice.type not in GRANT_FORMS:
        return []
    return rules.facts_refusals(notice.type, notice.body["facts"], today=local_date(now))


def _write(notice: Notice, facts: Facts, *, now: datetime) -> None:
    """Title and sections of a notice from what was typed; a publicity gets its period."""
    today, period = local_date(now), ""
    if notice.type == NoticeType.GRANT_PUBLICITY:
        days = queries.publicity_days(on=today, region_code=notice.issuer.division_id)
        ends = calendars.current().add_workdays(today, int(days))
        notice.period_workdays, notice.period_ends_on = int(days), ends.date
        notice.is_period_provisional = ends.provisional
        period = f"{day(today)}至{day(ends.date)}（{int(days)}个工作日，{days.basis}）"
    with translation.override("zh-hans"):
        values = rules.values_of(notice.type, facts, issuer=notice.issuer.name, period=period)
        found = compose(form_of(notice.type), values)
    notice.title = rules.title_of(notice.type, facts)
    notice.body = {"sections": [one.as_json() for one in found], "facts": dict(facts), "returned": ""}


def _corrected(original: Notice, wish: dict[str, str], reason: str, *, now: datetime) -> dict:
    """The body of a correction; Refused when it changes nothing or what is decided."""
    entries = amendments.entries_of(original)
    refuse(amending.amend_refusals(entries, wish))
    changed = amending.changed(entries, wish)
    rows = [{"what": entry.says, "before": entry.value, "after": after} for entry, after in changed]
    with translation.override("zh-hans"):
        found = compose(form_of(NoticeType.CORRECTION), _values(original, rows, reason, on=local_date(now)))
    return {
        "sections": [one.as_json() for one in found],
        "changes": rows,
        "amended": {entry.key: after for entry, after in changed},
        "reason": reason,
        "returned": "",
    }


def _values(original: Notice, rows: list[dict], reason: str, *, on: date) -> Values:
    """The fields of the form of corrections."""
    issuer = original.issuer
    table = [(row["what"], row["before"], row["after"]) for row in rows]
    return {
        "original": {
            "公告名称": original.title,
            "公告编号": original.number,
            "发布日期": day(local_date(original.published_at)),
        },
        "changes": {
            "更正事项": str(original.get_type_display()),
            "更正日期": day(on),
            "更正原因": reason,
            "table": (("事项", "更正前", "更正后"), table),
        },
        "others": {"text": "原公告其他内容不变。"},
        "contacts": {
            "采购人": issuer.name,
            "地址": issuer.address or "—",
            "联系电话": issuer.phone or "—",
            "联系人": issuer.contact_name,
        },
    }


def _number(issuer: Body, *, now: datetime) -> str:
    scope = f"ZZ-{issuer.division.gb_code}-{local_date(now).year}"
    return f"{scope}-{numbers.next_number(scope):04d}"


def _record(notice: Notice, verb: str, *, by: Actor, at: datetime, **facts: object) -> None:
    said = {"type": notice.type, "title": notice.title, **facts}
    if notice.corrects:
        said["corrects"] = notice.corrects.number
    ledger.record(notice, f"notices.{verb}", says=str(STEPS[verb].says), by=by, at=at, facts=said)

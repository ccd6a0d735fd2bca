"""Keeping a roster, answering whether one can come, the alarm."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES
from orgs.people.models import Membership
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.bidding.choices import SubmissionKind
from procurement.notices import queries as notices
from procurement.opening import queries as openings
from procurement.opening.hall import queries as hall
from procurement.opening.roster import queries, rules
from procurement.opening.roster.choices import Coming
from procurement.opening.roster.models import RosterAlarm, RosterOfficer
from procurement.opening.roster.rules import Officer
from procurement.projects import queries as projects
from procurement.projects.models import Package


@transaction.atomic
def keep(package_id: int, membership_ids: Sequence[int], *, by: Actor, now: datetime) -> list[RosterOfficer]:
    """The organiser names who may release; who is named again keeps the answer given before."""
    package = projects.package_for_update(package_id)
    if not (by.has_role(*ORGANISER_ROLES) and notices.conducts(by, package.project)):
        raise NotPermitted(_("只有组织本项目的经办人可以确定解封人员。"))
    possible = queries.candidates(package, on=local_date(now))
    chosen = {row.user_id: row for row in possible.filter(pk__in=list(membership_ids))}
    officers = [
        Officer(row.body_id, queries.is_handler(row.roles), sits_on_panel=hall.seated(package, row.user_id))
        for row in chosen.values()
    ]
    least = int(queries.least(package))
    refuse(rules.roster_refusals(officers, least=least, is_released=_is_released(package)))
    before = {row.user_id: row for row in queries.of_package(package.pk)}
    gone = [row.pk for user_id, row in before.items() if user_id not in chosen]
    RosterOfficer.objects.filter(pk__in=gone).update(ended_at=now)
    added = [row for user_id, row in chosen.items() if user_id not in before]
    for row in added:
        _add(package, row, by=by, now=now)
    _note(package, "keep_roster", _("确定解封人员"), by=by, now=now, facts={"count": len(chosen)})
    return list(queries.of_package(package.pk))


@transaction.atomic
def answer(package_id: int, *, can_come: bool, by: Actor, now: datetime) -> RosterOfficer:
    """An officer says whether to be able to release on the day."""
    package = projects.package_for_update(package_id)
    officer = queries.of_package(package.pk).filter(user_id=by.user_id).first()
    if officer is None:
        raise NotPermitted(_("您不在这个采购包的解封人员名册上。"))
    refuse(rules.answer_refusals(is_released=_is_released(package)))
    officer.coming, officer.answered_at = Coming.CAN if can_come else Coming.CANNOT, now
    officer.save(update_fields=["coming", "answered_at"])
    _note(package, "answer_roster", _("回复能否解封"), by=by, now=now, facts={"agrees": can_come})
    if not can_come:
        _tell_organiser(package, _("有解封人员不能办理"), _("请查看名册，必要时另行确定。"), now=now)
    return officer


@transaction.atomic
def sound_alarm(package_id: int, *, by: Actor = SYSTEM, now: datetime) -> RosterAlarm | None:
    """One working day before: tell the organiser when too few could release; once."""
    package = projects.package_for_update(package_id)
    if RosterAlarm.objects.filter(package=package).exists():
        return None
    officers = [queries.judged(row, package) for row in queries.of_package(package.pk)]
    text = rules.alarm_of(officers, least=int(queries.least(package)))
    if not text:
        return None
    alarm = RosterAlarm.objects.create(package=package, text=text, at=now)
    _note(package, "roster_alarm", _("提醒解封人员不足"), by=by, now=now, facts={"text": text})
    remedy = _("请补足名册；确实没有人能办理的，发布更正公告推迟截止和开启，或者到时写明原因推迟解封。")
    _tell_organiser(package, _("开启前解封人员不足"), f"{text}{remedy}", now=now)
    return alarm


def _add(package: Package, row: Membership, *, by: Actor, now: datetime) -> None:
    RosterOfficer.objects.create(
        package=package,
        user_id=row.user_id,
        body_id=row.body_id,
        is_handler=queries.is_handler(row.roles),
        added_by_id=by.user_id,
        at=now,
    )
    inbox.notify_users(
        [row.user_id],
        subject=_("您列入了解封人员名册：%(title)s") % {"title": package.title},
        text=_("请回复开启时能否办理解封；任意两名名册人员都能解封，不能都是经办人。"),
        url=_address(package),
        now=now,
    )


def _is_released(package: Package) -> bool:
    session = openings.session_of(package.pk, SubmissionKind.RESPONSE)
    return session is not None and (session.released_at is not None or session.concluded_at is not None)


def _tell_organiser(package: Package, subject: str, text: str, *, now: datetime) -> None:
    inbox.notify_body(
        notices.organiser_of(package.project),
        roles=ORGANISER_ROLES,
        subject=f"{subject}：{package.project.title}",
        text=text,
        url=_address(package),
        now=now,
    )


def _address(package: Package) -> str:
    return reverse("opening:roster", args=[package.pk])


def _note(package: Package, verb: str, says: str, *, by: Actor, now: datetime, facts: dict) -> None:
    ledger.record(
        package, f"opening.{verb}", says=says, by=by, at=now, facts={"package": package.number} | facts
    )

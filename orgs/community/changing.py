"""What a registrar changes: corrections, striking off, closing. What an entry said before is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from orgs.community import rules
from orgs.community.choices import Change
from orgs.community.models import (
    CommunityChange,
    CommunityOrganisation,
    IncubationBase,
    SocialWorkStation,
)
from orgs.community.workflow import (
    BaseFacts,
    RecordFacts,
    StationFacts,
    area_of,
    entered_case,
    found_by,
    is_taken,
    operator_refusals,
    record,
    taken_name,
)
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, refuse

Entry = CommunityOrganisation | SocialWorkStation | IncubationBase
# The field of a change that points to each kind of entry.
POINTS = {CommunityOrganisation: "organisation", SocialWorkStation: "station", IncubationBase: "base"}
KEPT = ("is_sample", "opened_on")


@dataclass(frozen=True)
class Because:
    """Since when an entry says something else, and why."""

    on: date
    reason: str


@transaction.atomic
def correct_organisation(
    pk: int, facts: RecordFacts, *, because: Because, by: Actor, now: datetime
) -> CommunityOrganisation:
    """Say what is right of a community organisation; one that has been registered since gets its body."""
    found = _locked(CommunityOrganisation, pk)
    area, today = _area(found, by), local_date(now)
    case = rules.RecordCase(
        division_code=facts.division.code,
        division_level=facts.division.level,
        area_code=area,
        is_taken=is_taken(facts, but=pk),
        body=entered_case(facts.body, on=today, but=pk) if facts.body else None,
        hub=facts.hub.as_hub(today) if facts.hub else None,
    )
    members = 0 if facts.kind == found.kind else _members(found)
    refuse(
        [
            *rules.struck_off_refusals(found.struck_off_on),
            *rules.change_date_refusals(on=because.on, since=found.recorded_on, today=today),
            *rules.record_refusals(case),
            *([_own_hub()] if facts.hub == found else []),
            *rules.hub_members_refusals(members),
        ]
    )
    _correct(found, vars(facts), because, by=by, now=now)
    return found


@transaction.atomic
def strike_off(pk: int, *, because: Because, by: Actor, now: datetime) -> CommunityOrganisation:
    """A community organisation is one no longer; its entry stays readable."""
    found = _locked(CommunityOrganisation, pk)
    _area(found, by)
    refuse(rules.struck_off_refusals(found.struck_off_on))
    refuse(
        rules.striking_refusals(
            recorded_on=found.recorded_on, on=because.on, today=local_date(now), members=_members(found)
        )
    )
    found.struck_off_on = because.on
    found.save(update_fields=["struck_off_on"])
    _keep(found, Change.STRUCK_OFF, {}, because, by=by, now=now)
    _tell(found, "strike_off", _("撤销社区社会组织"), because, by=by, now=now)
    return found


@transaction.atomic
def correct_station(
    pk: int, facts: StationFacts, *, because: Because, by: Actor, now: datetime
) -> SocialWorkStation:
    """Say what is right of a station, or who runs it now."""
    found, today = _locked(SocialWorkStation, pk), local_date(now)
    _area(found, by)
    named = SocialWorkStation.objects.filter(division=facts.division, name=facts.name).exclude(pk=pk)
    refuse(
        [
            *rules.open_refusals(found.closed_on),
            *rules.change_date_refusals(on=because.on, since=found.opened_on, today=today),
            *rules.area_refusals(facts.division.code, area_code=area_of(by)),
            *rules.township_refusals(facts.division.level),
            *rules.station_refusals(level=facts.level, village=facts.village, has_fields=bool(facts.fields)),
            *operator_refusals(facts.operator_body, on=today),
            *([taken_name()] if named.exists() else []),
        ]
    )
    _correct(found, vars(facts), because, by=by, now=now)
    return found


@transaction.atomic
def close_station(pk: int, *, because: Because, by: Actor, now: datetime) -> SocialWorkStation:
    """A station works no longer, from this day on."""
    found = _locked(SocialWorkStation, pk)
    _area(found, by)
    _close(found, because, by=by, now=now)
    _tell(found, "close_station", _("停止社会工作服务站"), because, by=by, now=now)
    return found


@transaction.atomic
def correct_base(pk: int, facts: BaseFacts, *, because: Because, by: Actor, now: datetime) -> IncubationBase:
    """Say what is right of a base, or who runs it now."""
    found, today = _locked(IncubationBase, pk), local_date(now)
    _area(found, by)
    named = IncubationBase.objects.filter(name=facts.name).exclude(pk=pk)
    refuse(
        [
            *rules.open_refusals(found.closed_on),
            *rules.change_date_refusals(on=because.on, since=found.opened_on, today=today),
            *rules.area_refusals(facts.division.code, area_code=area_of(by)),
            *([taken_name()] if named.exists() else []),
        ]
    )
    _correct(found, vars(facts), because, by=by, now=now)
    return found


@transaction.atomic
def close_base(pk: int, *, because: Because, by: Actor, now: datetime) -> IncubationBase:
    """A base works no longer; whoever was incubated in it has left before."""
    found = _locked(IncubationBase, pk)
    _area(found, by)
    inside = found.incubations.filter(left_on=None).count()
    _close(found, because, by=by, now=now, inside=inside)
    _tell(found, "close_base", _("停止孵化基地"), because, by=by, now=now)
    return found


def _locked(model: type[Entry], pk: int) -> Any:
    return model.objects.select_for_update(of=("self",)).get(pk=pk)


def _area(found: Entry, by: Actor) -> str:
    """The registrar's area; refuses an entry outside of it."""
    area = area_of(by)
    refuse(rules.area_refusals(found.division_id, area_code=area))
    return area


def _members(found: CommunityOrganisation) -> int:
    return found.members.filter(struck_off_on=None).count()


def _close(
    found: SocialWorkStation | IncubationBase, because: Because, *, by: Actor, now: datetime, inside: int = 0
) -> None:
    days = {"opened_on": found.opened_on, "closed_on": found.closed_on, "today": local_date(now)}
    refuse(rules.closing_refusals(**days, on=because.on, inside=inside))
    found.closed_on = because.on
    found.save(update_fields=["closed_on"])
    _keep(found, Change.CLOSED, {}, because, by=by, now=now)


def _correct(found: Entry, facts: Mapping[str, Any], because: Because, *, by: Actor, now: datetime) -> None:
    """Write what differs, and keep what it said before."""
    changed = {}
    for name, value in facts.items():
        if name not in KEPT and getattr(found, name) != value:
            before = words_of(found, name)
            setattr(found, name, value)
            changed[name] = [before, words_of(found, name)]
    refuse(rules.unchanged_refusals(is_changed=bool(changed)))
    written = list(changed)
    if "name" in changed:
        found.search = found_by(found.name)["search"]
        written.append("search")
    found.save(update_fields=written)
    kept = _keep(found, Change.CORRECTED, changed, because, by=by, now=now)
    verb = f"correct_{POINTS[type(found)]}"
    says = _("更正%(what)s信息") % {"what": found._meta.verbose_name}
    lines = [f"{name}：{before} → {after}" for name, before, after in kept.lines]
    _tell(found, verb, says, because, by=by, now=now, changed=lines)


def words_of(found: Entry, name: str) -> str:
    """What a field says, in words."""
    field, value = found._meta.get_field(name), getattr(found, name)
    if value is None:
        return ""
    if isinstance(value, list):
        words = dict(field.base_field.choices)
        return "、".join(str(words[one]) for one in value)
    return str(dict(field.choices)[value]) if field.choices else str(value)


def _keep(
    found: Entry, change: Change, values: dict[str, list[str]], because: Because, *, by: Actor, now: datetime
) -> CommunityChange:
    return CommunityChange.objects.create(
        **{POINTS[type(found)]: found},
        change=change,
        happened_on=because.on,
        values=values,
        reason=because.reason,
        entered_by_id=by.user_id or None,
        entered_for=by.body_name,
        entered_at=now,
    )


def _tell(
    found: models.Model, verb: str, says: str, because: Because, *, by: Actor, now: datetime, **more: Any
) -> None:
    told = {"name": found.name, "happened_on": because.on, "because": because.reason, **more}
    record(found, verb, says, told, by=by, at=now)


def _own_hub() -> Refusal:
    return Refusal(
        because=_("不能选择它自己作枢纽型组织。"), remedy=_("请选择另一家，或者留空。"), code="own_hub"
    )

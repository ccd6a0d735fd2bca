"""What a registrar writes: records of community organisations, stations, bases, subsidies, incubations."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.community import queries, rules
from orgs.community.models import (
    BaseSubsidy,
    CommunityOrganisation,
    Incubation,
    IncubationBase,
    SocialWorkStation,
)
from orgs.people.choices import Role
from orgs.regions.models import Division
from portal.kernel import search
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger

PROVINCE = "43"


@dataclass(frozen=True)
class RecordFacts:
    """A community social organisation; without `body` it is only on record."""

    name: str
    kind: str
    division: Division
    activities: str
    body: Body | None = None
    hub: CommunityOrganisation | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class StationFacts:
    """A station when it is opened."""

    name: str
    level: str
    division: Division
    fields: list[str]
    opened_on: date
    village: str = ""
    operator_body: Body | None = None
    address: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class BaseFacts:
    """An incubation base when it is entered."""

    name: str
    division: Division
    services: list[str]
    opened_on: date
    operator_body: Body | None = None
    address: str = ""
    is_sample: bool = False


@transaction.atomic
def put_on_record(facts: RecordFacts, *, by: Actor, now: datetime) -> CommunityOrganisation:
    """Enter a community social organisation with its township, registered or not."""
    today = local_date(now)
    case = rules.RecordCase(
        division_code=facts.division.code,
        division_level=facts.division.level,
        area_code=area_of(by),
        is_taken=is_taken(facts),
        body=entered_case(facts.body, on=today) if facts.body else None,
        hub=facts.hub.as_hub(today) if facts.hub else None,
    )
    refuse(rules.record_refusals(case))
    made = CommunityOrganisation.objects.create(
        **vars(facts), recorded_on=today, recorded_by_id=by.user_id or None, **found_by(facts.name)
    )
    told = {
        "name": made.name,
        "kind": made.kind,
        "division": made.division_id,
        "credit_code": facts.body.credit_code if facts.body else "",
    }
    record(made, "put_on_record", _("登记社区社会组织"), told, by=by, at=now)
    return made


@transaction.atomic
def open_station(facts: StationFacts, *, by: Actor, now: datetime) -> SocialWorkStation:
    """Enter a station. How many there are already in the township does not matter."""
    taken = SocialWorkStation.objects.filter(division=facts.division, name=facts.name).exists()
    refuse(
        [
            *rules.area_refusals(facts.division.code, area_code=area_of(by)),
            *rules.township_refusals(facts.division.level),
            *rules.station_refusals(level=facts.level, village=facts.village, has_fields=bool(facts.fields)),
            *rules.opening_refusals(opened_on=facts.opened_on, today=local_date(now)),
            *operator_refusals(facts.operator_body, on=local_date(now)),
            *([taken_name()] if taken else []),
        ]
    )
    made = SocialWorkStation.objects.create(**vars(facts), **found_by(facts.name))
    told = {
        "name": made.name,
        "level": made.level,
        "division": made.division_id,
        "fields": made.fields,
        "opened_on": made.opened_on,
    }
    record(made, "open_station", _("登记社会工作服务站"), told, by=by, at=now)
    return made


@transaction.atomic
def open_base(facts: BaseFacts, *, by: Actor, now: datetime) -> IncubationBase:
    """Enter an incubation base; it may belong to any level."""
    taken = IncubationBase.objects.filter(name=facts.name).exists()
    refuse(
        [
            *rules.area_refusals(facts.division.code, area_code=area_of(by)),
            *rules.opening_refusals(opened_on=facts.opened_on, today=local_date(now)),
            *([taken_name()] if taken else []),
        ]
    )
    made = IncubationBase.objects.create(**vars(facts), **found_by(facts.name))
    told = {"name": made.name, "division": made.division_id, "services": made.services}
    record(made, "open_base", _("登记孵化基地"), told, by=by, at=now)
    return made


@transaction.atomic
def enter_subsidy(
    base_id: int, *, year: int, amount: Decimal, document_number: str, by: Actor, now: datetime
) -> BaseSubsidy:
    """Enter the subsidy of a year."""
    base = base_for_update(base_id, by=by)
    taken = base.subsidies.filter(year=year).exists()
    today = local_date(now)
    refuse(rules.subsidy_refusals(year=year, opened_on=base.opened_on, today=today, is_taken=taken))
    made = BaseSubsidy.objects.create(base=base, year=year, amount=amount, document_number=document_number)
    told = {"name": base.name, "year": year, "amount": amount, "document_number": document_number}
    record(base, "enter_subsidy", _("登记孵化基地补助"), told, by=by, at=now)
    return made


@transaction.atomic
def admit(base_id: int, body: Body, *, entered_on: date, by: Actor, now: datetime) -> Incubation:
    """A social organisation enters a base."""
    base, today = base_for_update(base_id, by=by), local_date(now)
    is_inside = base.incubations.filter(body=body, left_on=None).exists()
    case = body_case(body, on=today, is_entered=is_inside)
    spans = {"opened_on": base.opened_on, "closed_on": base.closed_on}
    refuse(rules.incubation_refusals(body=case, entered_on=entered_on, today=today, **spans))
    made = Incubation.objects.create(base=base, body=body, entered_on=entered_on)
    told = {"name": base.name, "credit_code": body.credit_code, "entered_on": entered_on}
    record(base, "admit", _("社会组织入驻孵化"), told, by=by, at=now)
    return made


@transaction.atomic
def release(incubation_id: int, *, on: date, by: Actor, now: datetime) -> Incubation:
    """An organisation leaves its base."""
    found = (
        Incubation.objects.select_for_update(of=("self",))
        .select_related("base", "body")
        .get(pk=incubation_id)
    )
    refuse(
        [
            *rules.area_refusals(found.base.division_id, area_code=area_of(by)),
            *rules.leaving_refusals(
                entered_on=found.entered_on, left_on=found.left_on, on=on, today=local_date(now)
            ),
        ]
    )
    found.left_on = on
    found.save(update_fields=["left_on"])
    told = {"name": found.base.name, "credit_code": found.body.credit_code, "left_on": on}
    record(found.base, "release", _("社会组织出驻"), told, by=by, at=now)
    return found


def found_by(name: str) -> dict:
    """The field by which lists find an entry; whoever writes a name writes this as well."""
    return {"search": search.vector(names=[name])}


def area_of(by: Actor) -> str:
    """The area of a registrar; everywhere for the system. Raises NotPermitted for anybody else."""
    if by == SYSTEM:
        return PROVINCE
    if not by.has_role(Role.REGISTRAR):
        raise NotPermitted(_("只有登记管理人员可以办理。"))
    return queries.area_of(by)


def base_for_update(base_id: int, *, by: Actor) -> IncubationBase:
    """A base of the registrar's area, locked."""
    found = IncubationBase.objects.select_for_update(of=("self",)).get(pk=base_id)
    refuse(rules.area_refusals(found.division_id, area_code=area_of(by)))
    return found


def body_case(body: Body, *, on: date, is_entered: bool = False) -> rules.BodyCase:
    """What the rules look at in a body; `is_entered` when it already stands where it is to be entered."""
    registration = getattr(body, "registration", None)
    is_registered = registration is not None and registration.is_registered(on)
    return rules.BodyCase(body.kind, is_registered, is_entered=is_entered)


def entered_case(body: Body, *, on: date, but: int = 0) -> rules.BodyCase:
    """The same for the register of community social organisations, but for one entry."""
    entered = CommunityOrganisation.objects.living().filter(body=body).exclude(pk=but)
    return body_case(body, on=on, is_entered=entered.exists())


def is_taken(facts: RecordFacts, *, but: int = 0) -> bool:
    """Whether another living entry of the township has the name."""
    named = CommunityOrganisation.objects.living().filter(division=facts.division, name=facts.name)
    return named.exclude(pk=but).exists()


def operator_refusals(body: Body | None, *, on: date) -> list[Refusal]:
    """Who runs a station is a living social organisation."""
    return rules.body_refusals(body_case(body, on=on)) if body else []


def taken_name() -> Refusal:
    """The same name twice in one place."""
    return Refusal(because=_("已有同名的登记。"), remedy=_("请核对是否已经登记。"), code="taken")


def record(subject: models.Model, verb: str, says: str, facts: dict, *, by: Actor, at: datetime) -> None:
    """The fifth beat, the same for every verb."""
    ledger.record(subject, f"community.{verb}", says=says, by=by, at=at, facts=facts)

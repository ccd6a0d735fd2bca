"""A service from its entry by the department to its purchase on the market."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog import capacities
from catalog.editions.queries import purchasable
from catalog.services import queries, rules
from catalog.services.choices import ServiceStatus
from catalog.services.models import InstitutionService
from catalog.services.rules import ServiceFacts
from portal.kernel import clock, numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step

S = ServiceStatus
HANDLERS = (capacities.PURCHASER_HANDLER,)
CONFIRMERS = (capacities.FINANCE,)

STEPS = {
    "enter": Step(gettext_lazy("登记服务事项"), (), S.ENTERED, HANDLERS, basis=rules.BASIS),
    "edit": Step(
        gettext_lazy("修改服务事项"), (S.ENTERED, S.RETURNED), S.ENTERED, HANDLERS, basis=rules.BASIS
    ),
    "confirm": Step(gettext_lazy("确认转换计划"), (S.ENTERED,), S.PLANNED, CONFIRMERS, basis=rules.BASIS),
    "return": Step(gettext_lazy("退回修改"), (S.ENTERED,), S.RETURNED, CONFIRMERS, basis=rules.BASIS),
    "move": Step(gettext_lazy("列入目录"), (S.PLANNED,), S.MOVED, CONFIRMERS, basis=rules.BASIS),
    "finish": Step(gettext_lazy("完成转换"), (S.MOVED,), S.DONE, HANDLERS, basis=rules.BASIS),
}


@transaction.atomic
def enter(facts: ServiceFacts, *, by: Actor, now: datetime) -> InstitutionService:
    """A department's handler enters a service of one of its institutions."""
    procedure.allow(STEPS, "enter", by=by)
    this_year = clock.local_date(now).year
    scope = f"FW-{this_year}"
    number = f"{scope}-{numbers.next_number(scope):04d}"
    known = queries.is_known(by.body_code, facts.name, facts.provider_code)
    refuse(rules.entry_refusals(facts, department_code=by.body_code, this_year=this_year, is_known=known))
    service = InstitutionService.objects.create(
        number=number,
        department_name=by.body_name,
        department_code=by.body_code,
        entered_by=by.user_id,
        entered_by_name=by.name,
        entered_at=now,
        **asdict(facts),
    )
    _record(service, "enter", by=by, now=now, facts=asdict(facts))
    return service


@transaction.atomic
def edit(service_id: int, facts: ServiceFacts, *, by: Actor, now: datetime) -> InstitutionService:
    """The department changes an entry that is not confirmed yet; a returned one is handed in again."""
    service = _begin(service_id, "edit", by=by)
    known = queries.is_known(by.body_code, facts.name, facts.provider_code, but=service.pk)
    this_year = clock.local_date(now).year
    refuse(rules.entry_refusals(facts, department_code=by.body_code, this_year=this_year, is_known=known))
    for name, value in asdict(facts).items():
        setattr(service, name, value)
    service.opinion = ""
    service.save(update_fields=[*asdict(facts), "status", "opinion"])
    _record(service, "edit", by=by, now=now, facts=asdict(facts))
    return service


@transaction.atomic
def confirm(service_id: int, *, opinion: str = "", by: Actor, now: datetime) -> InstitutionService:
    """The finance department confirms money, edition and year; from now on the public sees it."""
    service = _begin(service_id, "confirm", by=by)
    service.opinion, service.confirmed_by_name, service.confirmed_at = opinion.strip(), by.name, now
    service.save(update_fields=["status", "opinion", "confirmed_by_name", "confirmed_at"])
    facts = {"opinion": service.opinion, "amount": service.amount, "planned_year": service.planned_year}
    _record(service, "confirm", by=by, now=now, facts=facts)
    return service


@transaction.atomic
def return_for_changes(service_id: int, *, opinion: str, by: Actor, now: datetime) -> InstitutionService:
    """The finance department sends an entry back and says what has to be changed."""
    service = _begin(service_id, "return", by=by)
    refuse(rules.opinion_refusals(opinion))
    service.opinion = opinion.strip()
    service.save(update_fields=["status", "opinion"])
    _record(service, "return", by=by, now=now, facts={"opinion": service.opinion})
    return service


@transaction.atomic
def mark_moved(service_id: int, item_code: str, *, by: Actor, now: datetime) -> InstitutionService:
    """The service stands in a catalogue as this item; what a revision calls once its edition is in force.

    Raises Refused for a code that no purchasable item has.
    """
    service = _begin(service_id, "move", by=by)
    found = purchasable(on=clock.local_date(now)).filter(code=item_code)
    refuse(rules.move_refusals(item_code, exists=found.exists()))
    service.item_code, service.moved_at = item_code, now
    service.save(update_fields=["status", "item_code", "moved_at"])
    _record(service, "move", by=by, now=now, facts={"item_code": item_code})
    return service


@transaction.atomic
def finish(service_id: int, *, by: Actor, now: datetime) -> InstitutionService:
    """The department has arranged the money by purchase: the change is complete."""
    service = _begin(service_id, "finish", by=by)
    service.done_at = now
    service.save(update_fields=["status", "done_at"])
    _record(service, "finish", by=by, now=now, facts={"item_code": service.item_code})
    return service


def may(service: InstitutionService, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and department allow a verb; the rules may still refuse it."""
    return procedure.may(service, STEPS, verb, by=by) and _concerns(service, verb, by=by)


def _begin(service_id: int, verb: str, *, by: Actor) -> InstitutionService:
    """Lock the service and advance it: the first two beats of every verb here."""
    service = queries.service_for_update(service_id)
    procedure.advance(service, STEPS, verb, by=by)
    if not _concerns(service, verb, by=by):
        raise NotPermitted(_("这是其他部门登记的事项。"))
    return service


def _concerns(service: InstitutionService, verb: str, *, by: Actor) -> bool:
    """A department's verbs are its own only; finance has every department's."""
    return (
        by.has_role(*CONFIRMERS)
        if verb in ("confirm", "return", "move")
        else (by.body_code == service.department_code)
    )


def _record(service: InstitutionService, verb: str, *, by: Actor, now: datetime, facts: dict) -> None:
    ledger.record(service, f"services.{verb}", says=str(STEPS[verb].says), by=by, at=now, facts=facts)

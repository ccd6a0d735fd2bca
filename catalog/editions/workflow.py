"""An edition from its draft through consultation to its approval by a second person."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog import capacities
from catalog.editions import item_rules, queries, reference, rules, writing
from catalog.editions.choices import CatalogueKind, EditionStatus
from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.editions.rules import Approval, Former, ItemFacts, Link
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from portal.kernel.workflow import Step, Steps

E = EditionStatus
DRAFTERS = {
    CatalogueKind.GENERAL: (capacities.FINANCE,),
    CatalogueKind.DEPARTMENTAL: (capacities.PURCHASER_HANDLER,),
}
APPROVERS = {
    CatalogueKind.GENERAL: (capacities.FINANCE,),
    CatalogueKind.DEPARTMENTAL: (capacities.PURCHASER_REVIEWER, capacities.PURCHASER_LEADER),
}

KEEPING = tuple({role for roles in (*DRAFTERS.values(), *APPROVERS.values()) for role in roles})


def _steps(drafters: tuple[str, ...], approvers: tuple[str, ...]) -> Steps:
    basis = rules.ORDER_102
    both = tuple(dict.fromkeys((*drafters, *approvers)))
    return {
        "draft": Step(gettext_lazy("起草目录版本"), (), E.DRAFT, drafters, basis=basis),
        "write": Step(gettext_lazy("修改目录草稿"), (E.DRAFT,), "", drafters, basis=basis),
        "submit": Step(gettext_lazy("征求意见"), (E.DRAFT,), E.CONSULTATION, drafters, basis=basis),
        "approve": Step(gettext_lazy("批准目录"), (E.CONSULTATION,), E.APPROVED, approvers, basis=basis),
        "return": Step(gettext_lazy("退回修改"), (E.CONSULTATION,), E.DRAFT, both, basis=basis),
        "abandon": Step(gettext_lazy("作废草稿"), (E.DRAFT, E.CONSULTATION), E.ABANDONED, both, basis=basis),
    }


STEPS = {kind: _steps(DRAFTERS[kind], APPROVERS[kind]) for kind in CatalogueKind}


def steps_of(catalogue: Catalogue) -> Steps:
    """The procedure of a catalogue: the general one is the finance department's, others their bodies'."""
    return STEPS[CatalogueKind(catalogue.kind)]


def may(edition: CatalogueEdition, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    return keeps(edition.catalogue, by) and procedure.may(edition, steps_of(edition.catalogue), verb, by=by)


def may_draft(catalogue: Catalogue, *, by: Actor | None) -> bool:
    """Whether a person may begin the next edition of a catalogue."""
    return keeps(catalogue, by) and by.has_role(*DRAFTERS[CatalogueKind(catalogue.kind)])


def keeps(catalogue: Catalogue, by: Actor | None) -> bool:
    """Whether a person acts for the body that keeps a catalogue."""
    return by is not None and bool(catalogue.owner_code) and by.body_code == catalogue.owner_code


@transaction.atomic
def load_reference(
    general: Path = reference.GENERAL,
    civil_affairs: Path = reference.CIVIL_AFFAIRS,
    categories: Path = reference.CATEGORIES,
) -> None:
    """Load the reference editions; they stand in until official ones begin.

    Raises portal.kernel.reference.BadData, naming the row, and leaves everything as it was.
    """
    items = reference.load_general(general)
    reference.load_departmental(civil_affairs, items)
    reference.load_categories(categories, items)


@transaction.atomic
def assign_keeper(
    catalogue_id: int, *, owner_name: str, owner_code: str, by: Actor, now: datetime
) -> Catalogue:
    """Name the body that keeps a catalogue, by its credit code."""
    _must_operate(by)
    catalogue = queries.catalogue_for_update(catalogue_id)
    catalogue.owner_name, catalogue.owner_code = owner_name, owner_code
    catalogue.save(update_fields=["owner_name", "owner_code"])
    facts = {"owner_name": owner_name, "owner_code": owner_code}
    ledger.record(catalogue, "catalogue.keeper", says=_("指定编制单位"), by=by, at=now, facts=facts)
    return catalogue


@transaction.atomic
def open_catalogue(name: str, *, owner_name: str, owner_code: str, by: Actor, now: datetime) -> Catalogue:
    """Begin the catalogue of a department (Order 102, art. 11 to 13)."""
    _must_operate(by)
    if Catalogue.objects.filter(owner_code=owner_code, kind=CatalogueKind.DEPARTMENTAL).exists():
        raise Refused(
            Refusal(because=_("这个单位已经有部门目录。"), remedy=_("请在原目录上起草新版本。"), code="taken")
        )
    catalogue = Catalogue.objects.create(
        code=owner_code.lower(),
        kind=CatalogueKind.DEPARTMENTAL,
        name=name,
        owner_name=owner_name,
        owner_code=owner_code,
    )
    facts = {"name": name, "owner_name": owner_name, "owner_code": owner_code}
    ledger.record(catalogue, "catalogue.open", says=_("设立部门目录"), by=by, at=now, facts=facts)
    return catalogue


@transaction.atomic
def draft_edition(
    catalogue_id: int, *, title: str, reason: str = "", is_empty: bool = False, by: Actor, now: datetime
) -> CatalogueEdition:
    """Begin the next edition: a copy of the one that comes last, or empty to be imported into."""
    catalogue = queries.catalogue_for_update(catalogue_id)
    must_keep(catalogue, by)
    procedure.allow(steps_of(catalogue), "draft", by=by)
    refuse(_one_at_a_time(catalogue))
    former = queries.latest_approved(catalogue)
    edition = CatalogueEdition.objects.create(
        catalogue=catalogue,
        title=title,
        reason=reason,
        based_on=former,
        drafted_by=by.user_id,
        drafted_by_name=by.name,
        drafted_at=now,
    )
    if former and not is_empty:
        writing.copy(former, edition, on=clock.local_date(now))
    _record(edition, "draft", by=by, at=now, facts={"title": title, "based_on": former and former.pk})
    return edition


@transaction.atomic
def write_items(edition_id: int, items: Sequence[ItemFacts], *, by: Actor, now: datetime) -> CatalogueEdition:
    """Make a draft hold exactly these items, as after an import."""
    edition = begin(edition_id, "write", by=by)
    gone = set(_codes(edition)) - {item.code for item in items}
    writing.remove(edition, gone)
    writing.write_all(edition, items, general=_general_on(edition, clock.local_date(now)))
    _record(edition, "write", by=by, at=now, facts={"items": len(items), "digest": rules.digest_of(items)})
    return edition


@transaction.atomic
def put_item(
    edition_id: int, item: ItemFacts, *, is_new: bool = False, by: Actor, now: datetime
) -> CatalogueEdition:
    """Write an item of a draft under its code; `is_new` refuses a code that the draft has already."""
    edition = begin(edition_id, "write", by=by)
    known = queries.facts_of(edition)
    general = _general_on(edition, clock.local_date(now))
    within = None if edition.catalogue.is_general else set(general)
    refuse(item_rules.item_refusals(item, known, is_new=is_new, general=within))
    writing.write_all(edition, [*(each for each in known if each.code != item.code), item], general=general)
    _record(edition, "write", by=by, at=now, facts={"item": asdict(item)})
    return edition


@transaction.atomic
def remove_item(edition_id: int, code: str, *, by: Actor, now: datetime) -> CatalogueEdition:
    """Take an item and those below it out of a draft."""
    edition = begin(edition_id, "write", by=by)
    below = edition.items.filter(code=code).values_list("children__code", "children__children__code")
    writing.remove(edition, {code, *(found for row in below for found in row if found)})
    _record(edition, "write", by=by, at=now, facts={"removed": code})
    return edition


@transaction.atomic
def note_successors(edition_id: int, links: Iterable[Link], *, by: Actor, now: datetime) -> CatalogueEdition:
    """Say in a draft what codes do not tell: an item was split, merged or renumbered."""
    edition = begin(edition_id, "write", by=by)
    links = list(links)
    former = edition.based_on.items.values_list("code", flat=True) if edition.based_on else ()
    refuse(item_rules.successor_refusals(links, old=set(former), new=set(_codes(edition))))
    edition.successions.filter(old__code__in=[link.old for link in links]).delete()
    writing.note(edition, edition.based_on, links)
    _record(edition, "write", by=by, at=now, facts={"successors": [asdict(link) for link in links]})
    return edition


@transaction.atomic
def forget_successors(edition_id: int, old_code: str, *, by: Actor, now: datetime) -> CatalogueEdition:
    """Take back what was said about an item of the former edition: its code decides again."""
    edition = begin(edition_id, "write", by=by)
    edition.successions.filter(old__code=old_code).delete()
    _record(edition, "write", by=by, at=now, facts={"removed": old_code, "successors": []})
    return edition


@transaction.atomic
def submit(edition_id: int, *, until: date, by: Actor, now: datetime) -> CatalogueEdition:
    """Publish a draft for opinions until a day, that day included (Order 102, art. 11 to 13)."""
    edition = begin(edition_id, "submit", by=by)
    today = clock.local_date(now)
    refuse([*_content(edition, on=today), *rules.consultation_refusals(until=until, today=today)])
    edition.consultation_from, edition.consultation_to = today, until
    edition.submitted_by, edition.submitted_by_name = by.user_id, by.name
    edition.opinion = ""
    edition.save()
    _record(edition, "submit", by=by, at=now, facts={"until": until, "digest": _digest(edition)})
    return edition


@transaction.atomic
def return_edition(edition_id: int, *, opinion: str, by: Actor, now: datetime) -> CatalogueEdition:
    """Take an edition out of consultation with what has to be changed."""
    edition = begin(edition_id, "return", by=by)
    refuse(rules.opinion_refusals(opinion))
    edition.opinion = opinion.strip()
    edition.save(update_fields=["status", "opinion"])
    _record(edition, "return", by=by, at=now, facts={"opinion": edition.opinion})
    return edition


@transaction.atomic
def abandon(edition_id: int, *, opinion: str, by: Actor, now: datetime) -> CatalogueEdition:
    """Give a draft up; it stays readable for its body."""
    edition = begin(edition_id, "abandon", by=by)
    refuse(rules.opinion_refusals(opinion))
    edition.opinion = opinion.strip()
    edition.save(update_fields=["status", "opinion"])
    _record(edition, "abandon", by=by, at=now, facts={"opinion": edition.opinion})
    return edition


@transaction.atomic
def approve(edition_id: int, approval: Approval, *, by: Actor, now: datetime) -> CatalogueEdition:
    """A second person fixes the edition and its first day, where the former one ends; not to be undone."""
    edition = begin(edition_id, "approve", by=by)
    former = queries.latest_approved(edition.catalogue)
    if not edition.catalogue.is_general:
        writing.map_to_general(edition, on=approval.in_force_from)
    refuse(_approval_refusals(edition, former, approval, by=by, today=clock.local_date(now)))
    edition.in_force_from = approval.in_force_from
    edition.document_number = approval.document_number or edition.document_number
    edition.departure_reason = approval.departure_reason.strip()
    edition.items_digest = _digest(edition)
    edition.approved_by, edition.approved_by_name, edition.approved_at = by.user_id, by.name, now
    if former:
        writing.close(former, edition)
    edition.save()
    facts = asdict(approval) | {"digest": edition.items_digest, "former": former and former.pk}
    _record(edition, "approve", by=by, at=now, facts=facts)
    later("revisions.tell_of_edition", edition.pk)
    return edition


def _approval_refusals(
    edition: CatalogueEdition, former: CatalogueEdition | None, approval: Approval, *, by: Actor, today: date
) -> list[Refusal]:
    known = former and Former(former.title, former.in_force_from, former.is_reference)
    found = [
        *rules.second_person_refusals(by=by.user_id, prepared_by=(edition.drafted_by, edition.submitted_by)),
        *rules.consultation_open_refusals(until=edition.consultation_to, today=today),
        *rules.heard_refusals(unanswered=queries.unanswered(edition)),
        *rules.in_force_refusals(approval.in_force_from, today=today, former=known),
        *_content(edition, on=approval.in_force_from),
    ]
    if edition.catalogue.is_general:
        found += rules.departure_refusals(
            queries.counts_of(edition), typed=approval.departure_typed, reason=approval.departure_reason
        )
    return found


def _content(edition: CatalogueEdition, *, on: date) -> list[Refusal]:
    """What is wrong with the items, held against the general edition of a day."""
    is_general = edition.catalogue.is_general
    general = () if is_general else queries.third_level_on(on)
    return rules.content_refusals(queries.facts_of(edition), is_general=is_general, general=general)


def begin(edition_id: int, verb: str, *, by: Actor) -> CatalogueEdition:
    """Lock the catalogue and its edition, check body, role and state."""
    edition = queries.edition_for_update(edition_id)
    must_keep(edition.catalogue, by)
    procedure.advance(edition, steps_of(edition.catalogue), verb, by=by)
    return edition


def must_keep(catalogue: Catalogue, by: Actor | None) -> None:
    """Turn away whoever does not act for the body that keeps a catalogue."""
    if not keeps(catalogue, by):
        raise NotPermitted(_("这份目录由%(owner)s编制，不由您的单位编制。") % {"owner": catalogue.owner_name})


def _must_operate(by: Actor) -> None:
    if by != SYSTEM and not by.has_role(capacities.OPERATOR):
        raise NotPermitted(_("只有平台管理员可以指定目录的编制单位。"))


def _one_at_a_time(catalogue: Catalogue) -> list[Refusal]:
    edition = queries.in_preparation(catalogue)
    if edition is None:
        return []
    return [
        Refusal(
            because=_("“%(title)s”还在编制（%(status)s）。")
            % {"title": edition.title, "status": edition.get_status_display()},
            basis=rules.ORDER_102,
            remedy=_("请在这份草稿上修改，或者先把它作废。"),
            code="in_preparation",
        )
    ]


def _codes(edition: CatalogueEdition) -> Iterable[str]:
    return edition.items.values_list("code", flat=True)


def _general_on(edition: CatalogueEdition, day: date):
    return {} if edition.catalogue.is_general else queries.third_level_on(day)


def _digest(edition: CatalogueEdition) -> str:
    return rules.digest_of(queries.facts_of(edition))


def _record(edition: CatalogueEdition, verb: str, *, by: Actor, at: datetime, facts: dict) -> None:
    says = steps_of(edition.catalogue)[verb].says
    ledger.record(edition, f"catalogue.{verb}", says=says, by=by, at=at, facts=facts)

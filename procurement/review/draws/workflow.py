"""A list is frozen and a seed committed; a second person draws; absences are filled in the drawn order."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.models import Body
from orgs.inbox.workflow import notify_users
from orgs.regions.models import Division
from portal.kernel import clock, numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.review.draws import queries, rules
from procurement.review.draws.choices import DrawStatus, Outcome
from procurement.review.draws.models import Draw, DrawParty, ListedExpert
from procurement.review.experts import records
from procurement.review.experts.models import PoolExpert
from procurement.review.experts.rules import BASIS

S = DrawStatus
STEPS = {
    "draw": Step(gettext_lazy("抽取专家"), (S.FROZEN,), S.DRAWN, queries.DRAWERS, basis=BASIS),
    "replace": Step(gettext_lazy("登记不能参加的专家"), (S.DRAWN,), roles=queries.DRAWERS, basis=BASIS),
    "publish": Step(gettext_lazy("公开姓名"), (S.DRAWN,), S.PUBLISHED, queries.DRAWERS, basis=BASIS),
    "cancel": Step(gettext_lazy("取消抽取"), (S.FROZEN,), S.CANCELLED, queries.DRAWERS, basis=BASIS),
}


@dataclass(frozen=True)
class DrawFacts:
    """For what, how many, from which field and region, when and where."""

    purpose: str
    matter: str
    profession: str
    region: Division
    wanted: int
    meets_at: datetime
    place: str


@transaction.atomic
def freeze(facts: DrawFacts, *, parties: Iterable[Body], by: Actor, now: datetime) -> Draw:
    """Fix who may be drawn and commit the seed; the ledger keeps both digests before anybody draws."""
    if not by.has_role(*queries.DRAWERS):
        raise NotPermitted(_("只有采购人和代理机构的人员可以抽取专家。"))
    today = clock.local_date(now)
    fitting = list(queries.fitting(profession=facts.profession, region=facts.region, on=today))
    refuse(
        rules.freezing_refusals(listed=len(fitting), wanted=facts.wanted, meets_at=facts.meets_at, now=now)
    )
    scope, seed = f"CQ-{today.year}", secrets.token_hex(32)
    number = f"{scope}-{numbers.next_number(scope):04d}"
    entries = [_listed(number, expert) for expert in fitting]
    draw = Draw.objects.create(
        number=number,
        body_id=by.body_id,
        list_sha256=rules.list_digest(entry.code for entry in entries),
        seed=seed,
        seed_sha256=rules.seed_digest(number, seed),
        frozen_by_id=by.user_id,
        frozen_at=now,
        **vars(facts),
    )
    for entry in entries:
        entry.draw = draw
    ListedExpert.objects.bulk_create(entries)
    # The own people of whoever draws are passed over too (Order 87, art. 47).
    kept = {by.body_id, *(body.pk for body in parties)}
    DrawParty.objects.bulk_create(DrawParty(draw=draw, body_id=pk) for pk in sorted(kept))
    said = {"list": draw.list_sha256, "seed": draw.seed_sha256, "listed": len(entries), "wanted": draw.wanted}
    _record(draw, "freeze", _("固定抽取名单，存入种子的摘要"), by=by, now=now, **said)
    return draw


@transaction.atomic
def draw(draw_id: int, *, words: str, by: Actor, now: datetime) -> Draw:
    """A second person writes some words and draws; the seed is revealed with the order."""
    found = _begin(draw_id, "draw", by=by)
    entries = {entry.code: entry for entry in queries.listed(found)}
    tied = _tied(found, entries.values(), now=now)
    refuse(
        rules.drawing_refusals(
            is_same_person=found.frozen_by_id == by.user_id,
            meets_at=found.meets_at,
            now=now,
            free=len(entries) - len(tied),
            wanted=found.wanted,
        )
    )
    found.words, found.drawn_by_id, found.drawn_at = words.strip(), by.user_id, now
    found.order = rules.order(entries, seed=found.seed, words=found.words)
    found.save(update_fields=["status", "words", "order", "drawn_by", "drawn_at"])
    outcomes = rules.outcomes(found.order, tied=tied, wanted=found.wanted)
    for place, code in enumerate(found.order, start=1):
        entry = entries[code]
        entry.place, entry.reason = place, ""
        entry.outcome = outcomes.get(code, Outcome.NOT_REACHED)
        if entry.outcome == Outcome.PASSED_OVER:
            entry.reason = tied[code]
    ListedExpert.objects.bulk_update(entries.values(), ["place", "outcome", "reason"])
    said = {"seed": found.seed, "words": found.words, "drawn_order": rules.sha256(*found.order)}
    _record(found, "draw", _("公开种子，抽取专家"), by=by, now=now, **said)
    _invite(found, entries.values(), now=now)
    return found


@transaction.atomic
def leave(listed_id: int, *, outcome: str, reason: str, by: Actor, now: datetime) -> ListedExpert:
    """Somebody drawn cannot come or is recused: the next substitute follows in the drawn order.

    Stated by a clerk of the body, or by the expert itself.
    """
    draw_id = ListedExpert.objects.values_list("draw_id", flat=True).get(pk=listed_id)
    found = queries.draw_for_update(draw_id)
    entries = list(queries.listed(found))
    gone = next(entry for entry in entries if entry.pk == listed_id)
    if gone.expert.user_id != by.user_id:
        _require_own(found, by=by)
        procedure.advance(found, STEPS, "replace", by=by)
    elif found.status not in STEPS["replace"].sources:
        refuse([procedure.wrong_state(found, STEPS["replace"])])
    refuse(rules.leaving_refusals(gone.outcome, into=outcome, reason=reason))
    # The record of a draw is public at once; an expert that declines stays unnamed in it.
    recorded_by = SYSTEM if gone.expert.user_id == by.user_id else by
    was_selected = gone.outcome == Outcome.SELECTED
    gone.outcome, gone.reason = outcome, reason.strip()
    gone.save(update_fields=["outcome", "reason"])
    _record(found, "leave", _("登记不能参加的专家"), by=recorded_by, now=now, place=gone.place)
    if was_selected:
        _promote(found, entries, by=recorded_by, now=now)
    _refill(found, entries, now=now)
    return gone


@transaction.atomic
def answer(listed_id: int, *, by: Actor, now: datetime) -> ListedExpert:
    """A selected expert says that it will come."""
    entry = ListedExpert.objects.select_for_update(of=("self",)).select_related("expert").get(pk=listed_id)
    if entry.expert.user_id != by.user_id:
        raise NotPermitted(_("这份邀请不是发给您的。"))
    refuse(rules.leaving_refusals(entry.outcome, into=Outcome.ABSENT, reason="-"))
    entry.answered_at = entry.answered_at or now
    entry.save(update_fields=["answered_at"])
    return entry


@transaction.atomic
def publish(draw_id: int, *, by: Actor, now: datetime) -> Draw:
    """With the result the names become public, and everybody can see whom each code stood for."""
    found = _begin(draw_id, "publish", by=by)
    refuse(rules.publishing_refusals(meets_at=found.meets_at, now=now))
    found.published_at = now
    found.save(update_fields=["status", "published_at"])
    _record(found, "publish", _("公开抽中专家的姓名"), by=by, now=now)
    return found


@transaction.atomic
def cancel(draw_id: int, *, reason: str, by: Actor, now: datetime) -> Draw:
    """Give up a frozen list before anybody has drawn from it; it stays readable."""
    found = _begin(draw_id, "cancel", by=by)
    found.cancelled_reason = reason.strip()
    found.save(update_fields=["status", "cancelled_reason"])
    _record(found, "cancel", _("取消抽取"), by=by, now=now, because=found.cancelled_reason)
    return found


def _begin(draw_id: int, verb: str, *, by: Actor) -> Draw:
    """Lock a draw of the own body and advance it."""
    found = queries.draw_for_update(draw_id)
    _require_own(found, by=by)
    procedure.advance(found, STEPS, verb, by=by)
    return found


def _require_own(found: Draw, *, by: Actor) -> None:
    if found.body_id != by.body_id or not by.has_role(*queries.DRAWERS):
        raise NotPermitted(_("这次抽取不是由您的单位办理的。"))


def _listed(number: str, expert: PoolExpert) -> ListedExpert:
    salt = secrets.token_hex(16)
    code = rules.code(number, salt=salt, expert=expert.number, name=expert.user.name)
    return ListedExpert(expert=expert, salt=salt, code=code)


def _tied(found: Draw, entries: Iterable[ListedExpert], *, now: datetime) -> dict[str, str]:
    """The codes of those with any tie to the matter's organisations, with its path; signs count here too."""
    bodies = [party.body for party in found.parties.select_related("body__registration")]
    of_user = {entry.expert.user_id: entry.code for entry in entries}
    paths = records.paths_of(of_user, bodies, on=clock.local_date(now))
    said = {
        key: "；".join(f"{path.organisation}，{path.says}" for path in some) for key, some in paths.items()
    }
    return {of_user[key]: words[:500] for key, words in said.items() if words}


def _promote(found: Draw, entries: list[ListedExpert], *, by: Actor, now: datetime) -> None:
    """The first substitute takes the place."""
    following = next((entry for entry in entries if entry.outcome == Outcome.SUBSTITUTE), None)
    if following is None:
        return
    following.outcome = Outcome.SELECTED
    following.save(update_fields=["outcome"])
    _record(found, "replace", _("候补专家递补"), by=by, now=now, place=following.place)
    _invite(found, [following], now=now)


def _refill(found: Draw, entries: list[ListedExpert], *, now: datetime) -> None:
    """Two substitutes again, as far as the drawn order goes; who has a tie by now is passed over."""
    left = [entry for entry in entries if entry.outcome == Outcome.NOT_REACHED]
    tied = _tied(found, left, now=now)
    waiting = sum(entry.outcome == Outcome.SUBSTITUTE for entry in entries)
    for entry in left:
        if waiting == rules.SUBSTITUTES:
            break
        entry.outcome, entry.reason = Outcome.SUBSTITUTE, ""
        if entry.code in tied:
            entry.outcome, entry.reason = Outcome.PASSED_OVER, tied[entry.code]
        else:
            waiting += 1
            _invite(found, [entry], now=now)
        entry.save(update_fields=["outcome", "reason"])


def _invite(found: Draw, entries: Iterable[ListedExpert], *, now: datetime) -> None:
    """Time and place only; who is interested in the matter is read out at its beginning."""
    when = f"{found.meets_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
    words = {"when": when, "place": found.place}
    said = {
        Outcome.SELECTED: (
            _("评审邀请"),
            _("请于 %(when)s 到%(place)s参加评审，并尽快确认能否参加。请勿告诉他人。"),
        ),
        Outcome.SUBSTITUTE: (
            _("候补邀请"),
            _("您是 %(when)s 在%(place)s评审的候补，请预留时间；需要时会通知您。"),
        ),
    }
    for outcome, (subject, text) in said.items():
        people = [entry.expert.user_id for entry in entries if entry.outcome == outcome]
        notify_users(people, subject=subject, text=text % words, url=reverse("draws:own"), now=now)


def _record(found: Draw, verb: str, says: str, *, by: Actor, now: datetime, **facts: object) -> None:
    ledger.record(found, f"draw.{verb}", says=says, by=by, at=now, facts=facts)

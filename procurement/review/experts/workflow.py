"""An expert applies or is entered, a second person admits; training, declared ties, leaving."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_users
from orgs.people.models import User
from portal.kernel import numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar.rules import years_after
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.review.experts import queries, rules
from procurement.review.experts.choices import EntryStatus
from procurement.review.experts.models import DeclaredTie, ExpertTraining, PoolExpert
from procurement.review.experts.rules import EntryFacts, TieFacts, TrainingFacts

S = EntryStatus
OWN_PAGE = reverse_lazy("experts:own")
STEPS = {
    "decide": Step(
        gettext_lazy("审核入库申请"), (S.WAITING,), S.ADMITTED, queries.KEEPERS, basis=rules.BASIS
    ),
    "leave": Step(gettext_lazy("办理出库"), (S.WAITING, S.ADMITTED, S.DECLINED), S.LEFT, basis=rules.BASIS),
    "train": Step(gettext_lazy("登记培训"), (S.ADMITTED,), roles=queries.KEEPERS, basis=rules.BASIS),
}


@transaction.atomic
def apply(facts: EntryFacts, *, by: Actor, now: datetime) -> PoolExpert:
    """A person applies and promises what the statement says."""
    return _enter(facts, user_id=by.user_id, paper=None, by=by, now=now)


@transaction.atomic
def enter(facts: EntryFacts, *, user_id: int, paper: Upload, by: Actor, now: datetime) -> PoolExpert:
    """A clerk enters a person from the signed application on paper."""
    if not by.has_role(*queries.KEEPERS):
        raise NotPermitted(_("只有平台管理的人员可以登记专家。"))
    return _enter(facts, user_id=user_id, paper=paper, by=by, now=now)


@transaction.atomic
def decide(expert_id: int, *, accepts: bool, opinion: str, by: Actor, now: datetime) -> PoolExpert:
    """A second person admits for a term, or declines with a reason."""
    expert = queries.expert_for_update(expert_id)
    procedure.advance(expert, STEPS, "decide", by=by)
    is_own = by.user_id in (expert.entered_by_id, expert.user_id)
    refuse(rules.decision_refusals(is_own=is_own, accepts=accepts, opinion=opinion))
    expert.decided_by_id, expert.decided_at, expert.opinion = by.user_id, now, opinion.strip()
    if accepts:
        expert.starts_on = local_date(now)
        years = queries.term_years(on=expert.starts_on)
        expert.ends_on = years_after(expert.starts_on, years) - timedelta(days=1)
    else:
        expert.status = S.DECLINED
    expert.save(update_fields=["status", "decided_by", "decided_at", "opinion", "starts_on", "ends_on"])
    _record(expert, "decide", _("审核入库申请"), by=by, now=now, accepted=accepts, until=expert.ends_on)
    word = _("您已进入平台专家库") if accepts else _("入库申请没有通过")
    _tell(expert, word, expert.opinion or expert.number, now=now)
    return expert


@transaction.atomic
def leave(expert_id: int, *, reason: str, by: Actor, now: datetime) -> PoolExpert:
    """The person leaves the pool, or is taken out of it with a reason."""
    expert = queries.expert_for_update(expert_id)
    if by.user_id != expert.user_id and not by.has_role(*queries.KEEPERS):
        raise NotPermitted(_("只有本人或者平台管理的人员可以办理出库。"))
    if expert.status not in STEPS["leave"].sources:
        refuse([procedure.wrong_state(expert, STEPS["leave"])])
    expert.status, expert.left_on, expert.left_reason = S.LEFT, local_date(now), reason.strip()
    expert.save(update_fields=["status", "left_on", "left_reason"])
    _record(expert, "leave", _("办理出库"), by=by, now=now)
    _tell(expert, _("您已离开平台专家库"), expert.left_reason, now=now)
    return expert


@transaction.atomic
def train(expert_id: int, facts: TrainingFacts, *, by: Actor, now: datetime) -> ExpertTraining:
    """Enter a training that the expert attended."""
    expert = queries.expert_for_update(expert_id)
    procedure.advance(expert, STEPS, "train", by=by)
    refuse(rules.training_refusals(facts, today=local_date(now)))
    made, _new = expert.trainings.get_or_create(
        title=facts.title,
        held_on=facts.held_on,
        defaults={"hours": facts.hours, "by_id": by.user_id, "at": now},
    )
    _record(expert, "train", _("登记培训"), by=by, now=now, title=facts.title, hours=facts.hours)
    return made


@transaction.atomic
def declare_tie(facts: TieFacts, *, by: Actor, now: datetime) -> DeclaredTie:
    """A person declares a tie to an organisation; a declaration stays, its end is declared anew."""
    refuse(rules.tie_refusals(facts, today=local_date(now)))
    made = DeclaredTie.objects.create(
        user_id=by.user_id, body=queries.body_named(facts.organisation), at=now, **asdict(facts)
    )
    says = _("声明任职和利害关系")
    ledger.record(made, "expert.declare_tie", says=says, by=by, at=now, facts={"relation": facts.reason})
    return made


def _enter(facts: EntryFacts, *, user_id: int, paper: Upload | None, by: Actor, now: datetime) -> PoolExpert:
    today = local_date(now)
    # The person's row is the lock while there is no expert yet: two applications at once are one.
    User.objects.select_for_update(of=("self",)).get(pk=user_id)
    expert = PoolExpert.objects.select_for_update().filter(user_id=user_id).first()
    if expert is None:
        scope = f"ZJ-{today.year}"
        expert = PoolExpert(number=f"{scope}-{numbers.next_number(scope):04d}", user_id=user_id)
    else:
        refuse(rules.entry_refusals(expert.status, is_serving=expert.serves_on(today)))
    for name, value in asdict(facts).items():
        setattr(expert, name, value)
    expert.status, expert.promised_on, expert.paper = S.WAITING, today, paper
    expert.entered_by_id, expert.entered_at = by.user_id, now
    expert.decided_by = expert.decided_at = expert.left_on = None
    expert.opinion = expert.left_reason = ""
    expert.save()
    _record(expert, "enter", _("申请进入平台专家库"), by=by, now=now, professions=facts.professions)
    return expert


def _tell(expert: PoolExpert, subject: str, text: str, *, now: datetime) -> None:
    notify_users([expert.user_id], subject=subject, text=text, url=str(OWN_PAGE), now=now)


def _record(expert: PoolExpert, verb: str, says: str, *, by: Actor, now: datetime, **facts: object) -> None:
    ledger.record(expert, f"expert.{verb}", says=says, by=by, at=now, facts=facts)

"""What must be done about evaluations: open, give an opinion, compute, publish."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.performance import pages, queries, rules, workflow
from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.models import PerformanceEvaluation
from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.contracts.models import Contract

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Accepted contracts to evaluate, then evaluations that are not published."""
    found = []
    if actor.has_role(*PURCHASER_ROLES):
        waiting = narrowed(queries.contracts_to_evaluate(actor), award__package__project__number=of)
        waiting = waiting.order_by("pk")[:SHOWN]
        found += [to_open(contract, actor) for contract in waiting]
    if actor.has_role(*PURCHASER_ROLES, Role.EVALUATOR):
        running = queries.visible_to(actor).exclude(status=EvaluationStatus.PUBLISHED)
        running = narrowed(running, contract__award__package__project__number=of).order_by("pk")
        found += [to_go_on(evaluation, actor) for evaluation in running[:SHOWN]]
    return found


def to_open(contract: Contract, actor: Actor) -> Todo:
    """An evaluation to begin."""
    may_open = actor.has_role(*workflow.OPENERS)
    return Todo(
        title=_("发起绩效评价"),
        subject=f"{contract.number} {contract.award.package.project.title}",
        why=_("验收合格，结果已公告"),
        url=reverse("performance:evaluation_open", args=[contract.pk])
        if may_open
        else contract.get_absolute_url(),
        button=_("发起绩效评价") if may_open else _("查看合同"),
        basis=rules.PERFORMANCE_BASIS,
        waiting_for="" if may_open else _("采购人经办"),
    )


def to_go_on(evaluation: PerformanceEvaluation, actor: Actor) -> Todo:
    """The next act of an evaluation, or whom it waits for."""
    opinions = pages.opinions_of(evaluation)
    step = pages.next_of(evaluation, opinions, evaluation.answers.count(), by=actor)
    return Todo(
        title=step["title"],
        subject=f"{evaluation.contract.number} {evaluation.contract.award.package.project.title}",
        why=step["note"],
        url=step["url"] or evaluation.get_absolute_url(),
        button=step["action"] or _("查看评价"),
        basis=step["basis"],
        waiting_for="" if step["url"] else step["who"],
    )

"""What must be done about challenges: drafted, given, carried out, each by its limit."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.todos import Todo, narrowed
from procurement.challenges import queries, rules
from procurement.challenges.choices import ChallengeStatus
from procurement.challenges.models import Challenge

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Challenges that wait for an answer of the own purchase."""
    rows = queries.of_conductor(actor).filter(status__in=(*queries.OPEN, ChallengeStatus.ANSWERED))
    rows = narrowed(rows, package__project__number=of).order_by("answer_by", "pk")[:SHOWN]
    return [_todo(challenge, actor) for challenge in rows]


def _todo(challenge: Challenge, actor: Actor) -> Todo:
    if challenge.status == ChallengeStatus.ANSWERED:
        return _carrying(challenge, actor)
    is_prepared = challenge.status == ChallengeStatus.PREPARED
    roles = queries.GIVERS if is_prepared else queries.PREPARERS
    is_mine = actor.has_role(*roles)
    return Todo(
        title=_("批准质疑答复") if is_prepared else _("答复质疑"),
        subject=f"{challenge.number} {challenge.package.project.title}",
        why=_("%(sender)s 对%(occasion)s提出质疑")
        % {"sender": challenge.sender_name, "occasion": challenge.occasion},
        url=challenge.get_absolute_url(),
        button=_("查看质疑"),
        due_at=at_local(challenge.answer_by, 23, 59),
        basis=rules.ORDER_94_ART_13,
        waiting_for="" if is_mine else (_("采购人复核") if is_prepared else _("经办人")),
        is_provisional=challenge.is_term_provisional,
    )


def _carrying(challenge: Challenge, actor: Actor) -> Todo:
    """A founded challenge whose effect is still to be carried out; the contract waits for it."""
    return Todo(
        title=_("落实质疑答复"),
        subject=f"{challenge.number} {challenge.package.project.title}",
        why=str(challenge.get_effect_display()),
        url=challenge.get_absolute_url(),
        button=_("查看质疑"),
        due_at=None,
        basis=rules.ORDER_94_ART_16,
        waiting_for="" if actor.has_role(*queries.GIVERS) else _("采购人复核"),
    )

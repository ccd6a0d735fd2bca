"""The procedure as a table, and the second beat of every verb.

A slice declares `STEPS = {"submit": Step(...)}`; a verb then reads: lock, advance, refuse, save, record.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused


@dataclass(frozen=True)
class Step:
    """One verb: from which states, to which state, by which roles, under which article.

    `target` empty means that the state stays. `duty` is the duty of separation that the verb exercises
    (orgs.people). `says` is the verb as a person reads it.
    """

    says: str
    sources: tuple[str, ...]
    target: str = ""
    roles: tuple[str, ...] = ()
    duty: str = ""
    basis: str = ""


Steps = Mapping[str, Step]


def may(record: models.Model, steps: Steps, verb: str, *, by: Actor | None) -> bool:
    """True when state and role allow the verb; the rules may still refuse it."""
    step = steps[verb]
    return by is not None and record.status in step.sources and by.has_role(*step.roles)


def available(record: models.Model, steps: Steps, *, by: Actor | None) -> list[str]:
    """The verbs that state and role allow, in the order of the table."""
    return [verb for verb in steps if may(record, steps, verb, by=by)]


def allow(steps: Steps, verb: str, *, by: Actor | None) -> None:
    """Refuse a capacity that never carries out the verb (403): what a page asks before it shows its form."""
    step = steps[verb]
    if by is None or not by.has_role(*step.roles):
        raise NotPermitted(_("您当前的身份不能%(verb)s。") % {"verb": step.says})


def advance(record: models.Model, steps: Steps, verb: str, *, by: Actor) -> Step:
    """Check role and state against the table and move `record.status`; the caller saves.

    Raises NotPermitted for the wrong role, Refused for the wrong state.
    """
    allow(steps, verb, by=by)
    step = steps[verb]
    if record.status not in step.sources:
        raise Refused(wrong_state(record, step))
    if step.target:
        record.status = step.target
    return step


def wrong_state(record: models.Model, step: Step) -> Refusal:
    """The refusal for a verb that comes too early, too late or twice."""
    return Refusal(
        because=_("当前状态是“%(status)s”，不能%(verb)s。")
        % {"status": record.get_status_display(), "verb": step.says},
        basis=step.basis,
        remedy=_("请返回并刷新页面，查看现在的下一步。"),
        code="wrong_state",
    )

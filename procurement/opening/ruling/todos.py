"""Bids that did not open and wait for the ruling of the purchaser's second person."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.opening.models import OpenedSubmission
from procurement.opening.rules import UNLOCK_BASIS
from procurement.opening.ruling import queries

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """What may be ruled on now."""
    rows = narrowed(queries.to_rule(actor, at=now), session__package__project__number=of)
    return [rule_todo(opened) for opened in rows.order_by("pk").distinct()[:SHOWN]]


def rule_todo(opened: OpenedSubmission) -> Todo:
    """One bid: the record tells its outcome."""
    package = opened.session.package
    return Todo(
        title=_("认定没有打开的原因"),
        subject=f"{package.number} {package.project.title}（包{package.index} {package.title}）",
        why=_("有一份文件没有打开，签署开启记录以前认定"),
        url=reverse("opening:ruling", args=[opened.pk]),
        button=_("去认定"),
        due_at=None,
        basis=str(UNLOCK_BASIS),
    )

"""What registrars must do next: call an applicant's organisation back, then open the account or return it."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.accounts import proofs
from orgs.accounts.applications import queries
from orgs.accounts.applications.choices import ApplicationStatus
from orgs.accounts.applications.models import AccountApplication
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo

MOST = 100


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Waiting applications of the registrar's own divisions, the oldest first; the law sets no term."""
    if of is not None or not actor.has_role(*queries.DECIDERS):
        return []
    waiting = queries.visible_to(actor).filter(status=ApplicationStatus.SUBMITTED).order_by("pk")
    return [todo_of(application) for application in waiting.prefetch_related("calls")[:MOST]]


def todo_of(application: AccountApplication) -> Todo:
    """One line: first the call, then the decision."""
    missing = proofs.way(application.way).refusals(queries.evidence(application))
    return Todo(
        title=_("核实账号申请") if missing else _("开通账号"),
        subject=application.body.name,
        why=_("等待回拨核实") if missing else _("已核实，等待开通"),
        url=reverse("applications:detail", args=[application.pk]),
        button=_("核实申请") if missing else _("办理申请"),
    )

"""What a custodian must do at an opening."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.bidding.custody.rules import BASIS
from procurement.opening.custody import queries
from procurement.opening.custody.models import CustodyRelease

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Parts that were released to the own body and still wait."""
    if not actor.has_role(Role.CUSTODIAN):
        return []
    rows = queries.waiting_for_custodian(actor).filter(until__gt=now)
    rows = narrowed(rows, opened__session__package__project__number=of)
    return [open_todo(release) for release in rows.order_by("pk")[:SHOWN]]


def open_todo(release: CustodyRelease) -> Todo:
    """One bid to open with the second key."""
    package = release.opened.session.package
    return Todo(
        title=_("用第二把钥匙打开"),
        subject=f"{package.number} {package.project.title}（包{package.index} {package.title}）",
        why=_("供应商请求打开") if release.asked_by_id else _("供应商没有解锁"),
        url=reverse("opening:custody_open", args=[release.opened.submission.receipt_number]),
        button=_("打开文件"),
        due_at=release.until,
        basis=str(BASIS),
    )

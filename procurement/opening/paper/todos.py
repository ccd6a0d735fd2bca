"""Paper copies that wait to be typed in or compared."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo
from procurement.opening import queries as openings
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.paper import queries, rules
from procurement.opening.paper.models import PaperCopy


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """To type in for who conducts, to compare for everybody else who may."""
    if not actor.has_role(*openings.OFFICER_ROLES):
        return []
    found = []
    for opened, copy in queries.saved(actor):
        if of and opened.session.package.project.number != of:
            continue
        if copy.typed_at is None and actor.has_role(*ORGANISER_ROLES):
            found.append(_todo(opened, _("录入纸质备份"), "opening:paper_type"))
        elif copy.typed_at and copy.typed_by_id != actor.user_id and not actor.has_role(*ORGANISER_ROLES):
            found.append(_todo(opened, _("核对纸质备份"), "opening:paper_check"))
    waiting = queries.to_join(actor)
    return found + [join_todo(*one) for one in waiting if of in (None, one[1].package.project.number)]


def join_todo(copy: PaperCopy, session: OpeningSession) -> Todo:
    """A copy whose receipt number is no bid's; the opening waits for it."""
    package = session.package
    return Todo(
        title=_("认定纸质备份属于哪一份文件"),
        subject=f"{package.number} {package.project.title}（包{package.index} {package.title}）",
        why=_("登记的回执编号与任何一份文件都不一致，认定以前开启不能结束"),
        url=reverse("opening:paper_join", args=[copy.pk]),
        button=_("去认定"),
        due_at=None,
        basis=str(rules.BASIS),
    )


def _todo(opened: OpenedSubmission, title: str, address: str) -> Todo:
    package = opened.session.package
    return Todo(
        title=title,
        subject=f"{package.number} {package.project.title}（包{package.index} {package.title}）",
        why=_("没有打开不是供应商的原因，由两人启封录入"),
        url=reverse(address, args=[opened.pk]),
        button=title,
        due_at=None,
        basis=str(rules.BASIS),
    )

"""What officers and suppliers must do at an opening."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.opening import queries, rules
from procurement.opening.choices import OpeningStatus, UnlockStatus
from procurement.opening.custody import todos as custody
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.opening.outage import todos as outages
from procurement.opening.paper import todos as papers
from procurement.opening.ruling import todos as rulings
from procurement.projects.models import Package

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Openings that are due, keys to release, sessions to conclude; own submissions to unlock."""
    if actor.has_role(*SUPPLIER_ROLES):
        rows = queries.waiting_for(actor).filter(
            status=UnlockStatus.WAITING,
            session__status=OpeningStatus.UNLOCKING,
            session__unlock_until__gt=now,
        )
        rows = narrowed(rows, session__package__project__number=of)
        return [unlock_todo(opened) for opened in rows.order_by("pk")[:SHOWN]]
    second = custody.todos(actor, now=now, of=of) + outages.todos(actor, now=now, of=of)
    second += rulings.todos(actor, now=now, of=of) + papers.todos(actor, now=now, of=of)
    if not actor.has_role(*queries.NAMED_ROLES):
        return second
    due = narrowed(queries.due_for_officers(actor, at=now), project__number=of)
    sessions = queries.for_officers(actor).filter(
        status__in=(OpeningStatus.WAITING, OpeningStatus.UNLOCKING), due_at__lte=now
    )
    sessions = sessions.exclude(status=OpeningStatus.WAITING, package__custody__key__body_id=actor.body_id)
    sessions = narrowed(sessions, package__project__number=of)
    sessions = sessions.prefetch_related("releases").order_by("due_at", "pk")
    return (
        second
        + [due_todo(package) for package in due[:SHOWN]]
        + [session_todo(session, actor) for session in sessions[:SHOWN]]
    )


def subject_of(package: Package) -> str:
    """The package in words."""
    return f"{package.number} {package.project.title}（包{package.index} {package.title}）"


def due_todo(package: Package) -> Todo:
    """A package whose deadline has come."""
    return Todo(
        title=_("进入开启"),
        subject=subject_of(package),
        why=_("提交截止时间已到"),
        url=reverse("opening:session_list"),
        button=_("进入开启"),
        due_at=package.response_deadline,
        basis=str(rules.RELEASE_BASIS),
    )


def session_todo(session: OpeningSession, actor: Actor) -> Todo:
    """A session that waits for a release or for its end."""
    has_released = any(release.officer_id == actor.user_id for release in session.releases.all())
    is_waiting = session.status == OpeningStatus.WAITING
    title, why = _("解封本采购包"), _("须两名不同的人员解封")
    if not is_waiting:
        title, why = _("结束开启"), _("供应商正在解锁，全部解锁或者时间到了以后结束")
    return Todo(
        title=title,
        subject=subject_of(session.package),
        why=why,
        url=reverse("opening:room", args=[session.pk]),
        button=_("查看开启"),
        due_at=session.due_at if is_waiting else session.unlock_until,
        basis=str(rules.RELEASE_BASIS),
        waiting_for=_("另一名解封人员") if is_waiting and has_released else "",
    )


def unlock_todo(opened: OpenedSubmission) -> Todo:
    """The own submission that waits for the own phrase."""
    return Todo(
        title=_("解锁我的文件"),
        subject=subject_of(opened.session.package),
        why=_("外层锁已解开，用贵单位的开启口令解锁"),
        url=reverse("opening:unlock", args=[opened.submission.receipt_number]),
        button=_("解锁文件"),
        due_at=opened.session.unlock_until,
        basis=str(rules.RELEASE_BASIS),
    )

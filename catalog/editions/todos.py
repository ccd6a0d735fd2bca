"""What those who keep a catalogue must do next: finish a draft, approve after the consultation."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.editions import queries, rules, workflow
from catalog.editions.choices import EditionStatus
from catalog.editions.models import CatalogueEdition
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo

OPEN = (EditionStatus.DRAFT, EditionStatus.CONSULTATION)


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """The editions in preparation of the own body; they concern no purchase, and the law sets no term."""
    if of is not None or not actor.has_role(*workflow.KEEPING):
        return []
    kept = queries.kept_by(actor).values("pk")
    found = queries.visible_to(actor).filter(catalogue__in=kept, status__in=OPEN).order_by("pk")
    return [todo for edition in found if (todo := _todo_of(edition, actor, now=now))]


def _todo_of(edition: CatalogueEdition, actor: Actor, *, now: datetime) -> Todo | None:
    if edition.status == EditionStatus.DRAFT:
        mine = workflow.may(edition, "submit", by=actor)
        return _todo(edition, _("公开征求意见"), _("草稿还没有公开")) if mine else None
    if rules.consultation_open_refusals(until=edition.consultation_to, today=clock.local_date(now)):
        return None
    is_second = actor.user_id not in (edition.drafted_by, edition.submitted_by)
    mine = is_second and workflow.may(edition, "approve", by=actor)
    return _todo(edition, _("批准目录"), _("征求意见已经截止，等待第二个人批准")) if mine else None


def _todo(edition: CatalogueEdition, title: str, why: str) -> Todo:
    return Todo(
        title=title,
        subject=edition.title,
        why=why,
        url=reverse("editions:edition_work", args=[edition.pk]),
        button=title,
        basis=rules.ORDER_102,
    )

"""What bidders, host and supervisor must do about an opening record."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.opening.record import pages, queries, rules
from procurement.opening.record.models import OpeningRecord

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """A record to confirm, to sign, or with an objection to answer."""
    path = "session__package__project__number"
    if actor.has_role(*SUPPLIER_ROLES):
        rows = narrowed(queries.open_for(actor).filter(confirm_until__gt=now), **{path: of})
        return [confirm_todo(record) for record in rows.order_by("pk")[:SHOWN]]
    if not actor.has_role(*queries.WATCHING):
        return []
    rows = narrowed(queries.to_sign(actor), **{path: of}).prefetch_related("signatures")
    return [sign_todo(record) for record in rows.order_by("pk")[:SHOWN] if pages.may_sign(record, actor)]


def confirm_todo(record: OpeningRecord) -> Todo:
    """The bidder's answer, which may stay away: silence is no objection."""
    return _todo(
        record,
        _("确认开标记录"),
        _("有疑义的当场提出，没有答复的视同没有异议"),
        reverse("opening:record_answer", args=[record.content["package"]]),
    )


def sign_todo(record: OpeningRecord) -> Todo:
    """The signature that is still to come."""
    url = reverse("opening:record", args=[record.hall_number])
    return _todo(record, _("签署开启记录"), _("异议处理以后，由主持人和监督人签署归档"), url)


def _todo(record: OpeningRecord, title: str, why: str, url: str) -> Todo:
    said = record.content
    return Todo(
        title=title,
        subject=f"{said['package']} {said['title']}（{said['package_title']}）",
        why=why,
        url=url,
        button=title,
        due_at=record.confirm_until,
        basis=str(rules.MINUTES_BASIS),
    )

"""A second person makes a single source public; the plan learns how long it was."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, refuse
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.publicity import queries, rules
from procurement.notices.publicity.rules import Contacts
from procurement.projects import queries as projects
from procurement.projects.plans import queries as plans
from procurement.projects.plans import workflow as planning

PUBLISHERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)


@transaction.atomic
def publish(
    project_id: int, contacts: Contacts, *, by: Actor, now: datetime, provisional_confirmed: bool = False
) -> Notice:
    """Make the single source of a draft public, or hand it over for its first publication elsewhere."""
    project = projects.project_for_update(project_id)
    if not by.has_role(*PUBLISHERS) or by.body_id != project.purchaser_id:
        raise NotPermitted(_("公示由采购人的复核人员或者分管领导发布。"))
    on = notices.expected_on(now)
    row = plans.row_of(project)
    refuse(
        rules.refusals(
            is_due=queries.is_due(project, on=on),
            is_waiting=queries.is_waiting(project),
            is_own_plan=row is not None and row.by_id == by.user_id,
        )
    )
    ends = queries.until(project, on=on)
    refuse(
        rules.provisional_refusals(
            ends.date, is_provisional=ends.provisional, is_confirmed=provisional_confirmed
        )
    )
    notice = issuing.publish_form(
        NoticeType.SINGLE_SOURCE,
        queries.values_of(project, contacts, on=on),
        project=project,
        title=f"{project.title}单一来源采购公示",
        by=by,
        now=now,
        period_workdays=int(queries.period_of(project, on=on)),
    )
    if notice.status == NoticeStatus.PUBLISHED:
        out(notice, by=by, now=now)
    return notice


def out(notice: Notice, *, by: Actor, now: datetime) -> None:
    """A publicity has come out, here or first elsewhere: its days count from then."""
    supplier = plans.supplier_of(notice.project)
    refuse(
        rules.changed_refusals(told=queries.told_supplier(notice), supplier=supplier.name if supplier else "")
    )
    since = local_date(notice.published_at)
    planning.shown(notice.project_id, since=since, until=notice.period_ends_on, by=by, now=now)

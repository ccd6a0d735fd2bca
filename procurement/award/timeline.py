"""The award as events of the purchase; the winner is named with the result notice only."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, Event
from procurement.award import queries, rules
from procurement.award.choices import OFFICIAL, AwardStatus
from procurement.award.models import Award
from procurement.projects.models import ProcurementProject


def events(project: ProcurementProject) -> list[Event]:
    """Decision and publication, package by package."""
    awards = Award.objects.filter(package__project=project).order_by("package__index")
    awards = awards.select_related("package__project__purchaser__budget_division", "approved_by")
    return [event for award in awards for event in events_of(award)]


def events_of(award: Award) -> list[Event]:
    """One award: decided, then published."""
    index, method = award.package.index, award.package.project.method
    if award.approved_at is None:
        note = award.get_status_display()
        if award.origin not in OFFICIAL:
            return [Event(_("定标"), NOW, note=note, package=index)]
        limit = queries.decide_by(award)
        return [
            Event(
                _("定标"),
                NOW,
                due=limit.date,
                basis=rules.article(rules.ORDER_87_ART_68, method),
                note=note,
                package=index,
            )
        ]
    decided = Event(_("定标"), DONE, at=award.approved_at, by=award.approved_by.name, package=index)
    if award.status == AwardStatus.PUBLISHED:
        notice = queries.result_notice(award)
        return [
            decided,
            Event(_("公告结果"), DONE, at=notice.published_at if notice else None, package=index),
        ]
    if award.origin not in OFFICIAL:
        return [decided, Event(_("公告结果"), NOW, package=index)]
    due = queries.publish_by(award).date
    publishing = Event(
        _("公告结果"), NOW, due=due, basis=rules.article(rules.ORDER_87_ART_69, method), package=index
    )
    return [decided, publishing]

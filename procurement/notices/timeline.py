"""Notices as events of the purchase."""

from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, Event
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.projects.models import ProcurementProject

SHOWN = (NoticeType.CORRECTION, NoticeType.TERMINATION)


def events(project: ProcurementProject) -> list[Event]:
    """Corrections and terminations; the notice of purchase itself is a milestone of the project."""
    notices = project.notices.filter(type__in=SHOWN).select_related("created_by", "package").order_by("pk")
    return [event_of(notice) for notice in notices]


def event_of(notice: Notice) -> Event:
    """One notice: published, or on its way through two persons."""
    title = str(notice.get_type_display())
    drafter = notice.created_by.name if notice.created_by else ""
    package = notice.package.index if notice.package else 0
    if notice.status == NoticeStatus.PUBLISHED:
        return Event(_("发布%(type)s") % {"type": title}, DONE, at=notice.published_at, package=package)
    if notice.status == NoticeStatus.AWAITING:
        return Event(_("编制%(type)s") % {"type": title}, NOW, by=drafter, note=_("待发布"), package=package)
    note = _("等待复核") if notice.status == NoticeStatus.SUBMITTED else _("起草中")
    return Event(_("编制%(type)s") % {"type": title}, NOW, by=drafter, note=note, package=package)

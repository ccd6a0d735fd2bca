"""Taking responses and final quotes as events: when, never who or how many."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kernel.timeline import DONE, NOW, Event
from procurement.bidding.models import QuoteWindow
from procurement.bidding.rules import DEADLINE_BASIS
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject


def events(project: ProcurementProject) -> list[Event]:
    """From the notice to the deadline, package by package; the windows for final quotes."""
    now = timezone.now()
    announced = [package for package in project.packages.all() if package.response_deadline]
    windows = QuoteWindow.objects.filter(package__project=project).select_related("package")
    return [
        *(package_event(package, now=now) for package in announced),
        *(window_event(window, now=now) for window in windows.order_by("package__index")),
    ]


def package_event(package: Package, *, now: datetime) -> Event:
    """Taking responses, by the clock."""
    title, deadline = _("征集响应文件"), package.response_deadline
    if package.status != PackageStatus.ANNOUNCED or now >= deadline:
        return Event(_("响应文件提交截止"), DONE, at=deadline, package=package.index)
    note = _("截止前任何人都看不到有谁、有几家提交")
    return Event(title, NOW, due=deadline, basis=str(DEADLINE_BASIS), note=note, package=package.index)


def window_event(window: QuoteWindow, *, now: datetime) -> Event:
    """The one common window of a package."""
    is_open = now < window.closes_at
    return Event(
        _("最后报价"),
        NOW if is_open else DONE,
        at=None if is_open else window.closes_at,
        due=window.closes_at,
        package=window.package.index,
    )

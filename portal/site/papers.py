"""The papers of a purchase, each with its state and the page where it is read."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.pieces import Task
from portal.site.begun import has_begun
from procurement.award.agreed import queries as agreed
from procurement.award.direct import moving
from procurement.award.direct import queries as direct
from procurement.award.framework import queries as framework
from procurement.contracts import queries as contracts
from procurement.contracts.bonds import queries as bonds
from procurement.contracts.choices import ContractStatus
from procurement.delivery import queries as delivery
from procurement.delivery.choices import AcceptanceStatus
from procurement.notices import queries as notices
from procurement.notices.cancelling import workflow as cancelling
from procurement.notices.choices import ENDED, NoticeStatus
from procurement.notices.models import Notice
from procurement.notices.prequalification import queries as prequalification
from procurement.opening import queries as openings
from procurement.opening.record import queries as records
from procurement.projects.choices import PackageStatus
from procurement.projects.decisions import queries as decisions
from procurement.projects.joint import queries as joint
from procurement.projects.models import ProcurementProject
from procurement.projects.plans.rules import FRAMEWORK


def papers_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """Notices, eligibility, contracts and acceptances that this capacity may open."""
    found = minutes_of(project) + units_of(project) + notices_of(project, actor)
    later = (
        ("opening", eligibility_of),
        ("opening", talks_of),
        ("opening", records_of),
        ("opening", bonds_of),
        ("contracts", contracts_of),
        ("delivery", acceptances_of),
    )
    if project.is_direct or any(package.moved_at for package in project.packages.all()):
        found += choices_of(project, actor)
    found += agreements_of(project, actor) + prequalification_of(project, actor)
    for stage, listed in later:
        if has_begun(stage, project):
            found += listed(project, actor)
    return found + moves_of(project, actor) + cancelling_of(project, actor)


def moves_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The way to have what was opened here reviewed on another platform, for those who may."""
    if project.purchaser_id != actor.body_id or project.is_direct or project.method == FRAMEWORK:
        return []
    return [
        Task(
            title=_("转到其他平台办理"),
            status=package.title,
            tone="quiet",
            url=reverse("direct:move", args=[package.pk]),
        )
        for package in project.packages.all()
        if package.moved_at is None and procedure.may(package, moving.STEPS, "move", by=actor)
    ]


def cancelling_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The way to end the purchase while no response is due yet, for those who may."""
    is_own = project.purchaser_id == actor.body_id and procedure.may(
        project, cancelling.STEPS, "cancel", by=actor
    )
    now = clock.now()
    left = any(cancelling.is_unopened(package, at=now) for package in project.packages.all())
    if project.is_direct or not (is_own and left):
        return []
    url = reverse("cancelling:cancel", args=[project.pk])
    return [Task(title=_("终止采购"), status=_("采购任务取消时"), tone="quiet", url=url)]


def minutes_of(project: ProcurementProject) -> list[Task]:
    """How many minutes of collective decisions were uploaded."""
    count = decisions.minutes_of(project).count()
    says = _("%(count)d 份") % {"count": count} if count else _("还没有上传")
    url = reverse("decisions:list", args=[project.pk])
    return [Task(title=_("集体研究纪要"), status=says, tone="ok" if count else "quiet", url=url)]


def units_of(project: ProcurementProject) -> list[Task]:
    """For which units the purchaser purchases as well; nothing where it purchases for itself."""
    count = joint.units_of(project).count()
    if not count:
        return []
    url = reverse("joint:list", args=[project.pk])
    says = _("%(count)d 个") % {"count": count}
    return [Task(title=_("统一组织的单位"), status=says, tone="ok", url=url)]


def notices_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """Published notices for everybody; those in preparation for the clerks who work on them."""
    own = notices.of_clerks(actor).filter(project=project).exclude(status__in=ENDED).values("pk")
    public = Notice.objects.published().filter(project=project).values("pk")
    shown = Notice.objects.filter(Q(pk__in=public) | Q(pk__in=own))
    found = list(shown.order_by("pk"))
    published = [notice for notice in found if notice.status == NoticeStatus.PUBLISHED]
    drafts = [notice for notice in found if notice.status != NoticeStatus.PUBLISHED]
    return [published_notice(notice) for notice in published] + [
        Task(
            title=notice.title,
            status=notice.get_status_display(),
            tone="soon",
            url=reverse("notices:work_detail", args=[notice.pk]),
        )
        for notice in drafts
    ]


def address_of(notice: Notice) -> str:
    """The public page; of an invitation, which has none, the clerks' own."""
    if notice.is_for_invited:
        return reverse("notices:work_detail", args=[notice.pk])
    return notice.get_absolute_url()


def published_notice(notice: Notice) -> Task:
    """A notice with the day on which everybody could read it."""
    day = clock.local_date(notice.published_at).isoformat()
    return Task(
        title=notice.title,
        status=_("已发布"),
        tone="ok",
        url=address_of(notice),
        hint=_("%(type)s，%(day)s") % {"type": notice.get_type_display(), "day": day},
    )


def eligibility_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """What was known of the bidders at the deadline, from the opening on; before it not even the line."""
    released = openings.named_to(actor, project).filter(released_at__isnull=False)
    return [
        Task(
            title=_("供应商资格情况"),
            status=_("截止时已固定"),
            url=reverse("opening:eligibility", args=[session.package_id]),
            hint=_("第%(index)s包") % {"index": session.package.index},
        )
        for session in released.order_by("package__index")
    ]


def records_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The records of the openings, once they are drawn up."""
    found = records.watched_by(actor).filter(session__package__project=project)
    return [
        Task(
            title=_("最后报价开启记录") if record.is_of_quotes else _("开启记录"),
            status=record.get_status_display(),
            tone="ok" if record.sha256 else "soon",
            url=reverse("opening:record", args=[record.hall_number]),
            hint=_("第%(index)s包") % {"index": record.session.package.index},
        )
        for record in found.order_by("session__package__index")
    ]


def bonds_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The bonds of each package whose opening is over, where the call asks for them."""
    if not (actor.has_role(*bonds.READERS) and bonds.asks(project)):
        return []
    packages = bonds.packages_for(actor).filter(project=project).order_by("index")
    return [
        Task(
            title=_("保证金"),
            status=_("查看和登记"),
            url=reverse("bonds:list", args=[package.pk]),
            hint=_("第%(index)s包") % {"index": package.index},
        )
        for package in packages
        if bonds.is_disclosed(package)
    ]


def choices_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """Offers or a result from elsewhere, package by package, on the short path."""
    return [
        Task(
            title=_("其他平台的结果") if direct.is_elsewhere(package) else _("报价和定标"),
            status=package.get_status_display(),
            tone="soon" if package.status == PackageStatus.PLANNED else "ok",
            url=reverse("direct:detail", args=[package.pk]),
            hint=_("第%(index)s包") % {"index": package.index},
        )
        for package in direct.visible_to(actor).filter(project=project).order_by("index")
    ]


def talks_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """Talks with the only supplier, package by package, from the opening on."""
    if not agreed.is_agreed(project):
        return []
    return [
        Task(
            title=_("单一来源协商"),
            status=package.get_status_display(),
            tone="soon" if package.status in agreed.OPEN else "ok",
            url=reverse("agreed:detail", args=[package.pk]),
            hint=_("第%(index)s包") % {"index": package.index},
        )
        for package in agreed.visible_to(actor).filter(project=project).order_by("index")
    ]


def prequalification_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The prequalification, for the clerks."""
    if project.method != prequalification.INVITED_TENDER:
        return []
    return [
        Task(
            title=_("资格预审"),
            status=_("已抽取") if found.drawn_at else _("办理中"),
            tone="ok" if found.drawn_at else "soon",
            url=reverse("prequalification:detail", args=[found.pk]),
        )
        for found in prequalification.conducted(actor).filter(project=project)
    ]


def agreements_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The framework agreements, package by package."""
    if project.method != FRAMEWORK or project.is_elsewhere:
        return []
    seen = framework.visible_to(actor).filter(project=project, status__in=framework.STARTED)
    return [
        Task(
            title=_("框架协议"),
            status=package.get_status_display(),
            url=reverse("framework:detail", args=[package.pk]),
            hint=_("第%(index)s包") % {"index": package.index},
        )
        for package in seen.order_by("index")
    ]


def contracts_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The contracts of the packages."""
    found = contracts.visible_to(actor).filter(award__package__project=project)
    return [
        Task(
            title=_("合同"),
            status=contract.get_status_display(),
            tone="ok" if contract.status == ContractStatus.PUBLISHED else "soon",
            url=contract.get_absolute_url(),
            hint=contract.number,
        )
        for contract in found.order_by("pk")
    ]


def acceptances_of(project: ProcurementProject, actor: Actor) -> list[Task]:
    """The acceptances of the contracts."""
    found = delivery.visible_to(actor).filter(contract__award__package__project=project)
    return [
        Task(
            title=_("验收报告"),
            status=acceptance.get_status_display(),
            tone="ok" if acceptance.status == AcceptanceStatus.PUBLISHED else "soon",
            url=reverse("delivery:detail", args=[acceptance.pk]),
            hint=acceptance.contract.number,
        )
        for acceptance in found.order_by("pk")
    ]

"""What pages about an acceptance show."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES, Duty
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refused
from portal.kernel.ledger.queries import proof_of
from portal.kernel.pieces import Task
from procurement.delivery import rules
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects import duties

A = AcceptanceStatus


def detail(acceptance: Acceptance, *, by: Actor, now: datetime) -> dict:
    """The context of every page of one acceptance."""
    contract = acceptance.contract
    project = contract.award.package.project
    items, voices = list(acceptance.items.all()), list(acceptance.voices.all())
    is_own = project.purchaser_id == by.body_id and by.has_role(*PURCHASER_ROLES)
    barred = duties.refusals_for(project.pk, Duty.ACCEPTANCE, by=by) if is_own else []
    may_act = is_own and not barred
    return {
        "now": now,
        "acceptance": acceptance,
        "contract": contract,
        "project": project,
        "items": items,
        "voices": voices,
        "tone": tone(acceptance),
        "result": result(acceptance),
        "head_facts": head_facts(acceptance),
        "barred": Refused(*barred) if barred and acceptance.status != A.PUBLISHED else None,
        "tasks": tasks(acceptance, items, len(voices), may_act=may_act) if is_own else [],
        "next": next_of(acceptance, items, len(voices)) if may_act else None,
        "may_reopen": may_act and acceptance.status == A.PUBLISHED and not acceptance.passed,
        "is_early": local_date(now) < contract.ends_on and acceptance.status == A.PLANNED,
        "notice": published_notice(acceptance),
        "proof": proof_of(acceptance),
    }


def head_facts(acceptance: Acceptance) -> list[tuple[str, str | date]]:
    """What stands below the title."""
    contract = acceptance.contract
    return [
        (_("采购人"), contract.award.package.project.purchaser.name),
        (_("供应商"), contract.supplier.name),
        (_("服务期限"), f"{contract.starts_on:%Y-%m-%d} {_('至')} {contract.ends_on:%Y-%m-%d}"),
        (_("组织验收"), acceptance.organised_by.name),
    ]


def tone(acceptance: Acceptance) -> str:
    """Green only for a passed one."""
    if acceptance.passed is None:
        return "soon"
    return "ok" if acceptance.passed else "stop"


def result(acceptance: Acceptance) -> str:
    """State and result as the badge says them."""
    if acceptance.passed is None:
        return str(acceptance.get_status_display())
    words = _("合格") if acceptance.passed else _("不合格")
    return f"{acceptance.get_status_display()}：{words}"


def next_of(acceptance: Acceptance, items: list, voices: int) -> dict | None:
    """The one thing to do now."""
    page = verb_of(acceptance, items, voices)
    if page is None:
        return None
    title, action, note, basis = WORDS[page]()
    url = reverse(f"delivery:acceptance_{page}", args=[acceptance.pk])
    return {"title": title, "action": action, "note": note, "basis": basis, "url": url}


def verb_of(acceptance: Acceptance, items: list, voices: int) -> str | None:
    """Which page comes next."""
    if acceptance.status == A.CONCLUDED:
        return "publish"
    if acceptance.status == A.PUBLISHED:
        return None
    if any(item.passed is None for item in items):
        return "judge"
    return "conclude" if voices else "hear"


WORDS = {
    "judge": lambda: (
        _("逐项查验合同要求"),
        _("逐项查验"),
        _("每一项都要判定，不符合的写明情况。可以分几次完成。"),
        rules.ACCEPT_BASIS,
    ),
    "hear": lambda: (
        _("听取服务对象意见"),
        _("记录服务对象意见"),
        _("至少邀请一名服务对象，姓名自动遮住。"),
        rules.VOICE_BASIS,
    ),
    "conclude": lambda: (
        _("形成验收意见"),
        _("形成验收意见"),
        _("形成意见后不能再改查验情况。"),
        rules.ACCEPT_BASIS,
    ),
    "publish": lambda: (
        _("公告验收结果"),
        _("公告验收结果"),
        _("公告后任何人都能看到结果、查验情况和服务对象意见。"),
        rules.VOICE_BASIS,
    ),
}


def tasks(acceptance: Acceptance, items: list, voices: int, *, may_act: bool) -> list[Task]:
    """The acceptance as a task list with its state in words."""
    judged = sum(item.passed is not None for item in items)
    is_open = acceptance.status == A.PLANNED

    def url(page: str, *, when: bool) -> str:
        return reverse(f"delivery:acceptance_{page}", args=[acceptance.pk]) if when and may_act else ""

    of_all = _("%(judged)d 项已判定，共 %(all)d 项") % {"judged": judged, "all": len(items)}
    heard = _("已听取 %(count)d 人") % {"count": voices} if voices else _("还没有人，至少 1 人")
    concluded = _("已形成") if acceptance.concluded_at else _("未开始")
    published = _("已公告") if acceptance.status == A.PUBLISHED else _("未开始")
    return [
        Task(_("逐项查验"), of_all, "ok" if judged == len(items) else "soon", url("judge", when=is_open)),
        Task(_("听取服务对象意见"), heard, "ok" if voices else "soon", url("hear", when=is_open)),
        Task(
            _("形成验收意见"),
            concluded,
            "ok" if acceptance.concluded_at else "quiet",
            url("conclude", when=is_open),
        ),
        Task(
            _("公告验收结果"),
            published,
            "ok" if acceptance.status == A.PUBLISHED else "quiet",
            url("publish", when=acceptance.status == A.CONCLUDED),
        ),
    ]


def published_notice(acceptance: Acceptance) -> Notice | None:
    """The newest notice of the result."""
    notices = Notice.objects.published().filter(
        type=NoticeType.ACCEPTANCE_RESULT, package=acceptance.contract.award.package_id
    )
    return notices.order_by("-pk").first()

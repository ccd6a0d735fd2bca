"""What the page of a package of a framework agreement shows, by who reads it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement.award.framework import ending, queries, rules, steps
from procurement.award.framework.choices import SelectionStatus
from procurement.award.framework.models import FrameworkMember, FrameworkSelection
from procurement.methods.declaration import clause_of
from procurement.notices import frameworks
from procurement.notices import queries as notices
from procurement.opening import workflow as opening
from procurement.opening.models import OpenedSubmission
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans
from procurement.review.response_text import LABELS

GROUNDS = {
    "direct_choice": gettext_lazy("采购单位或者服务对象为什么选择这家供应商。"),
    rules.COMPETITION: gettext_lazy("邀请了哪些协议供应商再次报价、各家的报价、按什么确定成交。"),
    rules.ROTATION: gettext_lazy("写明轮到的情况；前一家放弃的，写明已登记的放弃。"),
}


def detail(package: Package, *, by: Actor, now: datetime) -> dict:
    """Everything about one package, and what this capacity may do now."""
    project = package.project
    is_open, conducts = plans.takes_applications(project), notices.conducts(by, project)
    selection = queries.selection_of(package)
    members = [one for one in queries.members_of(package) if conducts or one.notice.published_at]
    is_told = selection is not None and selection.status == SelectionStatus.PUBLISHED
    phase = plans.facts_of(project).phase
    turns = queries.turns(members, on=local_date(now), at=now) if phase == rules.ROTATION else []
    sign, file, tell = queries.numbers(
        project, frameworks.SIGN, "framework_file_workdays", "framework_notify_workdays"
    )
    return {
        "is_open": is_open,
        "conducts": conducts,
        "selection": selection if conducts or is_told else None,
        "responses": list(selection.responses.select_related("supplier")) if selection and conducts else [],
        "members": [(one, sign_by(one)) for one in members],
        "applications": list(queries.applications_of(package)) if conducts and is_open else [],
        "orders": list(queries.orders_read_by(by, package)),
        "is_rotation": phase == rules.ROTATION,
        "expiry": queries.expiry_of(package),
        "skips": list(queries.skips_of(package)) if phase == rules.ROTATION else [],
        "left": queries.left_of(package),
        "phase": clause_of(plans.method_of(project).phases, phase),
        "next_in_turn": rules.next_in_turn(turns),
        "limits": (sign, file, tell),
        "may": may_now(package, selection, members, by=by, is_open=is_open, conducts=conducts),
        "status": status_of(package, selection, members, is_open=is_open),
    }


def may_now(
    package: Package,
    selection: FrameworkSelection | None,
    members: list[FrameworkMember],
    *,
    by: Actor,
    is_open: bool,
    conducts: bool,
) -> dict[str, bool]:
    """Which steps state, role and body allow; the verb itself judges again."""
    state = selection.status if selection else SelectionStatus.RETURNED
    is_due = package.status == PackageStatus.OPENED and not is_open and conducts
    approves = is_due and by.has_role(*steps.APPROVERS) and state == SelectionStatus.PREPARED
    return {
        "select": is_due and by.has_role(*steps.ENTERERS) and state == SelectionStatus.RETURNED,
        "publish": approves and not selection.approved_by_id and selection.prepared_by_id != by.user_id,
        "agree": conducts and by.has_role(*steps.ENTERERS),
        "propose": conducts and by.has_role(*steps.ENTERERS),
        "confirm": conducts and by.has_role(*steps.APPROVERS),
        "end": conducts and by.has_role(*steps.APPROVERS) and not ending.state_refusals(package),
        "order": any(one.signed_on for one in members)
        and by.has_role(*steps.BUYERS)
        and queries.may_order(by, package.project),
        "strike_order": by.has_role(*PURCHASER_ROLES),
        "publish_order": by.has_role(*steps.APPROVERS),
        "buyer_id": by.body_id,
        "user_id": by.user_id,
    }


def status_of(
    package: Package, selection: FrameworkSelection | None, members: list[FrameworkMember], *, is_open: bool
) -> str:
    """Where the agreement stands, in words."""
    if queries.expiry_of(package):
        return _("框架协议已期满")
    if any(one.signed_on for one in members):
        return _("框架协议履行中")
    if is_open and package.status == PackageStatus.ANNOUNCED:
        return _("受理加入申请中")
    if selection and package.status == PackageStatus.OPENED:
        if selection.approved_by_id:
            return _("入围结果待发布")
        return selection.get_status_display()
    return package.get_status_display()


def sign_by(member: FrameworkMember):
    """The last day for signing; None while the result is not out."""
    out = member.notice.published_at
    if out is None:
        return None
    return queries.term(local_date(out), queries.numbers(member.package.project, frameworks.SIGN)[0])


def opened_texts(package: Package) -> list[tuple[OpenedSubmission, list[tuple[str, str]]]]:
    """What each supplier wrote, as headed texts."""
    return [(row, texts_of(row)) for row in queries.opened(package)]


def texts_of(row: OpenedSubmission) -> list[tuple[str, str]]:
    """One response; what was only ticked is said as such."""
    said = opening.fields_of(row).items()
    return [
        (str(LABELS.get(name, name)), _("已承诺") if text == "on" else text) for name, text in said if text
    ]

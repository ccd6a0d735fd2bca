"""What suppliers must do: submit before the deadline; and the organiser's window for final quotes."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement import methods
from procurement.bidding import pages, queries, rules, workflow
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.custody import queries as custody
from procurement.bidding.custody.models import CustodianExchange
from procurement.bidding.custody.rules import BASIS as CUSTODY_BASIS
from procurement.methods.terms import Terms
from procurement.projects import queries as projects
from procurement.projects.models import Package
from procurement.review.choices import ReviewStatus

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Own submissions that are due, final quotes that are asked for, windows to open."""
    if actor.has_role(*SUPPLIER_ROLES):
        rows = pages.response_rows(actor, now=now)
        own = [row for row in rows if of in (None, row.package.project.number)]
        return [todo for row in own if (todo := todo_for(row, actor))]
    if not actor.has_role(*ORGANISER_ROLES):
        rows = narrowed(custody.to_decide(actor), custody__package__project__number=of)
        return [exchange_todo(exchange) for exchange in rows.order_by("pk")[:SHOWN]]
    quoting = Package.objects.filter(
        project__in=projects.organised_by(actor).values("pk"),
        review__status=ReviewStatus.QUOTING,
        quote_window__isnull=True,
    ).select_related("project")
    quoting = narrowed(quoting, project__number=of)
    return [window_todo(package) for package in quoting.order_by("pk")[:SHOWN]]


def todo_for(row: pages.ResponseRow, actor: Actor) -> Todo | None:
    """What the own body still owes in one package; None when nothing."""
    package = row.package
    subject = f"{package.number} {package.project.title}（包{package.index} {package.title}）"
    if row.is_open and row.response is None:
        return Todo(
            title=_("提交响应文件"),
            subject=subject,
            why=_("贵单位已获取采购文件，还没有提交"),
            url=workflow.package_url(package, SubmissionKind.RESPONSE),
            button=_("提交响应文件"),
            due_at=package.response_deadline,
            basis=str(rules.DEADLINE_BASIS),
        )
    if row.lost_key:
        return again_todo(row, subject)
    if row.is_quoting and row.quote is None and queries.is_invited(package, actor.body_id):
        return Todo(
            title=_("提交最后报价"),
            subject=subject,
            why=_("%(review)s已结束，所有供应商在同一时段提交") % vars(terms_of(package)),
            url=workflow.package_url(package, SubmissionKind.FINAL_QUOTE),
            button=_("提交最后报价"),
            due_at=row.window.closes_at,
            basis=str(rules.DEADLINE_BASIS),
        )
    return None


def again_todo(row: pages.ResponseRow, subject: str) -> Todo:
    """The own submission's second key was reported lost while it can still be submitted again."""
    kind = SubmissionKind.RESPONSE if row.is_open else SubmissionKind.FINAL_QUOTE
    return Todo(
        title=_("重新提交，或者自己保管好口令"),
        subject=subject,
        why=_("托管方报告钥匙丢失，第二把钥匙可能打不开贵单位已提交的一份"),
        url=workflow.package_url(row.package, kind),
        button=_("重新提交"),
        due_at=row.package.response_deadline if row.is_open else row.window.closes_at,
        basis=str(CUSTODY_BASIS),
    )


def terms_of(package: Package) -> Terms:
    """The words of the purchase's method."""
    return methods.get(package.project.method).terms


def exchange_todo(exchange: CustodianExchange) -> Todo:
    """The finance department or superior body decides who keeps the second key."""
    package = exchange.custody.package
    return Todo(
        title=_("决定更换托管方"),
        subject=f"{package.number} {package.project.title}（包{package.index} {package.title}）",
        why=_("现在的托管方已经没有人员，经办人提出换一个单位"),
        url=reverse("custody:exchange_decide", args=[exchange.pk]),
        button=_("去决定"),
        due_at=package.response_deadline,
        basis=str(CUSTODY_BASIS),
    )


def window_todo(package: Package) -> Todo:
    """The organiser opens the common window after the consultation."""
    return Todo(
        title=_("开放最后报价"),
        subject=f"{package.number} {package.project.title}（包{package.index} {package.title}）",
        why=_("%(panel)s已结束%(review)s") % vars(terms_of(package)),
        url=reverse("bidding:window_open", args=[package.pk]),
        button=_("开放最后报价"),
        basis=methods.get(package.project.method).governed_by,
    )

"""A supplier gives up its turn in a rotation: entered with its paper, confirmed by a second person."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.uploads import Upload
from procurement.award.framework import queries, rules, steps
from procurement.award.framework.models import FrameworkSkip
from procurement.award.framework.rules import SkipFacts
from procurement.projects.models import Package
from procurement.projects.plans import queries as plans


@transaction.atomic
def skip(package_id: int, facts: SkipFacts, *, paper: Upload, by: Actor, now: datetime) -> FrameworkSkip:
    """Enter that whoever is next gave up its turn; who would order enters it."""
    package = steps.locked(package_id)
    if not (by.has_role(*steps.BUYERS) and queries.may_order(by, package.project)):
        raise NotPermitted(_("只有征集人和它所属单位的采购经办人可以登记放弃轮候。"))
    waiting = queries.skips_of(package).filter(confirmed_at__isnull=True, struck_because="")
    is_waiting = waiting.filter(member_id=facts.member_id).exists()
    refuse(refusals_of(package, facts, is_waiting=is_waiting, now=now))
    made = FrameworkSkip.objects.create(
        member_id=facts.member_id,
        given_up_on=facts.given_up_on,
        reason=facts.reason.strip(),
        buyer_id=by.body_id,
        paper=paper,
        entered_by_id=by.user_id,
        entered_at=now,
    )
    says = {"supplier": made.member.supplier.name, "reason": made.reason, "paper_sha256": paper.sha256}
    steps.record(made, "skip", _("登记放弃轮候"), package, by=by, now=now, **says)
    return made


@transaction.atomic
def confirm(skip_id: int, *, by: Actor, now: datetime) -> FrameworkSkip:
    """A second person of the same unit confirms it: it counts as the supplier's turn, who is told."""
    package, found = locked(skip_id)
    if not (by.has_role(*steps.APPROVERS) and by.body_id == found.buyer_id):
        raise NotPermitted(_("放弃轮候由登记单位的复核人员或者分管领导复核。"))
    steps.must_not_be_lent(by)
    refuse(waiting_refusals(found))
    refuse(rules.same_person_refusals(entered_by=found.entered_by_id, by=by.user_id))
    facts = SkipFacts(found.member_id, found.given_up_on, found.reason)
    refuse(refusals_of(package, facts, is_waiting=False, now=now))
    found.confirmed_by_id, found.confirmed_at = by.user_id, now
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    says = {"supplier": found.member.supplier.name, "reason": found.reason}
    steps.record(found, "confirm_skip", _("复核放弃轮候"), package, by=by, now=now, **says)
    notify_body(
        found.member.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("已登记贵单位放弃本轮：%(title)s") % {"title": package.project.title},
        text=_(
            "%(buyer)s登记贵单位在 %(day)s 放弃本轮，原因：%(reason)s。按一次轮候计算；不属实的，请与它联系。"
        )
        % {
            "buyer": found.buyer.name,
            "day": found.given_up_on.isoformat(),
            "reason": found.reason.rstrip("。"),
        },
        url=reverse("framework:paper", args=["skip", found.pk]),
        now=now,
    )
    return found


@transaction.atomic
def strike(skip_id: int, *, reason: str, by: Actor, now: datetime) -> FrameworkSkip:
    """The unit takes back what was entered by mistake, before it is confirmed; the row stays readable."""
    package, found = locked(skip_id)
    if not (by.has_role(*PURCHASER_ROLES) and by.body_id == found.buyer_id):
        raise NotPermitted(_("登记错误的放弃由登记它的单位作废。"))
    refuse([*waiting_refusals(found), *rules.strike_refusals(reason)])
    found.struck_because = reason.strip()
    found.save(update_fields=["struck_because"])
    says = {"supplier": found.member.supplier.name, "reason": found.struck_because}
    steps.record(found, "strike_skip", _("作废放弃轮候的登记"), package, by=by, now=now, **says)
    return found


def locked(skip_id: int) -> tuple[Package, FrameworkSkip]:
    """The package locked, and what was given up."""
    package = steps.locked(FrameworkSkip.objects.values_list("member__package_id", flat=True).get(pk=skip_id))
    return package, queries.skips_of(package).get(pk=skip_id)


def refusals_of(package: Package, facts: SkipFacts, *, is_waiting: bool, now: datetime) -> list[Refusal]:
    """Why a turn cannot be given up as things stand today."""
    today = local_date(now)
    return rules.skip_refusals(
        facts,
        turns=queries.turns(list(queries.members_of(package)), on=today, at=now),
        phase=plans.facts_of(package.project).phase,
        is_waiting=is_waiting,
        today=today,
    )


def waiting_refusals(found: FrameworkSkip) -> list[Refusal]:
    """It is confirmed or struck once."""
    if found.struck_because:
        because = _("这次放弃的登记已经作废。")
    elif found.confirmed_at:
        because = _("这次放弃的登记已经复核。")
    else:
        return []
    return [Refusal(because, rules.BASIS, _("请返回并刷新页面。"), "skip_over")]

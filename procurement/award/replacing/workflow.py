"""A chosen supplier falls out: the next candidate is proposed anew, or the purchase begins again.

`next_candidate` and `restart` are called by the verb that decided: the purchaser's own, a founded
challenge, a decision on a complaint. They do not ask who calls.
"""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.uploads import Upload
from portal.kernel.workflow import Step
from procurement.award import queries as awards
from procurement.award.choices import AwardStatus
from procurement.award.models import Award
from procurement.award.replacing import queries, rules
from procurement.award.replacing.choices import REFUSERS, Follows
from procurement.award.replacing.models import Removal
from procurement.award.workflow import page
from procurement.notices import issuing
from procurement.notices.models import Notice
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus
from procurement.projects.redo import workflow as redo
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from procurement.review.choices import EndingCause

DECIDERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
STEPS = {"replace": Step(gettext_lazy("变更成交供应商"), (), roles=DECIDERS, basis=rules.REGULATION_ART_49)}


@transaction.atomic
def replace(
    award_id: int, *, cause: str, follows: str, reason: str, paper: Upload | None, by: Actor, now: datetime
) -> Award | Notice | None:
    """The purchaser's second person: the winner gives up or signs no contract (Regulation, art. 49)."""
    procedure.allow(STEPS, "replace", by=by)
    award = awards.award_for_update(award_id)
    if award.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    refuse(rules.reason_refusals(reason, cause=cause, has_paper=paper is not None))
    verb = next_candidate if follows == Follows.NEXT else restart
    return verb(award.package_id, cause=cause, reason=reason, paper=paper, by=by, now=now)


@transaction.atomic
def next_candidate(
    package_id: int,
    *,
    cause: str,
    reason: str,
    by: Actor,
    now: datetime,
    reference: str = "",
    paper: Upload | None = None,
) -> Award:
    """Open the award anew for the next in rank; it is proposed, approved and published as the first was."""
    award = _locked(package_id)
    _refuse_while_stopped(package_id, now=now)
    refuse(_next_refusals(award, cause))
    _remove(award, Follows.NEXT, cause=cause, reason=reason, reference=reference, paper=paper, by=by, now=now)
    _open_anew(award, now=now)
    project_workflow.go_back(award.package, PackageStatus.REVIEWED, by=by, at=now)
    notify_body(
        award.package.project.purchaser_id,
        roles=PURCHASER_ROLES,
        subject=_("请按排序重新确定成交供应商：%(title)s") % {"title": award.package.project.title},
        text=reason,
        url=page(award),
        now=now,
    )
    return award


@transaction.atomic
def restart(
    package_id: int,
    *,
    cause: str,
    reason: str,
    by: Actor,
    now: datetime,
    basis: str = "",
    reference: str = "",
    paper: Upload | None = None,
) -> Notice | None:
    """End the package with a notice that says why, so that the purchase begins again; once.

    Somebody falls out only where two people have chosen; a draft ends with the package.
    """
    package = projects.package_for_update(package_id)
    if package.status == PackageStatus.TERMINATED:
        return None
    _refuse_while_stopped(package_id, now=now)
    if queries.is_chosen(package_id):
        award = _locked(package_id)
        refuse(_state_refusals(award))
        _remove(
            award,
            Follows.RESTART,
            cause=cause,
            reason=reason,
            reference=reference,
            paper=paper,
            by=by,
            now=now,
        )
    basis = basis or rules.basis_of(cause)
    with translation.override("zh-hans"):
        told = rules.public_reason(cause, reason)
    return issuing.terminate(package, reason=told, basis=basis, by=by, now=now, cause=EndingCause.OTHER)


def _refuse_while_stopped(package_id: int, *, now: datetime) -> None:
    """The finance department's stop holds this, too; what its own order asks for has lifted it before."""
    refuse(suspensions.refusals(package_id, Act.DECIDE, on=clock.local_date(now)))


def _locked(package_id: int) -> Award:
    found = Award.objects.filter(package_id=package_id).values_list("pk", flat=True).first()
    if found is None:
        raise Refused(rules.nobody_chosen())
    return awards.award_for_update(found)


def next_refusals(package_id: int, *, cause: str) -> list[Refusal]:
    """Why no other candidate can take the place of the one who was chosen, as things stand now."""
    award = Award.objects.select_related("package__review", "winner").filter(package_id=package_id).first()
    return _next_refusals(award, cause) if award else [rules.nobody_chosen()]


def _next_refusals(award: Award, cause: str) -> list[Refusal]:
    found = _state_refusals(award)
    if found:
        return found
    left = queries.left_after(award, award.winner.rank)
    found = rules.enough_refusals(len(left), needed=queries.needed(award), cause=cause)
    if cause not in REFUSERS:
        found += rules.order_refusals(holds=queries.order_holds(award, left), cause=cause)
    return found


def _state_refusals(award: Award) -> list:
    return rules.state_refusals(
        status=award.status,
        package=award.package.status,
        origin=award.origin,
        is_awaiting=awards.awaits_publication(award),
    )


def _remove(
    award: Award, follows: str, *, cause: str, reason: str, by: Actor, now: datetime, **known
) -> None:
    """Write who falls out, and tell it."""
    removal = Removal.objects.create(
        award=award,
        cause=cause,
        follows=follows,
        supplier=award.supplier,
        rank=award.winner.rank,
        amount=award.amount,
        reason=reason.strip(),
        by_id=by.user_id,
        at=now,
        **known,
    )
    if cause in REFUSERS:
        redo.bar(award.package, award.supplier_id, at=now)
    is_public = award.status == AwardStatus.PUBLISHED
    ledger.record(
        removal,
        "award.replace",
        says=_("变更成交供应商"),
        by=by,
        at=now,
        facts={"package": award.package.number, "supplier": award.supplier.name, "amount": award.amount},
        seal="" if is_public else f"award:{award.package.number}",
    )
    notify_body(
        award.supplier_id,
        roles=SUPPLIER_ROLES,
        subject=_("不再作为成交供应商：%(title)s") % {"title": award.package.project.title},
        text=f"{removal.get_cause_display()}。{removal.reason}",
        url=award.package.project.get_absolute_url(),
        now=now,
    )


def _open_anew(award: Award, *, now: datetime) -> None:
    """The clock of a decision begins again; the ranking stays as it was frozen."""
    term = int(awards.law_of(award.package, "decide_award_workdays"))
    award.status, award.received_at = AwardStatus.WAITING, now
    award.decide_by = awards.workdays_after(clock.local_date(now), term).date
    award.winner = award.supplier = award.amount = award.prepared_by = award.approved_by = None
    award.approved_at = award.told_at = None
    award.minutes = award.opinion = ""
    award.save()


def may(award: Award, *, by: Actor | None) -> bool:
    """Whether this person may say that the winner falls out."""
    if by is None or not by.has_role(*DECIDERS) or award.package.project.purchaser_id != by.body_id:
        return False
    return award.winner_id is not None and not _state_refusals(award)

"""The first phase of a closed agreement: its result entered by one person, published by another."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.inbox.workflow import notify_body
from orgs.people.choices import Duty
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal, refuse
from portal.kernel.uploads import Upload
from procurement.award import queries as awards
from procurement.award import rules as award_rules
from procurement.award.framework import announcements, outcomes, queries, rules, steps
from procurement.award.framework.choices import SelectionStatus
from procurement.award.framework.models import FrameworkResponse, FrameworkSelection
from procurement.award.framework.rules import Judged
from procurement.notices import frameworks
from procurement.notices.models import Notice
from procurement.opening import workflow as opening
from procurement.opening.record import queries as records
from procurement.projects import duties
from procurement.projects.choices import PackageStatus
from procurement.projects.decisions import queries as decisions
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.models import Package
from procurement.review import rules as review_rules


@transaction.atomic
def select(
    package_id: int, judged: Sequence[Judged], *, price_unit: str, paper: Upload, by: Actor, now: datetime
) -> FrameworkSelection:
    """Enter how each opened response was judged, with the report; again after it was sent back."""
    package = steps.locked(package_id, is_open=False)
    steps.must_conduct(package, by, *steps.ENTERERS)
    before = queries.selection_of(package)
    refuse(state_refusals(package, before, SelectionStatus.RETURNED))
    duties.take(package.project_id, Duty.AWARD_PREPARE, by=by, at=now)
    offers = offers_of(package)
    refuse(missing_refusals(offers, judged))
    least, share, out = queries.numbers(
        package.project, frameworks.LEAST, frameworks.SHARE, frameworks.LEAST_OUT
    )
    refuse(rules.selection_refusals(judged, least=least, share=share, least_out=out))
    admitted = [one.supplier_id for one in judged if one.is_admitted]
    refuse(decision_refusals(package, admitted, now=now))
    kept, _new = FrameworkSelection.objects.update_or_create(
        package=package,
        defaults={
            "status": SelectionStatus.PREPARED,
            "price_unit": price_unit,
            "paper": paper,
            "prepared_by_id": by.user_id,
            "prepared_at": now,
        },
    )
    kept.responses.all().delete()
    FrameworkResponse.objects.bulk_create(response_of(kept, one, offers[one.supplier_id]) for one in judged)
    facts = {"admitted": [one.name for one in judged if one.is_admitted], "paper_sha256": paper.sha256}
    steps.record(
        kept, "select", _("登记入围结果"), package, by=by, now=now, seal=steps.seal_of(package), **facts
    )
    notify_body(
        package.project.purchaser_id,
        roles=steps.APPROVERS,
        subject=_("入围结果待您复核"),
        text=str(package),
        url=steps.page(package),
        now=now,
    )
    return kept


@transaction.atomic
def send_back(package_id: int, *, opinion: str, by: Actor, now: datetime) -> FrameworkSelection:
    """Send the result back to whoever entered it."""
    package = steps.locked(package_id, is_open=False)
    steps.must_decide(package, by)
    kept = queries.selection_of(package)
    refuse(state_refusals(package, kept, SelectionStatus.PREPARED))
    duties.take(package.project_id, Duty.AWARD_APPROVE, by=by, at=now)
    kept.status, kept.opinion = SelectionStatus.RETURNED, opinion
    kept.save(update_fields=["status", "opinion"])
    steps.record(
        kept,
        "send_back",
        _("退回入围结果"),
        package,
        by=by,
        now=now,
        seal=steps.seal_of(package),
        opinion=opinion,
    )
    return kept


@transaction.atomic
def publish(package_id: int, *, by: Actor, now: datetime) -> Notice:
    """The purchaser's second person publishes who was admitted; once it is out, each learns its own."""
    package = steps.locked(package_id, is_open=False)
    steps.must_decide(package, by)
    kept = queries.selection_of(package)
    refuse(state_refusals(package, kept, SelectionStatus.PREPARED))
    refuse(rules.same_person_refusals(entered_by=kept.prepared_by_id, by=by.user_id))
    duties.take(package.project_id, Duty.AWARD_APPROVE, by=by, at=now)
    responses = list(kept.responses.select_related("supplier"))
    admitted = [one for one in responses if one.is_admitted]
    refuse(decision_refusals(package, [one.supplier_id for one in admitted], now=now))
    refuse(award_rules.record_refusals(records.unsigned_of(package.pk)))
    fit = sum(one.is_fit for one in responses)
    notice = steps.publish_members(
        package,
        [
            {
                "supplier_id": one.supplier_id,
                "place": one.place,
                "price": one.offer,
                "price_unit": kept.price_unit,
            }
            for one in admitted
        ],
        says=announcements.JUDGED.format(fit=fit, out=len(responses) - len(admitted)),
        by=by,
        now=now,
    )
    kept.approved_by_id = by.user_id
    kept.save(update_fields=["approved_by"])
    steps.record(kept, "publish", _("公告入围结果"), package, by=by, now=now, notice=notice.number)
    outcomes.follow(package, notice, by=by, now=now)
    return notice


def decision_refusals(package: Package, admitted: Sequence[int], *, now: datetime) -> list[Refusal]:
    """The minutes of the meeting that decided, and no admitted supplier that is barred."""
    return [
        *decisions.due_refusals(package.project, DecisionStep.AWARD, on=local_date(now)),
        *(r for supplier_id in admitted for r in awards.supplier_refusals(supplier_id, at=now)),
    ]


def offers_of(package: Package) -> dict[int, Decimal | None]:
    """What each supplier offered whose response was opened."""
    return {
        row.submission.supplier_id: review_rules.offered(opening.fields_of(row))
        for row in queries.opened(package)
    }


def response_of(kept: FrameworkSelection, one: Judged, offer: Decimal | None) -> FrameworkResponse:
    """The row of one response."""
    return FrameworkResponse(
        selection=kept,
        supplier_id=one.supplier_id,
        offer=offer,
        is_fit=one.is_fit,
        place=one.place,
        is_admitted=one.is_admitted,
        reason=one.reason.strip(),
    )


def missing_refusals(offers: dict[int, Decimal | None], judged: Sequence[Judged]) -> list[Refusal]:
    """Every opened response is judged, and nothing else."""
    if set(offers) == {one.supplier_id for one in judged}:
        return []
    because = _("登记的结果与已经打开的响应文件不一致。")
    return [Refusal(because, rules.BASIS, _("请刷新页面后逐家登记。"), "responses_differ")]


def state_refusals(package: Package, kept: FrameworkSelection | None, wanted: str) -> list[Refusal]:
    """After the opening and before the publication, and in the state in which the step is taken."""
    is_first = kept is None and wanted == SelectionStatus.RETURNED
    is_next = kept is not None and kept.status == wanted and kept.approved_by_id is None
    if package.status == PackageStatus.OPENED and (is_first or is_next):
        return []
    because = _("入围结果现在不能办理这一步：响应文件还没有开启，或者结果已经登记、公告。")
    return [Refusal(because, rules.BASIS, _("请返回并刷新页面，查看现在的下一步。"), "selection_state")]

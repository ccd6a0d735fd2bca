"""The public page of a body: registered facts, grade, results, contracts, trainings, cases, notices."""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.models import PerformanceEvaluation
from orgs.bodies import queries, rules
from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.community.models import CommunityOrganisation
from orgs.registry import law
from orgs.registry import queries as registry
from orgs.registry import rules as facts_rules
from orgs.registry.choices import FactKind
from orgs.registry.rules import Fact
from portal.kernel import clock
from portal.kernel.pieces import Segment
from portal.site.notice_rows import rows_of
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from procurement.notices.models import Notice

SHOWN = 20


@require_safe
def detail(request: HttpRequest, credit_code: str) -> HttpResponse:
    """One body, public."""
    body = queries.by_credit_code(credit_code)
    if body is None:
        raise Http404
    now = clock.now()
    registration = getattr(body, "registration", None)
    contracts = published_contracts(body)
    context = {
        "body": body,
        "registration": registration,
        "now": now,
        "contracts": contracts,
        "contracts_amount": sum((contract.amount for contract in contracts), Decimal(0)),
        "results": list(body.credit_records.order_by("-published_at", "-pk")[:SHOWN]),
        "evaluation": newest_evaluation(body),
        **in_communities(body),
        "notices": rows_of(Notice.objects.filter(by_purchaser(body)), SHOWN) if body.may_purchase else [],
    }
    if registration is not None:
        context |= register_of(body, on=clock.local_date(now))
    return render(request, "portal/site/organisation.html", context)


def register_of(body: Body, *, on: date) -> dict:
    """What the register says of a body on a day: the grade with its validity, and every fact that counts."""
    facts = registry.facts_of(body.pk)
    values = [fact.value for fact in facts]
    graded = facts_rules.grade_on(values, on) or facts_rules.coming_grade(values, on)
    grade = rules.grade_validity(
        graded.code if graded else "",
        graded.starts_on if graded else None,
        graded.ends_on if graded else None,
        on=on,
    )
    judged = [fact for fact in facts if fact.kind not in (FactKind.TRAINING, FactKind.CASE)]
    return {
        "graded": graded,
        "grade": grade,
        "grade_bar": [Segment(Decimal(0), Decimal(grade.gone))],
        "facts": [(fact, facts_rules.tone_of(fact.value, on)) for fact in judged],
        "trainings": [fact for fact in facts if fact.kind == FactKind.TRAINING],
        "cases": [fact for fact in facts if fact.kind == FactKind.CASE],
        "listed": [fact for fact in facts if facts_rules.listings_on([fact.value], on)],
        "is_registered": body.registration.is_registered(on),
        "penalties": counting_penalties(values, on),
    }


def counting_penalties(values: list[Fact], on: date) -> list[Fact]:
    """Penalties of the years that count; who has none needs no look at the law."""
    if not any(fact.kind == FactKind.PENALTY for fact in values):
        return []
    return facts_rules.penalties_since(values, years_before(on))


def years_before(on: date) -> date:
    """Since when a record counts for a purchase (GPL art. 22; its regulation, art. 19)."""
    return facts_rules.years_after(on, -int(law.number("clean_record_years", on=on)))


def in_communities(body: Body) -> dict:
    """The stations it runs, the bases it was incubated in; the same for an organisation of a community."""
    if body.kind != BodyKind.SOCIAL_ORGANISATION:
        return {}
    incubations = body.incubations.select_related("base")
    return {
        "stations": body.stations.filter(closed_on=None).order_by("name", "pk")[:SHOWN],
        "incubations": incubations.order_by("-entered_on", "-pk")[:SHOWN],
        "community": CommunityOrganisation.objects.living().filter(body=body).first(),
    }


def published_contracts(body: Body) -> list[Contract]:
    """The published contracts of a contractor, newest first."""
    contracts = Contract.objects.filter(supplier=body, status=ContractStatus.PUBLISHED)
    return list(
        contracts.select_related("award__package__project__purchaser").order_by("-signed_at", "-pk")[:SHOWN]
    )


def newest_evaluation(body: Body) -> PerformanceEvaluation | None:
    """The latest published evaluation of a contract of this body, with the opinions given."""
    evaluations = PerformanceEvaluation.objects.filter(
        contract__supplier=body, status=EvaluationStatus.PUBLISHED
    )
    return (
        evaluations.select_related("contract__award__package__project", "institution")
        .prefetch_related("opinions")
        .order_by("-published_at")
        .first()
    )


def by_purchaser(body: Body) -> Q:
    """The notices of its purchases, and those that it issued without one."""
    return Q(project__purchaser=body) | Q(issuer=body)

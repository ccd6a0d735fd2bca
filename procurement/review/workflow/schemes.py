"""Criteria schemes: write, copy from a template, freeze with the notice."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.review import queries, rules
from procurement.review.choices import CriterionKind
from procurement.review.models import CONSULTATION_METHOD, CriteriaScheme, Criterion
from procurement.review.workflow.steps import AUTHORS, SCHEME_STEPS

Facts = Sequence[rules.CriterionFacts]


@transaction.atomic
def create_scheme(
    title: str, criteria: Facts, *, by: Actor, now: datetime, method: str = CONSULTATION_METHOD
) -> CriteriaScheme:
    """Write a scheme for the acting body; it may be edited until a notice freezes it."""
    if not by.has_role(*AUTHORS) or by.body_id is None:
        raise NotPermitted(_("您当前的身份不能编制评审标准。"))
    scheme = CriteriaScheme(title=title, body_id=by.body_id, method=method)
    refuse(scheme_refusals(scheme, criteria, now=now))
    scheme.save()
    _write(scheme, criteria)
    facts = {"title": title, "criteria": _recorded(criteria)}
    ledger.record(scheme, "review.create_scheme", says=_("编制评审标准"), by=by, at=now, facts=facts)
    return scheme


@transaction.atomic
def edit_scheme(
    scheme_id: int, title: str, criteria: Facts, *, by: Actor, now: datetime, method: str = ""
) -> CriteriaScheme:
    """Replace the criteria of a scheme that no notice has frozen; for another method where one is named."""
    scheme = queries.scheme_for_update(scheme_id)
    step = procedure.advance(scheme, SCHEME_STEPS, "edit", by=by)
    if scheme.body_id != by.body_id:
        raise NotPermitted(_("这份评审标准不是您的单位编制的。"))
    scheme.method = method or scheme.method
    refuse(scheme_refusals(scheme, criteria, now=now))
    scheme.title = title
    scheme.save(update_fields=["title", "method"])
    scheme.criteria.all().delete()
    _write(scheme, criteria)
    facts = {"title": title, "criteria": _recorded(criteria)}
    ledger.record(scheme, "review.edit_scheme", says=step.says, by=by, at=now, facts=facts)
    return scheme


@transaction.atomic
def freeze_scheme(scheme_id: int, *, by: Actor, now: datetime) -> CriteriaScheme:
    """Fix a scheme with the notice that prints it; freezing twice is once."""
    scheme = queries.scheme_for_update(scheme_id)
    if scheme.is_frozen:
        return scheme
    step = procedure.advance(scheme, SCHEME_STEPS, "freeze", by=by)
    criteria = facts_of(scheme)
    refuse(scheme_refusals(scheme, criteria, now=now))
    scheme.save(update_fields=["status"])
    facts = {"title": scheme.title, "criteria": _recorded(criteria)}
    ledger.record(scheme, "review.freeze_scheme", says=step.says, by=by, at=now, facts=facts)
    return scheme


def scheme_refusals(scheme: CriteriaScheme, criteria: Facts, *, now: datetime) -> list:
    """Why these criteria may not stand today for a purchaser or agency at this budget level."""
    division = scheme.body.budget_division or scheme.body.division
    lowest, highest = queries.price_weight_range(
        clock.local_date(now), method=scheme.method, region_code=division.code
    )
    return rules.scheme_refusals(criteria, lowest=lowest, highest=highest)


def facts_of(scheme: CriteriaScheme) -> list[rules.CriterionFacts]:
    """The criteria of a scheme as values."""
    return [
        rules.CriterionFacts(c.kind, c.name, c.text, c.maximum, c.is_objective, c.step)
        for c in scheme.criteria.all()
    ]


def _write(scheme: CriteriaScheme, criteria: Facts) -> None:
    Criterion.objects.bulk_create(
        Criterion(
            scheme=scheme,
            order=order,
            kind=facts.kind,
            name=facts.name,
            text=facts.text,
            maximum=facts.maximum if facts.kind in {CriterionKind.SCORED, CriterionKind.PRICE} else None,
            is_objective=facts.is_objective and facts.kind == CriterionKind.SCORED,
            step=facts.step if facts.kind == CriterionKind.SCORED else Decimal("0.01"),
        )
        for order, facts in enumerate(criteria, start=1)
    )


def _recorded(criteria: Facts) -> list[dict]:
    return [vars(facts) for facts in criteria]

"""Criteria schemes: write, copy from a template, freeze with the notice."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.review import queries, rules
from procurement.review.choices import CriterionKind, Way
from procurement.review.low_price import queries as low_prices
from procurement.review.low_price import rules as low_price
from procurement.review.low_price.models import LowPriceShares
from procurement.review.models import CONSULTATION_METHOD, CriteriaScheme, Criterion
from procurement.review.rules.articles import LOW_PRICE
from procurement.review.workflow.steps import AUTHORS, SCHEME_STEPS

Facts = Sequence[rules.CriterionFacts]
BY_POINTS = rules.PriceTerms()
SMALLEST = Decimal("0.01")


@transaction.atomic
def create_scheme(
    title: str,
    criteria: Facts,
    *,
    by: Actor,
    now: datetime,
    method: str = CONSULTATION_METHOD,
    price: rules.PriceTerms = BY_POINTS,
) -> CriteriaScheme:
    """Write a scheme for the acting body; it may be edited until a notice freezes it."""
    if not by.has_role(*AUTHORS) or by.body_id is None:
        raise NotPermitted(_("您当前的身份不能编制评审标准。"))
    scheme = CriteriaScheme(title=title, body_id=by.body_id, method=method)
    _set_price(scheme, price)
    refuse(scheme_refusals(scheme, criteria, now=now))
    scheme.save()
    _write(scheme, criteria)
    facts = {"title": title, "criteria": _recorded(criteria), **_recorded_price(price)}
    ledger.record(scheme, "review.create_scheme", says=_("编制评审标准"), by=by, at=now, facts=facts)
    return scheme


@transaction.atomic
def edit_scheme(
    scheme_id: int,
    title: str,
    criteria: Facts,
    *,
    by: Actor,
    now: datetime,
    method: str = "",
    price: rules.PriceTerms = BY_POINTS,
) -> CriteriaScheme:
    """Replace the criteria of a scheme that no notice has frozen; for another method where one is named."""
    scheme = queries.scheme_for_update(scheme_id)
    step = procedure.advance(scheme, SCHEME_STEPS, "edit", by=by)
    if scheme.body_id != by.body_id:
        raise NotPermitted(_("这份评审标准不是您的单位编制的。"))
    scheme.method = method or scheme.method
    _set_price(scheme, price)
    refuse(scheme_refusals(scheme, criteria, now=now))
    scheme.title = title
    scheme.save(update_fields=["title", "method", "is_price_fixed", "weight_approval"])
    scheme.criteria.all().delete()
    _write(scheme, criteria)
    facts = {"title": title, "criteria": _recorded(criteria), **_recorded_price(price)}
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
    facts = {
        "title": scheme.title,
        "criteria": _recorded(criteria),
        **_recorded_price(price_terms_of(scheme)),
    }
    ledger.record(scheme, "review.freeze_scheme", says=step.says, by=by, at=now, facts=facts)
    return scheme


@transaction.atomic
def raise_shares(
    scheme_id: int, shares: Mapping[str, Decimal | None], *, by: Actor, now: datetime
) -> LowPriceShares:
    """Write the shares of low prices where the document goes above the law (财库〔2026〕2号)."""
    scheme = queries.scheme_for_update(scheme_id)
    procedure.advance(scheme, SCHEME_STEPS, "edit", by=by)
    if scheme.body_id != by.body_id:
        raise NotPermitted(_("这份评审标准不是您的单位编制的。"))
    refuse(_share_refusals(scheme, shares, now=now))
    written, _is_new = LowPriceShares.objects.update_or_create(
        scheme=scheme, defaults={str(kind): share for kind, share in shares.items()}
    )
    facts = {"shares": {str(kind): None if share is None else str(share) for kind, share in shares.items()}}
    ledger.record(scheme, "review.raise_shares", says=_("写明异常低价比例"), by=by, at=now, facts=facts)
    return written


def _share_refusals(scheme: CriteriaScheme, shares: Mapping[str, Decimal | None], *, now: datetime) -> list:
    law = low_prices.law_today(scheme, now=now)
    if law is None:
        because, remedy = _("现在施行的规定里没有异常低价审查。"), _("不用填写。")
        return [Refusal(because, LOW_PRICE, remedy, code="not_in_force")]
    return low_price.share_refusals(shares, law=law)


def scheme_refusals(scheme: CriteriaScheme, criteria: Facts, *, now: datetime) -> list:
    """Why these criteria may not stand today for a purchaser or agency at this budget level."""
    division = scheme.body.budget_division or scheme.body.division
    lowest, highest = queries.price_weight_range(
        clock.local_date(now), method=scheme.method, region_code=division.code
    )
    return rules.scheme_refusals(criteria, lowest=lowest, highest=highest, price=price_terms_of(scheme))


def price_terms_of(scheme: CriteriaScheme) -> rules.PriceTerms:
    """How the price counts in a scheme."""
    return rules.PriceTerms(scheme.is_price_fixed, scheme.weight_approval)


def facts_of(scheme: CriteriaScheme) -> list[rules.CriterionFacts]:
    """The criteria of a scheme as values."""
    return [criterion.facts for criterion in scheme.criteria.all()]


def _set_price(scheme: CriteriaScheme, price: rules.PriceTerms) -> None:
    scheme.is_price_fixed, scheme.weight_approval = price.is_fixed, price.approval.strip()


def _write(scheme: CriteriaScheme, criteria: Facts) -> None:
    Criterion.objects.bulk_create(
        _scored(facts, scheme=scheme, order=order)
        if facts.kind == CriterionKind.SCORED
        else Criterion(
            scheme=scheme,
            order=order,
            kind=facts.kind,
            name=facts.name,
            text=facts.text,
            maximum=facts.maximum if facts.kind == CriterionKind.PRICE else None,
            step=SMALLEST,
            evidence=facts.evidence,
        )
        for order, facts in enumerate(criteria, start=1)
    )


def _scored(facts: rules.CriterionFacts, *, scheme: CriteriaScheme, order: int) -> Criterion:
    """A scored line keeps only what its way of scoring reads."""
    is_alike = facts.way in rules.COMPUTED_ALIKE
    return Criterion(
        scheme=scheme,
        order=order,
        kind=facts.kind,
        name=facts.name,
        text=facts.text,
        maximum=facts.maximum,
        is_objective=facts.is_objective or is_alike,
        step=SMALLEST if facts.way in {Way.MOST, Way.PAST} else facts.step,
        way=facts.way,
        bands=[band.stored for band in facts.bands] if facts.way in rules.BY_BANDS else [],
        unit=facts.unit if facts.way in {Way.COUNT, Way.MOST} else "",
        neutral=facts.neutral if facts.way == Way.PAST else None,
        evidence=facts.evidence,
    )


def _recorded(criteria: Facts) -> list[dict]:
    """The lines for the ledger; what a line does not say is left out."""
    return [{name: value for name, value in asdict(facts).items() if value} for facts in criteria]


def _recorded_price(price: rules.PriceTerms) -> dict:
    return {name: value for name, value in asdict(price).items() if value}

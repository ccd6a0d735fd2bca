"""One question, one answer: page, interface and command ask here."""

from decimal import Decimal

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from procurement.methods import Method
from procurement.review import queries, rules
from procurement.review.choices import CriterionKind
from procurement.review.models import CriteriaScheme, ReviewSession
from procurement.review.price_scores.forms import METHODS, PriceScoreForm, lines_of
from procurement.review.price_scores.rules import Answer, DeductionLaw, answer, deduction_refusals
from procurement.review.rules.articles import ORDER_87_ART_55
from procurement.routing import queries as routing

PROVINCE = "430000"
DEDUCTIONS = (
    "sme_deduction_min",
    "sme_deduction_max",
    "sme_partner_deduction_min",
    "sme_partner_deduction_max",
)


def answer_to(form: PriceScoreForm) -> Answer:
    """The points for a valid form. Raises Refused where a deduction is outside the law of its day."""
    question, day = form.question(), form.cleaned_data["date"]
    if question.deductions:
        found = routing.parameters(DEDUCTIONS, on=day, region_code=PROVINCE)
        law = DeductionLaw(*(rules.Limit(found[code].value, found[code].basis) for code in DEDUCTIONS))
        refuse(deduction_refusals(list(question.deductions.values()), law=law))
    return answer(question)


def remarks(form: PriceScoreForm) -> list[Refusal]:
    """A weight outside the range of its method is computed all the same, and remarked upon."""
    facts = form.cleaned_data
    if facts["weight"] is None:
        return []
    lowest, highest = queries.price_weight_range(facts["date"], method=facts["method"], region_code=PROVINCE)
    criterion = rules.CriterionFacts("price", "", maximum=facts["weight"])
    return rules.price_weight_refusals([criterion], lowest=lowest, highest=highest)


def facts_of(form: PriceScoreForm) -> dict:
    """The answer for programs, with remarks where there are any."""
    notes = [f"{refusal.because}（{refusal.basis}）" for refusal in remarks(form)]
    return {**answer_to(form).facts(), **({"notes": notes} if notes else {})}


def basis_of(method: Method) -> str:
    """The article under which the prices of a method are compared."""
    by_weight = method.price_weight_max or method.price_weight_min
    if method.is_scored:
        return str(by_weight.article) if method.has_final_quote else ORDER_87_ART_55
    return str(method.ranking.article) if method.ranking else method.governed_by


def readable(actor: Actor | None) -> QuerySet[ReviewSession]:
    """The finished reviews whose prices this capacity may read and that can be recomputed."""
    priced = CriteriaScheme.objects.filter(criteria__kind=CriterionKind.PRICE).values("pk")
    return queries.readable_reports(actor).filter(method__in=METHODS, scheme__in=priced)


def of_review(session: ReviewSession) -> dict[str, str]:
    """The question that a finished review answered, as it would be typed."""
    return {
        "method": session.method,
        "weight": rules.plain(queries.price_weight(session)) if session.declared.is_scored else "",
        "bids": lines_of({c["supplier"]: Decimal(c["final_quote"]) for c in _ranked(session)}),
        "date": session.decided_on.isoformat(),
    }


def recorded(session: ReviewSession) -> dict[str, Decimal]:
    """The points for price that the signed report holds, by supplier."""
    if not session.declared.is_scored:
        return {}
    return {c["supplier"]: Decimal(c["price_points"]) for c in _ranked(session)}


def _ranked(session: ReviewSession) -> list[dict]:
    return [c for c in session.report["candidates"] if c["rank"]]

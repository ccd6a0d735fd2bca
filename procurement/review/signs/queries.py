"""The responses of a review as they are compared; only its panel reads what follows."""

from procurement.review import queries, rules
from procurement.review.choices import ReviewStatus
from procurement.review.models import Candidate, ReviewSession
from procurement.review.response_text import opened_responses
from procurement.review.signs.rules import Responded, Sign, signs
from procurement.routing import queries as routing

SHARE = "alike_text_share"
BEFORE = (ReviewStatus.FORMING, ReviewStatus.QUALIFYING, ReviewStatus.RECUSAL)


def is_open(session: ReviewSession) -> bool:
    """Whether the panel has come to read the responses."""
    return session.status not in BEFORE


def signs_in(session: ReviewSession) -> list[Sign]:
    """The signs among all responses that were opened."""
    candidates = list(queries.examined_candidates(session).select_related("session"))
    region = session.purchaser.budget_division.code
    share = routing.parameter(SHARE, on=session.decided_on, region_code=region).value
    printed = [criterion.standard for criterion in session.scheme.criteria.all()]
    return signs(_compared(candidates), printed=printed, share=share)


def _compared(candidates: list[Candidate]) -> list[Responded]:
    if not candidates:
        return []
    return [
        _responded(one.candidate, {label: words for label, words in one.parts if len(words) > 1})
        for one in opened_responses(candidates)
    ]


def _responded(candidate: Candidate, texts: dict[str, str]) -> Responded:
    fields = candidate.response.get("fields", candidate.response)

    def said(name: str) -> str:
        return str(fields.get(name) or "")

    return Responded(
        supplier=candidate.supplier.name,
        texts=texts,
        contact_name=said("contact_name"),
        contact_phone=said("contact_phone"),
        bond_reference=said("bond_reference"),
        files=frozenset((file["name"], file["size"]) for file in candidate.files),
        price=candidate.final_quote or rules.offered(fields),
    )

"""What everybody may read of a draw, as the stand-alone script docs/check_draw.py reads it."""

from procurement.review.draws import queries, rules
from procurement.review.draws.choices import DrawStatus, Outcome
from procurement.review.draws.models import Draw, ListedExpert

# Before the draw nobody may learn the seed.
REVEALED = (DrawStatus.DRAWN, DrawStatus.PUBLISHED)


def document(draw: Draw) -> dict:
    """The draw by number, without names until the result."""
    entries = list(queries.listed(draw))
    is_drawn = draw.status in REVEALED
    return {
        "format": rules.FORMAT,
        "number": draw.number,
        "wanted": draw.wanted,
        "substitutes": rules.SUBSTITUTES,
        "codes": sorted(entry.code for entry in entries),
        "list_sha256": draw.list_sha256,
        "seed_sha256": draw.seed_sha256,
        "seed": draw.seed if is_drawn else "",
        "words": draw.words,
        "drawn": [_entry(entry, with_name=draw.is_public) for entry in entries] if is_drawn else [],
    }


def _entry(entry: ListedExpert, *, with_name: bool) -> dict:
    said = {"code": entry.code, "outcome": entry.outcome}
    reached = entry.outcome in (Outcome.SELECTED, Outcome.SUBSTITUTE)
    if not with_name or not reached:
        return said
    return said | {"salt": entry.salt, "expert": entry.expert.number, "name": entry.expert.user.name}

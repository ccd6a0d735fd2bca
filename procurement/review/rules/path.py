"""Which steps a review goes through, by what its method declares. Pure."""

from procurement.methods.declaration import Checker, Method
from procurement.review.choices import ReviewStatus


def path_of(method: Method) -> tuple[ReviewStatus, ...]:
    """The states of a review in their order.

    A tender's bidders are checked by the purchaser before the panel hears their names (Order 87, art. 44),
    and their price is the one that they bid; a consultation asks for a second price. Where the lowest
    price decides, nobody scores (Order 74, art. 35). Abnormally low prices are looked at before anything is
    compared (财库〔2026〕2号); where there are none, the step is passed.
    """
    qualifying = [ReviewStatus.QUALIFYING] if by_purchaser(method) else []
    talking = [ReviewStatus.CONSULTATION, ReviewStatus.QUOTING] if method.has_final_quote else []
    placing = ReviewStatus.SCORING if method.is_scored else ReviewStatus.RANKING
    return (
        ReviewStatus.FORMING,
        *qualifying,
        ReviewStatus.RECUSAL,
        ReviewStatus.EXAMINATION,
        *talking,
        ReviewStatus.LOW_PRICE,
        placing,
        ReviewStatus.SIGNING,
        ReviewStatus.REPORTED,
    )


def by_purchaser(method: Method) -> bool:
    """Whether purchaser or agency check who qualifies, and not the panel."""
    return method.checked_by == Checker.PURCHASER

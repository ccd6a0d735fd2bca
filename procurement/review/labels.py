"""What the steps and figures of a review are called by its method."""

from django.utils.translation import gettext as _

from procurement.review import rules
from procurement.review.choices import ReviewStatus
from procurement.review.models import ReviewSession


def examines(session: ReviewSession) -> str:
    """What the panel examines."""
    by_purchaser = rules.by_purchaser(session.declared)
    return _("符合性审查") if by_purchaser else _("资格和符合性审查")


def price(session: ReviewSession) -> str:
    """The price that is compared."""
    return str(session.declared.terms.price)


def step(session: ReviewSession, status: str) -> str:
    """A state of the review as a step to be done."""
    review = session.declared.terms.review
    return {
        ReviewStatus.FORMING: _("确定小组名单"),
        ReviewStatus.QUALIFYING: _("资格审查"),
        ReviewStatus.RECUSAL: _("回避声明"),
        ReviewStatus.EXAMINATION: examines(session),
        ReviewStatus.CONSULTATION: str(review),
        ReviewStatus.QUOTING: price(session),
        ReviewStatus.LOW_PRICE: _("异常低价审查"),
        ReviewStatus.SCORING: _("评分"),
        ReviewStatus.RANKING: _("比较报价"),
        ReviewStatus.SIGNING: _("汇总与签署"),
    }[status]

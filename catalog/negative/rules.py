"""A project on the negative list is refused; a word that sounds like it is only marked. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal


@dataclass(frozen=True)
class Head:
    """One head of the negative list as a rule needs it; `examples` may be empty."""

    code: str
    text: str
    examples: str
    basis: str
    is_to_be_confirmed: bool = False


def ticked_refusals(heads: Sequence[Head], ticked: Collection[str]) -> list[Refusal]:
    """A project that falls under a head may not be purchased as a service (Order 102, art. 10)."""
    return [
        Refusal(
            because=_("您勾选了“%(head)s”，这样的事项不能用政府购买服务的方式办理。") % {"head": head.text},
            basis=head.basis,
            remedy=_(
                "勾选有误的，请去掉勾选；确实属于这一项的，请把这部分从项目中删去，或者改用其他办法办理。"
            ),
            code=f"negative_{head.code}",
        )
        for head in heads
        if head.code in ticked
    ]

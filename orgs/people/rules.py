"""Separation of duties: who may not do the next thing because of what was done before. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal


@dataclass(frozen=True)
class Pair:
    """Two duties that exclude each other, with names and basis in words."""

    first: str
    second: str
    first_says: str
    second_says: str
    basis: str


def separation_refusals(*, duty: str, done_before: Iterable[str], pairs: Iterable[Pair]) -> list[Refusal]:
    """Refusals for a person who already had an incompatible duty in this purchase."""
    done = set(done_before)
    refusals = []
    for pair in pairs:
        for mine, other, mine_says, other_says in (
            (pair.first, pair.second, pair.first_says, pair.second_says),
            (pair.second, pair.first, pair.second_says, pair.first_says),
        ):
            if duty == mine and other in done:
                refusals.append(
                    Refusal(
                        because=_("您在本项目中已经承担“%(done)s”，不能再承担“%(duty)s”。")
                        % {"done": other_says, "duty": mine_says},
                        basis=pair.basis,
                        remedy=_("请由另一名同事办理；本单位没有第二个人时，可以凭书面授权向其他单位借用。"),
                        code="separation_of_duties",
                    )
                )
    return refusals

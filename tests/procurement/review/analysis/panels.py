"""Panels drawn from a seed: honest members differ in strictness, taste and care, a biased one favours."""

import random
from decimal import Decimal

MAXIMUM = Decimal(90)
Sums = dict[int, dict[str, Decimal]]


def weights(lot: random.Random) -> list[int]:
    """The maxima of five to eight criteria that make ninety."""
    cuts = sorted(lot.sample(range(1, 18), lot.randint(4, 7)))
    return [5 * (end - start) for start, end in zip([0, *cuts], [*cuts, 18], strict=True)]


def panel(seed: int, *, members: int | None = None, biased: bool = False) -> tuple[Sums, int | None]:
    """Each member's sums, and who is biased: a fifth to a third more for one, half of it less for rivals."""
    lot = random.Random(seed)  # noqa: S311
    members, suppliers = members or lot.choice([5, 7]), "甲乙丙丁戊己"[: lot.randint(3, 6)]
    maxima = weights(lot)
    worth = {name: lot.uniform(0.55, 0.85) for name in suppliers}
    favours = lot.randrange(members) if biased else None
    favoured, favour = lot.choice(suppliers), lot.uniform(0.20, 0.35)
    sums = {}
    for member in range(members):
        strictness, sums[member] = lot.gauss(0, 0.04), {}
        for name in suppliers:
            level = worth[name] + strictness + lot.gauss(0, 0.015)
            if member == favours:
                level += favour if name == favoured else -favour / 2
            sums[member][name] = sum((cell(lot, level, maximum) for maximum in maxima), Decimal(0))
    return sums, favours


def cell(lot: random.Random, level: float, maximum: int) -> Decimal:
    """One criterion, in steps of half a point."""
    points = min(max(level + lot.gauss(0, 0.07), 0), 1) * maximum
    return Decimal(round(points * 2)) / 2

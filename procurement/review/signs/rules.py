"""What two responses share that strangers seldom share (Order 87, art. 37). Pure; a sign is no proof."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from django.utils.translation import gettext as _

from procurement.review.rules.articles import essence
from procurement.review.rules.ties import digits

SHINGLE = 8
"""Characters that are compared as one piece: longer than a usual phrase, shorter than a sentence."""
SHORTEST = 60
"""Characters below which a text says too little to be compared."""


@dataclass(frozen=True)
class Responded:
    """What is compared of one supplier: texts by label, files as (name, bytes), the price that counts."""

    supplier: str
    texts: Mapping[str, str]
    contact_name: str = ""
    contact_phone: str = ""
    bond_reference: str = ""
    files: frozenset[tuple[str, int]] = frozenset()
    price: Decimal | None = None


@dataclass(frozen=True)
class Sign:
    """What is alike, in whose responses, in words."""

    kind: str
    suppliers: tuple[str, ...]
    says: str


def signs(responses: Iterable[Responded], *, printed: Iterable[str] = (), share: Decimal) -> list[Sign]:
    """Every sign among these responses; `printed` is what the document itself gave to copy."""
    responses = list(responses)
    known = set().union(*map(pieces, printed))
    cut = [{label: pieces(text) - known for label, text in one.texts.items()} for one in responses]
    found = []
    for (one, its), (other, others) in combinations(zip(responses, cut, strict=True), 2):
        names = (one.supplier, other.supplier)
        found += _alike(one, other)
        found += [Sign("text", names, says) for says in _texts(its, others, share=share)]
    return [*found, *_prices(responses)]


def pieces(text: str) -> set[str]:
    """The overlapping pieces of a text without spaces and punctuation."""
    plain = essence(text)
    return {plain[at : at + SHINGLE] for at in range(len(plain) - SHINGLE + 1)}


def likeness(one: set[str], other: set[str]) -> Decimal:
    """Which share of the pieces of the shorter text stand in the longer."""
    shorter = min(len(one), len(other))
    return Decimal(len(one & other)) / shorter if shorter >= SHORTEST - SHINGLE else Decimal(0)


def _alike(one: Responded, other: Responded) -> Iterator[Sign]:
    names = (one.supplier, other.supplier)
    phone = digits(one.contact_phone)
    if phone and phone == digits(other.contact_phone):
        yield Sign("contact", names, _("联系电话相同：%(phone)s") % {"phone": one.contact_phone})
    if one.contact_name.strip() and essence(one.contact_name) == essence(other.contact_name):
        yield Sign("contact", names, _("联系人同名：%(name)s") % {"name": one.contact_name})
    if essence(one.bond_reference) and essence(one.bond_reference) == essence(other.bond_reference):
        yield Sign("bond", names, _("保证金凭证号相同：%(number)s") % {"number": one.bond_reference})
    for name, size in sorted(one.files & other.files):
        yield Sign(
            "file", names, _("附件同名、大小相同：%(name)s（%(size)d 字节）") % {"name": name, "size": size}
        )


def _texts(one: Mapping[str, set[str]], other: Mapping[str, set[str]], *, share: Decimal) -> Iterator[str]:
    """What is said of texts that are alike; the pieces of each by label."""
    for label in sorted(one.keys() & other.keys()):
        alike = likeness(one[label], other[label])
        if alike >= share:
            yield _("“%(label)s”的文字有 %(percent)d%% 相同") % {"label": label, "percent": alike * 100}


def _prices(responses: list[Responded]) -> Iterator[Sign]:
    """Three neighbouring prices at the same distance, or at the same ratio to one part in ten thousand."""
    priced = sorted((one for one in responses if one.price), key=lambda one: one.price)
    for low, middle, high in zip(priced, priced[1:], priced[2:], strict=False):
        names = (low.supplier, middle.supplier, high.supplier)
        step = middle.price - low.price
        if step and high.price - middle.price == step:
            yield Sign(
                "price", names, _("报价依次相差同样的 %(step)s 元") % {"step": f"{step.normalize():f}"}
            )
        elif step and abs(middle.price / low.price - high.price / middle.price) < Decimal("0.0001"):
            yield Sign("price", names, _("报价依次按同样的比例递增"))

"""Loading the negative list and the words."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.negative.choices import Concern
from catalog.negative.models import NegativeHead, ScreeningWord
from catalog.policies.choices import Confidence
from portal.kernel import reference

DATA = Path(__file__).parent / "data"
HEADS = DATA / "heads.csv"
WORDS = DATA / "words.csv"
HEAD_KEY = ("code", "effective_from")
HEAD_FACTS = ("order", "text", "examples", "legal_basis", "confidence", "effective_to")
WORD_KEY = ("concern", "text", "effective_from")
WORD_FACTS = ("unless", "effective_to", "source")


@transaction.atomic
def load_reference(heads: Path = HEADS, words: Path = WORDS) -> None:
    """Put the delivered heads and words beside those entered since.

    Raises portal.kernel.reference.BadData, naming the row.
    """
    NegativeHead.objects.bulk_create(
        reference.read(heads, _head, columns=(*HEAD_KEY, *HEAD_FACTS), key=HEAD_KEY),
        update_conflicts=True, unique_fields=list(HEAD_KEY), update_fields=list(HEAD_FACTS),
    )  # fmt: skip
    ScreeningWord.objects.bulk_create(
        reference.read(words, _word, columns=(*WORD_KEY, *WORD_FACTS), key=WORD_KEY),
        update_conflicts=True, unique_fields=list(WORD_KEY), update_fields=list(WORD_FACTS),
    )  # fmt: skip


def _head(row: reference.Row) -> NegativeHead:
    if not (row["code"] and row["text"] and row["legal_basis"]):
        raise ValueError(_("代码、内容和依据不能为空"))
    return NegativeHead(
        code=row["code"],
        order=int(row["order"]),
        text=row["text"],
        examples=row["examples"],
        legal_basis=row["legal_basis"],
        confidence=reference.chosen(Confidence, row["confidence"]),
        **_days(row),
    )


def _word(row: reference.Row) -> ScreeningWord:
    if not (row["text"].strip("…") and row["source"]):
        raise ValueError(_("词语和来源不能为空"))
    return ScreeningWord(
        concern=reference.chosen(Concern, row["concern"]),
        text=row["text"],
        unless=row["unless"],
        source=row["source"],
        **_days(row),
    )


def _days(row: reference.Row) -> dict[str, date | None]:
    first = date.fromisoformat(row["effective_from"])
    last = date.fromisoformat(row["effective_to"]) if row["effective_to"] else None
    if last and last < first:
        raise ValueError(_("失效日期早于生效日期"))
    return {"effective_from": first, "effective_to": last}

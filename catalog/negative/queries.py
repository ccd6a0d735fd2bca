"""The negative list and the words of a day."""

from datetime import date

from catalog.negative.models import NegativeHead, ScreeningWord
from catalog.negative.rules import Head
from portal.kernel.screening import Word


def heads(*, on: date) -> list[Head]:
    """The heads in force on a day, in their order."""
    return [
        Head(row.code, row.text, row.examples, row.legal_basis, row.is_to_be_confirmed)
        for row in NegativeHead.objects.in_force(on=on)
    ]


def words(*, on: date) -> list[Word]:
    """What the text of a demand is screened for on a day."""
    return [
        Word(row.text, row.concern, tuple(filter(None, row.unless.split("|"))))
        for row in ScreeningWord.objects.in_force(on=on)
    ]

"""Chinese search without an extension: pairs of characters, whole words and pinyin initials as lexemes.

Lexemes are handed to PostgreSQL as they are (array_to_tsvector), never through its parser, whose idea of a
Chinese character depends on the locale of the database.
"""

import re
import unicodedata
from collections.abc import Sequence

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func, QuerySet, TextField, Value

from portal.kernel import pinyin

LONGEST_QUERY = 100
LONGEST_WORD = 60

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_RUNS = re.compile(rf"([{_HAN}]+)|([^\W_{_HAN}]+)")


class SearchField(SearchVectorField):
    """What a record is found by; a verb fills it with `vector(...)`, and `index(...)` serves it."""

    def __init__(self, **options):
        super().__init__(**{"default": "", "editable": False, **options})


def index(field: str, *, name: str) -> GinIndex:
    """The index that `matches` uses."""
    return GinIndex(fields=[field], name=name)


def bigrams(text: str) -> list[str]:
    """The lexemes of a text: 养老服务 gives 养老, 老服, 服务, 务; a Latin word is one lexeme."""
    lexemes = []
    for han, word in _runs(text):
        if han:
            lexemes += [han[i : i + 2] for i in range(len(han))]
        else:
            lexemes.append(word)
    return list(dict.fromkeys(lexemes))


def endings(name: str) -> list[str]:
    """The pinyin initials of a name from every character on: 长沙市 gives css, ss, s."""
    lexemes = []
    for han, _word in _runs(name):
        letters = pinyin.initials(han)[:LONGEST_WORD]
        lexemes += [letters[i:] for i in range(len(letters))]
    return list(dict.fromkeys(lexemes))


def vector(*texts: str, names: Sequence[str] = ()) -> Func:
    """The value of a `SearchField`: all of `texts` and `names`, the names by their initials as well."""
    lexemes = {lexeme for text in (*texts, *names) for lexeme in bigrams(text)}
    lexemes |= {lexeme for name in names for lexeme in endings(name)}
    return Func(
        Value(" ".join(sorted(lexemes)), output_field=TextField()),
        template="array_to_tsvector(string_to_array(%(expressions)s, ' '))",
        output_field=SearchVectorField(),
    )


def matches(queryset: QuerySet, field: str, words: str) -> QuerySet:
    """The rows that hold everything typed; all rows for nothing typed, none for what no text can hold."""
    if not words.strip():
        return queryset
    terms = _terms(words[:LONGEST_QUERY])
    return queryset.filter(**{field: _Lexemes(" & ".join(terms))}) if terms else queryset.none()


class _Lexemes(SearchQuery):
    """A tsquery of quoted lexemes, taken as written."""

    def as_sql(self, compiler, connection, function=None, template=None):
        sql, params = compiler.compile(self.source_expressions[-1])
        return f"{sql}::tsquery", params


def _terms(words: str) -> list[str]:
    terms = []
    for han, word in _runs(words):
        if len(han) > 1:
            terms += [f"'{han[i : i + 2]}'" for i in range(len(han) - 1)]
        else:
            terms.append(f"'{han or word}':*")
    return list(dict.fromkeys(terms))


def _runs(text: str) -> list[tuple[str, str]]:
    """Runs of Chinese characters and of other letters and digits: (han, "") or ("", word)."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return [(han, word[:LONGEST_WORD]) for han, word in _RUNS.findall(plain)]

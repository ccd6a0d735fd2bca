"""The ties between a person and an organisation that the records show, each with its path. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from procurement.review.choices import RecusalReason
from procurement.review.rules.articles import essence

# These look back over the years of the law; kinship and other ties count while they last.
LOOKING_BACK = frozenset({RecusalReason.EMPLOYMENT, RecusalReason.BOARD, RecusalReason.CONTROL})


@dataclass(frozen=True)
class Organisation:
    """An organisation as it is registered; `people` are (what the person is there, name)."""

    id: int | None
    name: str
    phones: frozenset[str] = frozenset()
    address: str = ""
    people: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Declared:
    """A tie as the person declared it; `until` is empty while it lasts."""

    reason: str
    body_id: int | None
    organisation: str
    until: date | None = None


@dataclass(frozen=True)
class Person:
    """A person as far as recusal needs it; `workplace` is the employer where it is registered here."""

    name: str
    phone: str = ""
    employer: str = ""
    workplace: Organisation | None = None
    body_ids: frozenset[int] = frozenset()
    declared: tuple[Declared, ...] = field(default=())


@dataclass(frozen=True)
class Path:
    """One tie to `organisation` in words; what is not certain is a sign for people to look at."""

    organisation: str
    says: str
    is_certain: bool = True


def paths(person: Person, organisations: Iterable[Organisation], *, since: date) -> list[Path]:
    """Every tie of a person to some organisations; work and office count from `since` on (art. 9)."""
    return [path for each in organisations for path in _to(person, each, since=since)]


def _to(person: Person, other: Organisation, *, since: date) -> Iterator[Path]:
    if other.id in person.body_ids or _same(person.employer, other.name):
        yield Path(other.name, _("登记的工作单位或者任职单位就是这家单位"))
    for one in person.declared:
        if _is_about(one, other) and _counts(one, since=since):
            label = RecusalReason(one.reason).label
            yield Path(other.name, _("本人声明：%(reason)s") % {"reason": label})
    yield from _signs(person, other)


def _signs(person: Person, other: Organisation) -> Iterator[Path]:
    if digits(person.phone) and digits(person.phone) in _numbers(other):
        yield Path(other.name, _("本人的电话与这家单位登记的电话相同"), is_certain=False)
    for post, name in sorted(other.people):
        if _same(name, person.name):
            words = _("与这家单位的%(post)s同名，请核实是不是同一个人") % {"post": post}
            yield Path(other.name, words, is_certain=False)
    if person.workplace and person.workplace.id != other.id:
        yield from _through_work(person.workplace, other)


def _through_work(work: Organisation, other: Organisation) -> Iterator[Path]:
    shared = []
    if _numbers(work) & _numbers(other):
        shared.append(_("电话"))
    if _same(work.address, other.address):
        shared.append(_("地址"))
    if {essence(name) for _post, name in work.people} & {essence(name) for _post, name in other.people}:
        shared.append(_("负责人或者联系人"))
    if shared:
        words = {"work": work.name, "shared": "、".join(shared)}
        says = _("工作单位%(work)s与这家单位登记的%(shared)s相同") % words
        yield Path(other.name, says, is_certain=False)


def _is_about(one: Declared, other: Organisation) -> bool:
    return (one.body_id is not None and one.body_id == other.id) or _same(one.organisation, other.name)


def _counts(one: Declared, *, since: date) -> bool:
    return one.until is None or (one.reason in LOOKING_BACK and one.until >= since)


def _same(first: str, second: str) -> bool:
    return bool(essence(first)) and essence(first) == essence(second)


def _numbers(one: Organisation) -> set[str]:
    return {digits(phone) for phone in one.phones} - {""}


def digits(phone: str) -> str:
    """A telephone number without what people write between its digits."""
    return "".join(char for char in phone if char.isdigit())

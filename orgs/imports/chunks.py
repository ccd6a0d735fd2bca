"""Some thousand rows at a time, so that no table is ever held whole, and who stands behind them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.utils.translation import gettext as _

from orgs.imports.models import RegisterImport
from orgs.people.choices import Role
from orgs.people.models import User
from orgs.registry.workflow import Source
from portal.kernel import clock
from portal.kernel.actors import Actor

CHUNK = 1_000
Thing = TypeVar("Thing")


class RegisterChanged(Exception):
    """Between reading and applying somebody wrote what a row speaks of."""


def of(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Lists of at most CHUNK things."""
    iterator = iter(things)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def actor_of(found: RegisterImport, person: User) -> Actor:
    """Who confirmed, acting for the authority for which the import was begun."""
    role = Role.REGISTRAR if found.is_of_facts else Role.OPERATOR
    body = found.body
    return Actor(
        user_id=person.pk,
        name=person.name,
        body_id=body.pk if body else None,
        body_name=body.name if body else "",
        body_code=body.credit_code if body else "",
        roles=frozenset({role}),
    )


def source_of(found: RegisterImport) -> Source:
    """Where the rows come from; of an import without a day the day on which it was begun."""
    return Source(found.source, found.source_on or clock.local_date(found.begun_at))


def reason_of(found: RegisterImport) -> str:
    """Why the register is changed by an import."""
    says = _("按导入的表“%(file)s”更正") if found.is_of_facts else _("按导入的登记簿“%(file)s”变更")
    return says % {"file": found.upload.name}


def undoing(found: RegisterImport) -> str:
    """Why what it brought is taken back."""
    return _("撤销导入的表“%(file)s”") % {"file": found.upload.name}

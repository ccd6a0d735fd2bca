"""Addresses of the opening hall and its record."""

from collections.abc import Callable

from procurement.opening.record.models import OpeningRecord
from tests.spine import Purchase


def package_number(walk: Purchase) -> dict:
    return {"number": walk.package.number}


def incident(verb: str) -> Callable[[Purchase], dict]:
    return lambda walk: package_number(walk) | {"verb": verb}


def objection(walk: Purchase) -> dict:
    """What the first supplier has against the record."""
    record = OpeningRecord.objects.get(session__package=walk.package)
    supplier = walk.suppliers[0]
    facts = {"by_id": supplier.user_id, "at": walk.clock.now(), "agrees": False, "objection": "有误。"}
    said, _new = record.answers.get_or_create(supplier_id=supplier.body_id, defaults=facts)
    return package_number(walk) | {"pk": said.pk}

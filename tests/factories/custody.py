"""A custodian with its key, and the part that a bidder's browser makes for it."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from joserfc.jwk import ECKey

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from procurement.bidding.custody import sealing, workflow
from procurement.bidding.custody.models import CustodyKey
from procurement.bidding.rules import Sealed
from procurement.projects.models import Package
from tests.factories.people import actor, body

FINANCE = BodyKind.FINANCE_DEPARTMENT
MEMBERS = ("kty", "crv", "x", "y")


@dataclass
class Custodian:
    """Somebody of a custodian body, and the private half that only that body has."""

    actor: Actor
    private_jwk: dict[str, Any]
    key: CustodyKey


@cache
def private_key(number: int = 0) -> dict[str, Any]:
    """A P-256 key, the same for all tests of a process."""
    return ECKey.generate_key("P-256").as_dict(private=True)


def public_half(private_jwk: dict[str, Any]) -> dict[str, Any]:
    return {name: private_jwk[name] for name in MEMBERS}


def custodian(*, now: datetime, kind: str = FINANCE, region: str = "4301", number: int = 0) -> Custodian:
    """A body of the region with a registered key."""
    by = actor(Role.CUSTODIAN, of=body(kind, division_code=region))
    private = private_key(number)
    return Custodian(by, private, workflow.register(public_half(private), by=by, now=now))


def with_part(
    sealed: Sealed, package: Package, supplier: Actor, *, phrase: str, kind: str = "response"
) -> Sealed:
    """The same with the phrase sealed to the custodian of the package."""
    part = sealing.Part(
        package=package.number,
        bidder=Body.objects.get(pk=supplier.body_id).credit_code,
        kind=kind,
        plaintext_sha256=sealed.plaintext_sha256,
        phrase=phrase.replace(" ", ""),
    )
    return replace(sealed, custody=sealing.seal_part(part, package.custody.key.public_jwk))

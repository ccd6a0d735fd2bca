"""Custody: a custodian registers its key, a package gets its custodian, a bidder's part is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.prepared import Insert
from procurement.bidding import envelope
from procurement.bidding.custody import queries, rules
from procurement.bidding.custody.models import CustodyKey, CustodyPart, PackageCustody
from procurement.bidding.models import Submission
from procurement.projects.models import Package

INSERT = Insert(CustodyPart)


@transaction.atomic
def register(public_jwk: dict[str, Any], *, by: Actor, now: datetime) -> CustodyKey:
    """Put the custodian's new key in use; the one before stays for what was sealed to it."""
    if not by.has_role(Role.CUSTODIAN):
        raise NotPermitted(_("托管公钥由托管方的人员登记。"))
    refuse(rules.key_refusals(public_jwk, is_known=False))
    kid = envelope.thumbprint(public_jwk)
    body = Body.objects.select_for_update(of=("self",), no_key=True).get(pk=by.body_id)
    refuse(rules.key_refusals(public_jwk, is_known=CustodyKey.objects.filter(kid=kid).exists()))
    CustodyKey.objects.filter(body=body, replaced_at__isnull=True).update(replaced_at=now)
    key = CustodyKey.objects.create(
        body=body, kid=kid, public_jwk=public_jwk, registered_at=now, registered_by_id=by.user_id
    )
    ledger.record(
        key, "custody.register", says=_("登记托管公钥"), by=by, at=now, facts={"kid": kid, "body": body.name}
    )
    return key


def fix(package: Package, *, now: datetime) -> PackageCustody | None:
    """Choose the custodian of a locked package that has just got its opening keys; None when there is nobody.

    Chosen once: what the notice prints stays. Who was chosen by hand comes before the rule, if able still.
    """
    found = queries.custody_of(package.pk)
    if found:
        return found
    key = queries.by_hand(package) or queries.by_rule(package.project)
    if key is None:
        return None
    return PackageCustody.objects.create(package=package, key=key, fixed_at=now)


def is_kept(submission: Submission, token: str) -> bool:
    """Whether a submission has this part, or none where none is given."""
    part = CustodyPart.objects.filter(submission=submission).first()
    return (part.token if part else "") == token


def keep(submission: Submission, token: str, *, key_id: int | None) -> None:
    """Keep a checked part beside its submission; nothing when the bidder switched the second key off."""
    if token:
        sha256 = envelope.ciphertext_digest(token)
        INSERT(CustodyPart(submission=submission, key_id=key_id, token=token, sha256=sha256))

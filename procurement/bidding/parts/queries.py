"""Reads of the parts of a response, and of who would sign it here."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet, Subquery

from orgs.accounts.papers.choices import PaperKind
from orgs.accounts.papers.models import Paper
from orgs.people.factors import FACTORS
from orgs.people.models import User
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.prepared import Prepared, day, number
from procurement.bidding.parts.models import PackageSigning, ResponsePart
from procurement.projects.models import Package


def _signers() -> QuerySet[User]:
    """A person's kind of second factor, and the newest authorisation of the body in force on a day."""
    factors = Authenticator.objects.filter(user_id=number("user"), type__in=FACTORS).order_by("type")
    in_force = Q(expires_on=None) | Q(expires_on__gte=day("on"))
    papers = Paper.objects.kept().filter(in_force, issued_on__lte=day("on"), kind=PaperKind.AUTHORISATION)
    newest = papers.filter(body_id=number("body")).order_by("-issued_on", "-pk")
    return User.objects.filter(pk=number("user")).values_list(
        Subquery(factors.values("type")[:1]), Subquery(newest.values("number")[:1])
    )


SIGNER = Prepared[tuple[str | None, str | None]](_signers)


@dataclass(frozen=True)
class Signer:
    """Who submits: whether a second factor was proved in this session, and the authorisation on file.

    `factor` is the kind that the account has set up, "" without one.
    """

    name: str
    has_second_factor: bool
    authorisation: str
    factor: str = ""

    @property
    def may_sign(self) -> bool:
        """Whether submitting here counts as signing."""
        return self.has_second_factor and bool(self.authorisation)

    def as_facts(self) -> dict[str, bool | str]:
        """What the receipt fixes: whether submitting it was signing it."""
        return {"second_factor": self.has_second_factor, "authorisation": self.authorisation}


def parts_of(kind: str) -> list[ResponsePart]:
    """The parts of a response or a quote, in their order."""
    return list(ResponsePart.objects.filter(kind=kind))


def parts_for(package: Package, kind: str) -> list[ResponsePart]:
    """The same for a package, with what its organiser lets count as signed."""
    found = {row.part_id: row for row in PackageSigning.objects.filter(package=package)}
    parts = parts_of(kind)
    for part in parts:
        if part.pk in found:
            part.signings, part.changed_because = found[part.pk].signings, found[part.pk].reason
    return parts


def changed_for(package: Package) -> list[PackageSigning]:
    """What was set for a package, in the order of the parts."""
    return list(PackageSigning.objects.filter(package=package).select_related("part", "set_by"))


def signer(actor: Actor, *, at: datetime, second_factor: bool) -> Signer:
    """What is known of the acting person's right to sign for the body on that day.

    Whether a second factor was proved only the session knows; one that is gone again does not count.
    """
    found = SIGNER.first(user=actor.user_id, body=actor.body_id, on=local_date(at)) or (None, None)
    factor, authorisation = (text or "" for text in found)
    return Signer(actor.name, second_factor and bool(factor), authorisation, factor)

"""Reads of the parts of a response, and of who would sign it here."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Expression, OuterRef, Q, Subquery

from orgs.accounts.papers.choices import PaperKind
from orgs.accounts.papers.models import Paper
from orgs.bodies.models import Body
from orgs.people.factors import FACTORS
from portal.kernel.actors import Actor
from procurement.bidding.parts.models import PackageSigning, ResponsePart
from procurement.projects.models import Package


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


def signing(*, user: Expression, on: Expression) -> dict[str, Subquery]:
    """Columns of a body that is read: a person's kind of second factor, and the body's authorisation.

    Of several the newest that is in force on the day; both are None where there is none.
    """
    factors = Authenticator.objects.filter(user_id=user, type__in=FACTORS).order_by("type")
    in_force = Q(expires_on=None) | Q(expires_on__gte=on)
    papers = Paper.objects.kept().filter(in_force, issued_on__lte=on, kind=PaperKind.AUTHORISATION)
    newest = papers.filter(body_id=OuterRef("pk")).order_by("-issued_on", "-pk")
    return {
        "factor": Subquery(factors.values("type")[:1]),
        "authorisation": Subquery(newest.values("number")[:1]),
    }


def signer(body: Body, *, by: Actor, second_factor: bool) -> Signer:
    """What is known of the acting person's right to sign for a body that was read with its `signing`.

    Whether a second factor was proved only the session knows; one that is gone again does not count.
    """
    factor, authorisation = body.factor or "", body.authorisation or ""
    return Signer(by.name, second_factor and bool(factor), authorisation, factor)

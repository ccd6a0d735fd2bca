"""Reads of the units for which a superior purchases."""

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from orgs.bodies.models import Body
from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal
from procurement.projects import queries as projects
from procurement.projects.joint import rules
from procurement.projects.joint.models import JointUnit
from procurement.projects.models import FundAllocation, ProcurementProject
from procurement.projects.terms.choices import OrganisationForm
from procurement.projects.terms.queries import terms_of


def units_of(project: ProcurementProject) -> QuerySet[JointUnit]:
    """The units of a project, the first first."""
    return JointUnit.objects.filter(project=project).select_related("body", "paper", "by")


def candidates(project: ProcurementProject) -> QuerySet[Body]:
    """The units under the purchaser that are not named yet."""
    named = JointUnit.objects.filter(project=project).values("body_id")
    own = Body.objects.purchasers().filter(supervising_body_id=project.purchaser_id)
    return own.exclude(pk__in=named).order_by("name")


def readable(actor: Actor | None) -> QuerySet[JointUnit]:
    """Units of the purchases that a capacity sees in the workbench."""
    return JointUnit.objects.filter(project__in=projects.visible_to(actor).values("pk"))


def of_unit(actor: Actor | None) -> QuerySet[JointUnit]:
    """What a superior purchases for the acting unit, with what the unit's lines carry as `carried`."""
    if actor is None or not actor.has_role(*PURCHASER_ROLES):
        return JointUnit.objects.none()
    own = FundAllocation.objects.filter(project=OuterRef("project_id"), line__body_id=OuterRef("body_id"))
    carried = own.order_by().values("project_id").annotate(sum=Sum("amount")).values("sum")
    mine = JointUnit.objects.filter(body_id=actor.body_id).annotate(carried=Subquery(carried))
    return mine.select_related("project__purchaser", "paper", "by").order_by("-pk")


def papers_of(actor: Actor | None) -> QuerySet[JointUnit]:
    """Units whose paper a capacity reads: of the purchases that it sees, and its own."""
    return readable(actor) | JointUnit.objects.filter(pk__in=of_unit(actor).values("pk"))


def missing_refusals(project: ProcurementProject) -> list[Refusal]:
    """Whether the form of organisation and the named units agree."""
    terms = terms_of(project)
    is_joint = terms is not None and terms.organisation == OrganisationForm.SUPERVISOR
    return rules.missing_refusals(is_joint=is_joint, units=units_of(project).count())

"""A draft names what it does again; the award says who refused a contract."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.projects import workflow as projects
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.redo import queries, rules
from procurement.projects.redo.models import RefusedContract

EDIT = "edit"


@transaction.atomic
def name_predecessors(
    project_id: int, chosen: Mapping[int, int | None], *, by: Actor, now: datetime
) -> ProcurementProject:
    """Say for packages of a draft, by key, which ended package each does again; None for a new one.

    Two drafts that name the same one wait for each other at its row.
    """
    project = projects.begin(project_id, EDIT, by=by, now=now)
    packages = {package.pk: package for package in project.packages.all()}
    if not chosen.keys() <= packages.keys():
        raise NotPermitted(_("这不是本项目的采购包。"))
    wanted = sorted(pk for pk in chosen.values() if pk is not None)
    refuse(rules.twice_refusals(wanted))
    locked = Package.objects.select_for_update(of=("self",)).select_related("project")
    earlier = {row.pk: row for row in locked.filter(pk__in=wanted).order_by("pk")}
    for row in earlier.values():
        refuse(rules.predecessor_refusals(queries.earlier_of(row, project=project)))
    # All are let go first: two packages may change places.
    project.packages.filter(pk__in=chosen).update(predecessor=None)
    for pk, before in chosen.items():
        if before is not None:
            Package.objects.filter(pk=pk).update(predecessor=earlier[before])
    facts = {packages[pk].number: earlier[before].number if before else "" for pk, before in chosen.items()}
    ledger.record(
        project, "projects.redo", says=_("写明前次采购"), by=by, at=now, facts={"predecessors": facts}
    )
    return project


def bar(package: Package, supplier_id: int, *, at: datetime) -> None:
    """Keep a supplier that refused the contract of a package out of what is done again in its place."""
    RefusedContract.objects.get_or_create(package=package, supplier_id=supplier_id, defaults={"at": at})

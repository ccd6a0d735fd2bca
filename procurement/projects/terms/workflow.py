"""The drafter sets the terms; the second person sees them with the project."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from portal.kernel.errors import refuse
from portal.kernel.ledger import workflow as ledger
from procurement.projects import workflow as projects
from procurement.projects.terms import queries, rules
from procurement.projects.terms.models import PurchaseTerms
from procurement.projects.terms.rules import TermsFacts

EDIT = "edit"


@transaction.atomic
def set_terms(project_id: int, facts: TermsFacts, *, by: Actor, now: datetime) -> PurchaseTerms:
    """Set the terms of a draft, or set them anew."""
    project = projects.begin(project_id, EDIT, by=by, now=now)
    law = queries.sme_law(project, on=local_date(now))
    has_mandate = project.agency_mandate_id is not None
    refuse(rules.facts_refusals(facts, law=law, has_mandate=has_mandate))
    refuse(queries.whole_refusals(project, facts, on=local_date(now)))
    refuse(queries.redo_refusals(project, facts))
    columns = asdict(facts) | {"by_id": by.user_id, "at": now}
    made, _is_new = PurchaseTerms.objects.update_or_create(project=project, defaults=columns)
    says = _("设定采购条件和组织形式")
    ledger.record(project, "projects.terms", says=says, by=by, at=now, facts=asdict(facts))
    return made

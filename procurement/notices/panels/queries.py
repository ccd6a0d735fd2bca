"""Reads of the panels' confirmations."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.errors import Refusal
from procurement import methods
from procurement.methods.planning import Judge
from procurement.notices import issuing, queries
from procurement.notices.models import Notice
from procurement.notices.panels import rules
from procurement.notices.panels.models import PanelConfirmation
from procurement.notices.panels.rules import ConfirmationFacts
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans


def of_notice(notice: Notice) -> QuerySet[PanelConfirmation]:
    """What the panel has confirmed of a notice, the first first."""
    return notice.panel_confirmations.select_related("by", "paper")


def readable(actor: Actor | None) -> QuerySet[PanelConfirmation]:
    """Those whose paper a clerk may read: it names the panel, so only who conducts the purchase may."""
    if actor is None or not actor.has_role(*queries.CLERK_ROLES):
        return PanelConfirmation.objects.none()
    return PanelConfirmation.objects.filter(notice__in=queries.of_clerks(actor).values("pk"))


def publication_refusals(notice: Notice) -> list[Refusal]:
    """What keeps a call back until its panel has confirmed this very text."""
    confirmed = set(of_notice(notice).values_list("digest", flat=True))
    method = methods.get(notice.project.method)
    return rules.publication_refusals(method, digest=issuing.digest(notice), confirmed=confirmed)


def panel_refusals(project: ProcurementProject, facts: ConfirmationFacts, *, on: date) -> list[Refusal]:
    """Why so many people are no lawful panel; from the open-tender figure on it is a larger one."""
    method = methods.get(project.method)
    plan = plans.plan_of(project, on=on)
    plan = replace(plan, is_big=plan.reaches_figure, panel=facts.members, experts=facts.experts)
    figures = plans.figures_of(project, method, on=on)
    return list(Judge(method, plan, figures, calendars.current()).of_panel())

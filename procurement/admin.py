"""Table of contents of the admin, in the order of the procedure."""

from procurement.award import admin as award
from procurement.award.agreed import admin as award_agreed
from procurement.award.direct import admin as award_direct
from procurement.award.framework import admin as award_framework
from procurement.award.replacing import admin as replacing
from procurement.bidding import admin as bidding
from procurement.bidding.custody import admin as custody
from procurement.bidding.files import admin as bid_files
from procurement.bidding.parts import admin as parts
from procurement.budget import admin as budget
from procurement.budget.closing import admin as budget_closing
from procurement.budget.imports import admin as budget_imports
from procurement.budget.mending import admin as budget_mending
from procurement.budget.years import admin as budget_years
from procurement.challenges import admin as challenges
from procurement.challenges.complaints import admin as complaints
from procurement.contracts import admin as contracts
from procurement.contracts.bonds import admin as bonds
from procurement.contracts.orders import admin as contract_orders
from procurement.delivery import admin as delivery
from procurement.notices import admin as notices
from procurement.notices.panels import admin as panels
from procurement.notices.prequalification import admin as prequalification
from procurement.opening import admin as opening
from procurement.opening.custody import admin as opening_custody
from procurement.opening.hall import admin as opening_hall
from procurement.opening.outage import admin as opening_outage
from procurement.opening.paper import admin as opening_paper
from procurement.opening.record import admin as opening_record
from procurement.opening.roster import admin as opening_roster
from procurement.opening.ruling import admin as opening_ruling
from procurement.projects import admin as projects
from procurement.projects.decisions import admin as decisions
from procurement.projects.demand import admin as demand
from procurement.projects.emergency import admin as emergency
from procurement.projects.intention import admin as intentions
from procurement.projects.joint import admin as joint
from procurement.projects.plans import admin as plans
from procurement.projects.redo import admin as redo
from procurement.projects.suspension import admin as suspension
from procurement.projects.terms import admin as terms
from procurement.review import admin as review
from procurement.review.checks import admin as review_checks
from procurement.review.closing import admin as review_closing
from procurement.review.draws import admin as review_draws
from procurement.review.experts import admin as review_experts
from procurement.review.library import admin as review_library
from procurement.review.low_price import admin as low_price
from procurement.routing import admin as routing
from procurement.routing.proposals import admin as proposals

__all__ = [
    "award",
    "award_agreed",
    "award_direct",
    "bid_files",
    "award_framework",
    "bidding",
    "bonds",
    "contract_orders",
    "budget",
    "budget_closing",
    "budget_imports",
    "budget_mending",
    "budget_years",
    "challenges",
    "complaints",
    "contracts",
    "custody",
    "decisions",
    "delivery",
    "demand",
    "emergency",
    "intentions",
    "joint",
    "low_price",
    "notices",
    "opening",
    "opening_custody",
    "opening_hall",
    "opening_outage",
    "opening_paper",
    "opening_record",
    "opening_roster",
    "opening_ruling",
    "panels",
    "prequalification",
    "parts",
    "plans",
    "projects",
    "proposals",
    "redo",
    "replacing",
    "review",
    "review_checks",
    "review_closing",
    "review_draws",
    "review_experts",
    "review_library",
    "routing",
    "suspension",
    "terms",
]

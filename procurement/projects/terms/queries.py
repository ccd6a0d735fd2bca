"""Reads of terms, what they lack, and what the notice says of them."""

from dataclasses import fields
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.projects import drafting, screening
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject
from procurement.projects.terms import rules
from procurement.projects.terms.choices import OrganisationForm, SmeReservation
from procurement.projects.terms.models import PurchaseTerms
from procurement.projects.terms.rules import TermsFacts
from procurement.routing.options import BELOW


def terms_of(project: ProcurementProject) -> PurchaseTerms | None:
    """The terms; None while there are none."""
    return PurchaseTerms.objects.filter(project=project).first()


def facts_of(terms: PurchaseTerms) -> TermsFacts:
    """The terms as the rules judge them."""
    return TermsFacts(**{field.name: getattr(terms, field.name) for field in fields(TermsFacts)})


def submission_refusals(project: ProcurementProject, *, on: date) -> list[Refusal]:
    """What the terms lack before a second person is asked."""
    terms = terms_of(project)
    facts = facts_of(terms) if terms else None
    normal, _basis = drafting.normal_term(project.purchaser, on=on)
    is_due = projects.route_of(project, on=on).band != BELOW
    return [
        *rules.minimum_refusals(screening.texts(project)),
        *rules.missing_refusals(has_terms=terms is not None, is_due=is_due),
        *rules.long_term_refusals(facts, months=project.term_months, normal_months=normal),
    ]


def consortium_refusals(project: ProcurementProject, *, announced: bool) -> list[Refusal]:
    """Why a notice may not say this of consortiums; nothing where no terms were written."""
    terms = terms_of(project)
    return rules.consortium_refusals(agreed=terms.accepts_consortium, announced=announced) if terms else []


def public_facts(project: ProcurementProject) -> tuple[tuple[str, str], ...]:
    """What the notice and the document say of the terms; nothing where none were written."""
    terms = terms_of(project)
    if terms is None:
        return ()
    found = [("组织形式", str(OrganisationForm(terms.organisation).label)), ("分包", subcontract_says(terms))]
    found.append(("支持中小企业", sme_says(terms)))
    if terms.budget_guarantee:
        found.append(("一年以上合同的预算保障", terms.budget_guarantee))
    if terms.prefers_associations:
        says = "依法比较价格和技术以后仍然相同的，优先行业协会商会；不作为资格条件，不加分。"
        found.append(("最后的优先条件", says))
    return tuple(found)


def subcontract_says(terms: PurchaseTerms) -> str:
    """Which parts may go to others."""
    if not terms.allows_subcontract:
        return "不允许分包，不得转包"
    return f"下列非主体、非关键部分可以分包，不得转包，不得再次分包：{terms.subcontract_scope}"


def sme_says(terms: PurchaseTerms) -> str:
    """What is reserved, or why nothing."""
    if terms.sme == SmeReservation.EXEMPT:
        return f"不预留份额：{terms.get_sme_exemption_display()}。{terms.sme_reason}"
    if terms.sme == SmeReservation.SHARE:
        return f"预留 {terms.sme_share}% 的份额给中小企业"
    return "整个项目预留给中小企业"


def fee_says(terms: PurchaseTerms) -> str:
    """Who pays the agency how much."""
    if terms.agency_fee is None:
        return str(terms.get_fee_payer_display())
    return _("%(who)s，%(amount)s 元") % {
        "who": terms.get_fee_payer_display(),
        "amount": format_amount(terms.agency_fee),
    }

"""Reads of terms, what they lack, and what the notice says of them."""

from dataclasses import fields
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.projects import drafting, screening
from procurement.projects import queries as projects
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.redo import queries as redo
from procurement.projects.terms import rules
from procurement.projects.terms.choices import OrganisationForm, SmeReservation
from procurement.projects.terms.models import PurchaseTerms
from procurement.projects.terms.rules import TermsFacts
from procurement.review.choices import EndingCause
from procurement.routing.figures import THRESHOLD
from procurement.routing.options import BELOW
from procurement.routing.queries import parameters
from procurement.routing.rules import Route

SME_NUMBERS = ("sme_reserved_share", "sme_small_share", THRESHOLD, "sme_whole_amount")
RESERVED = (
    "落实政府采购政策的资格要求：本项目专门面向中小企业采购，供应商应当是中小企业，并提供《中小企业声明函》"
    "（监狱企业、残疾人福利性单位按规定视同小微企业）；社会组织等非企业主体不属于中小企业，不能参加。"
    "符合条件的中小企业不足三家的，终止采购，改为不预留后重新采购。"
)
REDO = (
    "本项目预留给中小企业，符合条件的中小企业不足法定家数，视同未预留，按规定重新组织采购"
    "（财库〔2020〕46号第十条）。"
)


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
    route = projects.route_of(project, on=on)
    return [
        *rules.minimum_refusals(screening.texts(project)),
        *rules.missing_refusals(has_terms=terms is not None, is_due=route.band != BELOW),
        *(whole_refusals(project, facts, on=on) if route.band != BELOW else []),
        *rules.long_term_refusals(facts, months=project.term_months, normal_months=normal),
        *central_refusals(facts, route),
        *(redo_refusals(project, facts) if facts else []),
    ]


def whole_refusals(project: ProcurementProject, facts: TermsFacts | None, *, on: date) -> list[Refusal]:
    """Whether less than the whole is reserved where the whole is due; nothing without packages."""
    if facts is None or facts.sme != SmeReservation.SHARE:
        return []
    return rules.whole_refusals(facts, law=sme_law(project, on=on), amount=projects.amount_of(project))


def sme_law(project: ProcurementProject, *, on: date) -> rules.SmeLaw:
    """The numbers on reservations for small and medium enterprises in force on a day."""
    found = parameters(SME_NUMBERS, on=on, region_code=project.purchaser.budget_division_id)
    return rules.SmeLaw(*(found[code] for code in SME_NUMBERS))


def supplier_refusals(project: ProcurementProject, body_id: int) -> list[Refusal]:
    """Why a supplier takes no part in a purchase: by its terms, or for what it did in the attempt before."""
    terms = terms_of(project)
    kind = Body.objects.values_list("kind", flat=True).get(pk=body_id)
    by_terms = rules.supplier_refusals(sme=terms.sme, kind=kind) if terms else []
    return [*by_terms, *redo.project_refusals(project, body_id)]


def qualification_says(project: ProcurementProject) -> tuple[str, ...]:
    """What the qualification section says of a purchase reserved for small and medium enterprises."""
    terms = terms_of(project)
    if terms is None or terms.sme != SmeReservation.WHOLE:
        return ()
    return (RESERVED,)


def central_refusals(facts: TermsFacts | None, route: Route) -> list[Refusal]:
    """Whether the central procurement body conducts what the central catalogue reserves to it."""
    if facts is None or not route.needs_central_body:
        return []
    item = route.central
    return rules.central_refusals(facts.organisation, item=item.name, basis=item.legal_basis)


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


def redo_refusals(project: ProcurementProject, facts: TermsFacts) -> list[Refusal]:
    """Whether each package of a so-called second purchase names a reserved one with too few suppliers."""
    reserved = PurchaseTerms.objects.exclude(sme=SmeReservation.EXEMPT)
    failed = Q(
        predecessor__ended_because=EndingCause.TOO_FEW, predecessor__project__in=reserved.values("project")
    )
    packages = project.packages.all()
    has_failed = packages.filter(failed).exists() and not packages.exclude(failed).exists()
    return rules.redo_refusals(facts, has_failed=has_failed)


def termination_says(package: Package) -> str:
    """What a termination notice adds where too few enterprises qualified for what was reserved to them."""
    if package.ended_because != EndingCause.TOO_FEW:
        return ""
    terms = terms_of(package.project)
    return REDO if terms and terms.sme != SmeReservation.EXEMPT else ""


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
        says = f"预留 {terms.sme_share}% 的份额给中小企业"
        if terms.sme_small_share:
            says += f"，其中给小微企业的不低于 {terms.sme_small_share}%；{terms.get_sme_manner_display()}"
        return says
    return "整个项目预留给中小企业"


def fee_says(terms: PurchaseTerms) -> str:
    """Who pays the agency how much."""
    if terms.agency_fee is None:
        return str(terms.get_fee_payer_display())
    return _("%(who)s，%(amount)s 元") % {
        "who": terms.get_fee_payer_display(),
        "amount": format_amount(terms.agency_fee),
    }

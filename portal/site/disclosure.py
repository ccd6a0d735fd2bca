"""Who may read what a ledger entry holds, beyond its seal. Its digest is always public."""

from collections.abc import Callable

from django.db.models import Model, QuerySet

from catalog.editions import queries as editions
from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.revisions import queries as revisions
from catalog.revisions.models import ConsultationComment, RevisionProposal
from catalog.services import queries as services
from catalog.services.models import InstitutionService
from evaluation.performance.choices import EvaluationStatus
from evaluation.performance.models import PerformanceEvaluation
from orgs.accounts.erasure import queries as erasure
from orgs.bodies.models import Body
from orgs.community.models import CommunityOrganisation, IncubationBase, SocialWorkStation
from orgs.people.choices import Role
from orgs.registry.models import RegistrationChange, RegistryFact
from portal.kernel.actors import Actor
from portal.kernel.ledger.models import LedgerEntry
from procurement.budget import queries as budget
from procurement.budget.models import BudgetLine
from procurement.delivery.choices import AcceptanceStatus
from procurement.delivery.models import Acceptance
from procurement.notices.models import Notice
from procurement.projects import queries as projects
from procurement.projects.demand import queries as demand
from procurement.projects.demand.models import DemandOpinion
from procurement.projects.emergency import queries as emergency
from procurement.projects.emergency.models import EmergencyPurchase
from procurement.projects.intention import queries as intentions
from procurement.projects.intention.models import PurchaseIntention
from procurement.projects.models import ProcurementProject
from procurement.review import queries as review
from procurement.review.draws.models import Draw
from procurement.review.models import CriteriaScheme
from procurement.routing.proposals import queries as proposals
from procurement.routing.proposals.models import ParameterProposal

Judge = Callable[[int, Actor | None], bool]

NUMBER_PARTS = 3  # 430100-2026-0001, the project's part of every public number below it
OVERSEERS = (Role.AUDITOR, Role.OPERATOR)


def may_read(entry: LedgerEntry, actor: Actor | None) -> bool:
    """Unsealed, and public: the purchase announced, the acceptance, evaluation or plan published.

    Before the announcement only those read it who see the purchase in the workbench. What belongs to no
    purchase and is published nowhere (a person's appointment, an import) is read by who did it and by
    overseers.
    """
    if not LedgerEntry.objects.disclosed().filter(pk=entry.pk).exists():
        return False
    judge = JUDGES.get(entry.subject_type)
    if judge is not None:
        return judge(entry.subject_id, actor)
    number = entry.subject_number or str(entry.facts.get("reference", ""))
    if entry.subject_type.startswith("procurement.") and number:
        return is_open(ProcurementProject.objects.filter(number=project_number(number)), actor)
    return actor is not None and (entry.actor_id == actor.user_id or actor.has_role(*OVERSEERS))


def may_download(entry: LedgerEntry, actor: Actor | None) -> bool:
    """Who reads an entry takes it away, too, with the name that its hash covers; only overseers once the
    name is masked everywhere else."""
    if not may_read(entry, actor):
        return False
    return not erasure.is_masked(entry.actor_id) or (actor is not None and actor.has_role(*OVERSEERS))


def of_register(_key: int, _actor: Actor | None) -> bool:
    """The register of bodies and whose catalogues there are: public from the first day."""
    return True


def of_edition(key: int, actor: Actor | None) -> bool:
    """An edition that everybody may read, or a draft of the own body."""
    return rows(CatalogueEdition.objects.public(), key) or rows(editions.visible_to(actor), key)


def of_service(key: int, actor: Actor | None) -> bool:
    """A service of an institution, once its plan is public."""
    return rows(services.public(), key) or rows(services.visible_to(actor), key)


def of_proposal(key: int, actor: Actor | None) -> bool:
    """A proposal that is out for opinions or decided, or of the reader's own work."""
    return rows(revisions.public(), key) or rows(revisions.visible_to(actor), key)


def of_comment(key: int, actor: Actor | None) -> bool:
    """What was said in a consultation: read by the keeper; its record may name who said it."""
    return rows(revisions.readable_comments(actor), key)


def of_evaluation(key: int, _actor: Actor | None) -> bool:
    """An evaluation, once it is published."""
    return rows(PerformanceEvaluation.objects.filter(status=EvaluationStatus.PUBLISHED), key)


def of_acceptance(key: int, _actor: Actor | None) -> bool:
    """An acceptance, once it is published."""
    return rows(Acceptance.objects.filter(status=AcceptanceStatus.PUBLISHED), key)


def of_scheme(key: int, actor: Actor | None) -> bool:
    """Criteria of an announced purchase, or of the own body."""
    about = ProcurementProject.objects.filter(packages__scheme_id=key)
    return rows(review.visible_schemes(actor), key) or is_open(about, actor)


def of_budget_line(key: int, actor: Actor | None) -> bool:
    """A budget line, for those who see it in the workbench."""
    return rows(budget.visible_to(actor), key)


def of_number(key: int, actor: Actor | None) -> bool:
    """A proposal for a legal number: public once it is approved."""
    return rows(proposals.public(), key) or rows(proposals.visible_to(actor), key)


def of_emergency(key: int, actor: Actor | None) -> bool:
    """An emergency purchase, for those who see the register."""
    return rows(emergency.visible_to(actor), key)


def of_opinion(key: int, actor: Actor | None) -> bool:
    """What was said about a demand: read by those who see the purchase; its record may name who said it."""
    return rows(demand.readable_opinions(actor), key)


def of_intention(key: int, actor: Actor | None) -> bool:
    """An intention once it is published, or of the own body."""
    return rows(intentions.public(), key) or rows(intentions.visible_to(actor), key)


def of_notice(key: int, actor: Actor | None) -> bool:
    """A published notice without a project is public; another is read as its purchase is."""
    if rows(Notice.objects.published().filter(project__isnull=True), key):
        return True
    return is_open(ProcurementProject.objects.filter(notices=key), actor)


def of_draw(key: int, _actor: Actor | None) -> bool:
    """A draw: what is recorded of it are digests, places and the seed once it is drawn."""
    return rows(Draw.objects.all(), key)


JUDGE_OF: dict[type[Model], Judge] = {
    Body: of_register,
    RegistryFact: of_register,
    CommunityOrganisation: of_register,
    SocialWorkStation: of_register,
    IncubationBase: of_register,
    RegistrationChange: of_register,
    Catalogue: of_register,
    CatalogueEdition: of_edition,
    InstitutionService: of_service,
    RevisionProposal: of_proposal,
    ConsultationComment: of_comment,
    PerformanceEvaluation: of_evaluation,
    Acceptance: of_acceptance,
    CriteriaScheme: of_scheme,
    Draw: of_draw,
    BudgetLine: of_budget_line,
    ParameterProposal: of_number,
    PurchaseIntention: of_intention,
    Notice: of_notice,
    EmergencyPurchase: of_emergency,
    DemandOpinion: of_opinion,
}
JUDGES = {model._meta.label_lower: judge for model, judge in JUDGE_OF.items()}


def rows(readable: QuerySet, key: int) -> bool:
    """Whether the record is among those."""
    return readable.filter(pk=key).exists()


def is_open(about: QuerySet[ProcurementProject], actor: Actor | None) -> bool:
    """Whether one of these purchases is announced, or is in the reader's workbench."""
    keys = list(about.values_list("pk", flat=True))
    announced = Notice.objects.published().filter(project__in=keys)
    return announced.exists() or projects.visible_to(actor).filter(pk__in=keys).exists()


def project_number(number: str) -> str:
    """The number of the project that a package, notice or contract belongs to."""
    return "-".join(number.split("-")[:NUMBER_PARTS])

"""Reads and locks of proposals and comments."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from catalog import capacities
from catalog.editions import queries as editions
from catalog.editions.choices import EditionStatus
from catalog.editions.models import Catalogue, CatalogueEdition, CatalogueItem
from catalog.editions.rules import DEPARTMENTAL_LEVEL, LEVELS, ItemFacts
from catalog.revisions.choices import DECIDED, OF_DEPARTMENT, ProposalKind, ProposalStatus
from catalog.revisions.models import ConsultationComment, ProposedItem, RevisionProposal
from catalog.revisions.rules import NewItem, ProposalFacts
from catalog.services.choices import ServiceStatus
from portal.kernel.actors import Actor

READERS = (*capacities.PURCHASERS, capacities.FINANCE, capacities.SUPERVISOR, capacities.AUDITOR)
OVERSEERS = (capacities.AUDITOR,)


def public() -> QuerySet[RevisionProposal]:
    """Proposals that everybody may read, with what a row shows."""
    return shown(RevisionProposal.objects.public())


def shown(proposals: QuerySet[RevisionProposal]) -> QuerySet[RevisionProposal]:
    """Proposals with the names that their title needs."""
    old_items = Prefetch("old_items", CatalogueItem.objects.select_related("parent", "general_item"))
    return proposals.select_related("catalogue", "draft", "service").prefetch_related(old_items, "items")


def visible_to(actor: Actor | None) -> QuerySet[RevisionProposal]:
    """The own department's, those on the own catalogues once they are handed in; auditors see all."""
    found = shown(RevisionProposal.objects.all())
    if actor is None or not actor.has_role(*READERS):
        return found.none()
    if actor.has_role(*OVERSEERS):
        return found
    if not actor.body_code:
        return found.filter(pk__in=RevisionProposal.objects.public().values("pk"))
    handed_in = Q(catalogue__owner_code=actor.body_code, endorsed_at__isnull=False)
    public_ones = Q(pk__in=RevisionProposal.objects.public().values("pk"))
    return found.filter(Q(department_code=actor.body_code) | handed_in | public_ones)


def proposal_for_update(proposal_id: int) -> RevisionProposal:
    """The proposal, locked until the transaction ends; always before its catalogue."""
    rows = RevisionProposal.objects.select_for_update(of=("self",))
    return rows.select_related("catalogue").get(pk=proposal_id)


def base_of(catalogue: Catalogue) -> CatalogueEdition | None:
    """The edition that a proposal would change: the approved one that comes last."""
    return editions.latest_approved(catalogue)


def items_by_code(edition: CatalogueEdition | None) -> dict[str, ItemFacts]:
    """The items of an edition as the rules judge them."""
    return {facts.code: facts for facts in editions.facts_of(edition)} if edition else {}


def places_of(edition: CatalogueEdition | None, catalogue: Catalogue, *, on: date) -> dict[str, int]:
    """Under which codes an item may stand, and which level it then has."""
    if catalogue.is_general:
        items = items_by_code(edition).values()
        return {item.code: item.level + 1 for item in items if item.level < max(LEVELS)}
    return dict.fromkeys(editions.third_level_on(on), DEPARTMENTAL_LEVEL)


def facts_of(proposal: RevisionProposal, *, codes: tuple[str, ...] = ()) -> ProposalFacts:
    """A proposal as the rules judge it; `codes` are those that the keeper gives to its items."""
    items = list(proposal.items.all())
    given = codes or tuple(item.code for item in items)
    return ProposalFacts(
        kind=ProposalKind(proposal.kind),
        reason=proposal.reason,
        old=tuple(item.code for item in proposal.old_items.all()),
        new=tuple(
            NewItem(item.name, item.place_code, item.description, item.field_of_service, code)
            for item, code in zip(items, given, strict=True)
        ),
        service_id=proposal.service_id,
    )


def proposable(actor: Actor) -> QuerySet[Catalogue]:
    """The catalogues on which a department may propose: the general one and its own."""
    own = Q(owner_code=actor.body_code) & ~Q(owner_code="")
    return Catalogue.objects.filter(Q(kind="general") | own)


def others_about(proposal: RevisionProposal) -> QuerySet[RevisionProposal]:
    """Other undecided proposals on one of the same items, for those who decide."""
    codes = proposal.old_items.values("code")
    found = RevisionProposal.objects.filter(catalogue=proposal.catalogue, old_items__code__in=codes)
    open_ones = found.exclude(status__in=(*DECIDED, *OF_DEPARTMENT, ProposalStatus.WITHDRAWN))
    return shown(open_ones.exclude(pk=proposal.pk).distinct())


def decided_about(item: CatalogueItem) -> list[RevisionProposal]:
    """What was decided about an item, its former and its later selves, the newest first."""
    line = CatalogueItem.objects.filter(pk__in=editions.kin(item.pk)).values("code")
    catalogue_id = item.edition.catalogue_id
    made = Exists(ProposedItem.objects.filter(
        proposal_id=OuterRef("pk"), code__in=line
    ))  # fmt: skip
    named = Exists(
        RevisionProposal.old_items.through.objects.filter(
            revisionproposal_id=OuterRef("pk"), catalogueitem__code__in=line
        )
    )
    found = RevisionProposal.objects.filter(made | named, catalogue_id=catalogue_id, status__in=DECIDED)
    return list(found.order_by("-decided_at")[:10])


def services_to_move(*, on: date) -> QuerySet[RevisionProposal]:
    """Accepted proposals whose edition is in force now, and whose service is not moved yet."""
    found = RevisionProposal.objects.filter(
        status=ProposalStatus.ACCEPTED,
        service__status=ServiceStatus.PLANNED,
        draft__in=CatalogueEdition.objects.in_force(on=on),
    )
    return found.select_related("service").prefetch_related("items").order_by("pk")


# Comments


def comments_on(subject: CatalogueEdition | RevisionProposal) -> QuerySet[ConsultationComment]:
    """What was said about an edition or a proposal."""
    return subject.comments.select_related("edition__catalogue", "proposal__catalogue")


def published_comments(subject: CatalogueEdition | RevisionProposal) -> QuerySet[ConsultationComment]:
    """What everybody may read: the answered comments, once the subject is decided."""
    if isinstance(subject, CatalogueEdition):
        is_decided = subject.status == EditionStatus.APPROVED
    else:
        is_decided = subject.is_decided
    found = comments_on(subject)
    return found.exclude(verdict="") if is_decided else found.none()


def readable_comments(actor: Actor | None) -> QuerySet[ConsultationComment]:
    """The comments on the catalogues of the own body; auditors read all."""
    found = ConsultationComment.objects.select_related("edition__catalogue", "proposal__catalogue")
    if actor is None or not actor.has_role(*READERS):
        return found.none()
    if actor.has_role(*OVERSEERS):
        return found
    if not actor.body_code:
        return found.none()
    code = actor.body_code
    return found.filter(Q(edition__catalogue__owner_code=code) | Q(proposal__catalogue__owner_code=code))


def subject_for_update(subject: CatalogueEdition | RevisionProposal) -> CatalogueEdition | RevisionProposal:
    """What comments are about, locked, so that none comes in after the decision."""
    if isinstance(subject, RevisionProposal):
        return proposal_for_update(subject.pk)
    rows = CatalogueEdition.objects.select_for_update(of=("self",))
    return rows.select_related("catalogue").get(pk=subject.pk)


def unanswered_by_subject(actor: Actor) -> list[tuple[CatalogueEdition | RevisionProposal, int]]:
    """What on the catalogues of the own body has comments without an answer, and how many."""
    found: dict[CatalogueEdition | RevisionProposal, int] = {}
    for comment in readable_comments(actor).filter(verdict=""):
        found[comment.subject] = found.get(comment.subject, 0) + 1
    return list(found.items())


def comment_for_update(comment_id: int) -> ConsultationComment:
    """The comment, locked until the transaction ends."""
    rows = ConsultationComment.objects.select_for_update(of=("self",))
    return rows.select_related("edition__catalogue", "proposal__catalogue").get(pk=comment_id)

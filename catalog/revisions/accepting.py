"""An accepted proposal is written into the draft of its catalogue; the caller holds the proposal's lock."""

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.editions import queries as editions
from catalog.editions import workflow as drafting
from catalog.editions.choices import EditionStatus
from catalog.editions.models import CatalogueEdition
from catalog.revisions import queries, rules
from catalog.revisions.models import RevisionProposal
from catalog.revisions.rules import Change, ProposalFacts
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import refuse


def draft_for(proposal: RevisionProposal, title: str, *, by: Actor, now: datetime) -> CatalogueEdition:
    """The one draft of the catalogue, begun when there is none; refused while it is out for opinions."""
    editions.catalogue_for_update(proposal.catalogue_id)
    found = editions.in_preparation(proposal.catalogue)
    if found is not None:
        is_draft = found.status == EditionStatus.DRAFT
        refuse(rules.draft_refusals(title=found.title, is_draft=is_draft))
        return found
    refuse(rules.title_refusals(title))
    reason = _("按修订建议 %(number)s 等起草。") % {"number": proposal.number}
    return drafting.draft_edition(proposal.catalogue_id, title=title.strip(), reason=reason, by=by, now=now)


def change_for(
    proposal: RevisionProposal, draft: CatalogueEdition, facts: ProposalFacts, *, now: datetime
) -> Change:
    """What the proposal does to this draft; raises Refused when the draft has moved on."""
    items = queries.items_by_code(draft)
    places = queries.places_of(draft, proposal.catalogue, on=clock.local_date(now))
    refuse(rules.acceptance_refusals(facts, items, places))
    return rules.change_of(facts, items, places, source=f"revision {proposal.number}")


def carry_out(draft: CatalogueEdition, change: Change, *, by: Actor, now: datetime) -> None:
    """Take out, put in, note what became of what; old items that the former edition had not are not noted."""
    for code in change.removed:
        drafting.remove_item(draft.pk, code, by=by, now=now)
    for item in change.put:
        drafting.put_item(draft.pk, item, is_new=item.code not in change.old, by=by, now=now)
    former = set(draft.based_on.items.values_list("code", flat=True)) if draft.based_on else set()
    links = [link for link in change.links if link.old in former]
    if links:
        drafting.note_successors(draft.pk, links, by=by, now=now)

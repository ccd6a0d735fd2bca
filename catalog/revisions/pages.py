"""What the pages of a proposal show: old beside new, the lists to choose from, what may be done now."""

from datetime import date

from django.utils.translation import gettext as _

from catalog.editions import picking
from catalog.editions.models import Catalogue
from catalog.editions.rules import ItemFacts
from catalog.revisions import queries, rules, wording
from catalog.revisions.choices import ProposalKind
from catalog.revisions.differences import Words
from catalog.revisions.models import RevisionProposal


def place_names(catalogue: Catalogue, *, on: date) -> dict[str, str]:
    """The places by code, with their names."""
    choices = picking.places_of(catalogue, queries.base_of(catalogue), on=on)
    return {code: label for _group, options in choices for code, label in options}


def contents_of(proposal: RevisionProposal, *, on: date) -> dict:
    """What a proposal would do: a reworded item fact by fact, others as new items with their places."""
    names = place_names(proposal.catalogue, on=on)
    rows = [(item, names.get(item.place_code, item.place_code)) for item in proposal.items.all()]
    is_reworded = proposal.kind == ProposalKind.RENAME
    return {
        "lines": comparison_of(proposal, names) if is_reworded else [],
        "new_rows": [] if is_reworded else rows,
        "place_label": picking.place_label(proposal.catalogue),
    }


def comparison_of(proposal: RevisionProposal, names: dict[str, str]) -> list[Words]:
    """A reworded item beside what it was."""
    old, new = proposal.old_items.all()[0], proposal.items.all()[0]
    above = old.parent or old.general_item
    pairs = (
        (_("名称"), old.name, new.name),
        (_("说明"), old.description, new.description),
        (
            picking.place_label(proposal.catalogue),
            str(above or ""),
            names.get(new.place_code, new.place_code),
        ),
        (_("服务领域"), old.field_of_service, new.field_of_service),
    )
    return [Words(label, *wording.side_by_side(was, wanted)) for label, was, wanted in pairs if was or wanted]


def suggested_codes(proposal: RevisionProposal, draft: dict[str, ItemFacts]) -> list[str]:
    """Codes for the new items, to be changed by the keeper; none for a reworded item, which keeps its own."""
    if proposal.kind == ProposalKind.RENAME:
        return []
    places = [item.place_code for item in proposal.items.all()]
    stem = "" if proposal.catalogue.is_general else next((code.split("-")[0] for code in draft), "BM")
    return rules.next_codes(places, draft, stem=stem)

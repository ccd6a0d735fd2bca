"""Single items of a draft: add, change and move, remove, say what became of a former one."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from catalog.editions import picking, queries, workflow
from catalog.editions.forms import ItemForm, SuccessorForm
from catalog.editions.models import CatalogueEdition
from catalog.editions.rules import DEPARTMENTAL_LEVEL, LEVELS, ORDER_102, ItemFacts
from catalog.editions.work_views import own
from portal.kernel import clock
from portal.kernel.verbs import Attempt, get_or_post, typed

TEMPLATES = "catalog/editions"


@login_required
@get_or_post
def item_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item to a draft."""
    edition = own(request, pk, "write")
    return item_page(request, edition, None)


@login_required
@get_or_post
def item_change(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Change the name, description or place of an item of a draft."""
    edition = own(request, pk, "write")
    return item_page(request, edition, item_of(edition, code))


def item_page(request: HttpRequest, edition: CatalogueEdition, item: ItemFacts | None) -> HttpResponse:
    """The form of an item, new or to be changed."""
    now, attempt = clock.now(), Attempt()
    catalogue = edition.catalogue
    today, level = clock.local_date(now), item.level if item else None
    form = ItemForm(
        typed(request),
        places=picking.places_of(catalogue, edition, on=today, level=level),
        place_label=picking.place_label(catalogue),
        has_code=item is None,
        at_top=catalogue.is_general and level in (None, min(LEVELS)),
        initial=initial_of(item) if item else {"place": request.GET.get("place", "")},
    )
    if form.is_bound and form.is_valid():
        with attempt:
            facts = facts_of(form, edition, item)
            workflow.put_item(edition.pk, facts, is_new=item is None, by=request.actor, now=now)
            messages.success(request, _("品目“%(name)s”已写入草稿。") % {"name": facts.name})
            return redirect("editions:edition_work", pk=edition.pk)
    context = {"edition": edition, "item": item, "form": form, "basis": ORDER_102}
    return attempt.page(request, f"{TEMPLATES}/item_put.html", context)


@login_required
@get_or_post
def item_remove(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take an item out of a draft, with those below it."""
    edition = own(request, pk, "write")
    item, attempt = item_of(edition, code), Attempt()
    if request.method == "POST":
        with attempt:
            workflow.remove_item(edition.pk, code, by=request.actor, now=clock.now())
            messages.success(request, _("品目“%(name)s”已从草稿移出。") % {"name": item.name})
            return redirect("editions:edition_work", pk=edition.pk)
    below = [facts for facts in queries.facts_of(edition) if facts.parent_code == code]
    context = {"edition": edition, "item": item, "below": below, "basis": ORDER_102}
    return attempt.page(request, f"{TEMPLATES}/item_remove.html", context)


@login_required
@get_or_post
def item_successors(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what became of an item of the former edition; first which one."""
    edition, attempt = own(request, pk, "write"), Attempt()
    former = {facts.code: facts for facts in queries.facts_of(edition.based_on)} if edition.based_on else {}
    old = former.get(request.GET.get("old", ""))
    offered = [item for item in queries.items_of(edition) if item.code not in former or is_of(item, old)]
    noted = list(edition.successions.filter(old__code=old.code).select_related("new")) if old else []
    form = SuccessorForm(
        request.POST if request.method == "POST" and old else None,
        items=[(item.code, str(item)) for item in offered],
        initial={"how": noted[0].how, "new": [row.new.code for row in noted if row.new]} if noted else {},
    )
    if form.is_bound and form.is_valid():
        with attempt:
            note(edition, old.code, form, by=request.actor)
            messages.success(request, _("去向已写入草稿。"))
            return redirect("editions:edition_work", pk=edition.pk)
    context = {
        "edition": edition,
        "old": old,
        "choices": picking.items_of(edition.based_on),
        "form": form,
        "has_new": bool(offered),
        "basis": ORDER_102,
    }
    return attempt.page(request, f"{TEMPLATES}/item_successors.html", context)


def note(edition: CatalogueEdition, old: str, form: SuccessorForm, *, by) -> None:
    """Write what was said, or take back what was said before."""
    links = form.links(old)
    if links:
        workflow.note_successors(edition.pk, links, by=by, now=clock.now())
    else:
        workflow.forget_successors(edition.pk, old, by=by, now=clock.now())


def facts_of(form: ItemForm, edition: CatalogueEdition, item: ItemFacts | None) -> ItemFacts:
    """The item as the workflow takes it; a new one stands one level below its place."""
    data, catalogue = form.cleaned_data, edition.catalogue
    place = data["place"]
    before = item or ItemFacts(data["code"], level_under(edition, place), "", source="drafted")
    is_renamed = item is not None and item.name != data["name"]
    return replace(
        before,
        name=data["name"],
        name_en="" if is_renamed else before.name_en,
        parent_code=place if catalogue.is_general else "",
        general_code="" if catalogue.is_general else place,
        description=data["description"],
        field_of_service=data["field_of_service"],
        source="drafted" if is_renamed else before.source,
    )


def level_under(edition: CatalogueEdition, place: str) -> int:
    """The level of what stands under a place."""
    if not edition.catalogue.is_general:
        return DEPARTMENTAL_LEVEL
    above = edition.items.filter(code=place).values_list("level", flat=True).first()
    return (above or 0) + 1


def initial_of(item: ItemFacts) -> dict:
    """What the form of a known item holds."""
    place = item.parent_code or item.general_code
    names = ("name", "description", "field_of_service")
    return {"place": place} | {name: getattr(item, name) for name in names}


def item_of(edition: CatalogueEdition, code: str) -> ItemFacts:
    """An item of the draft, else 404."""
    found = next((facts for facts in queries.facts_of(edition) if facts.code == code), None)
    if found is None:
        raise Http404
    return found


def is_of(item, old: ItemFacts | None) -> bool:
    """Whether an item of the draft has the code of the former one."""
    return old is not None and item.code == old.code

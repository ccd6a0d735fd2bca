"""公开与核验: anybody can check that a record was not altered."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.kernel.ledger import queries, rules, workflow
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import queries as tree
from portal.site import disclosure, record_words


def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a number, then recompute the entry on the spot."""
    asked = request.GET.get("number", "").strip()
    entry = find(asked) if asked else None
    context = {"asked": asked, "error": _("没有找到这个编号，请核对后再试。") if asked and not entry else ""}
    if entry:
        context |= checked(entry, request)
    return render(request, "portal/site/verify.html", context, status=404 if context["error"] else 200)


def entry_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One entry with the result of checking it now."""
    entry = get_object_or_404(LedgerEntry.objects.select_related("leaf"), public_id=public_id)
    return render(request, "portal/site/verify.html", {"asked": str(public_id), **checked(entry, request)})


def entry_download(request: HttpRequest, public_id: UUID) -> JsonResponse:
    """The canonical content of a disclosed entry, so that anybody can recompute the hash."""
    entry = get_object_or_404(LedgerEntry, public_id=public_id)
    if not disclosure.may_download(entry, request.actor):
        raise Http404
    content = {"format": rules.FORMAT, **rules.plain(workflow.content(entry))}
    response = JsonResponse(
        {"entry": content, "leaf_hash": entry.leaf_hash}, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Disposition"] = f'attachment; filename="{public_id}.json"'
    return response


def find(asked: str) -> LedgerEntry | None:
    """An entry by its place in the tree, its public id or its hash.

    A sealed one is found only by who holds its id or hash: its place answers as padding does.
    """
    entries = LedgerEntry.objects.select_related("leaf")
    if asked.isdecimal() and len(asked) < 19:
        return entries.disclosed().filter(leaf__number=int(asked)).first()
    try:
        return entries.filter(public_id=UUID(asked)).first()
    except ValueError:
        return entries.filter(leaf_hash=asked.lower()).first()


def checked(entry: LedgerEntry, request: HttpRequest) -> dict:
    """What the page shows: the entry, its disclosure, and whether it still gives its hash."""
    is_disclosed, leaf = disclosure.may_read(entry, request.actor), getattr(entry, "leaf", None)
    return {
        "entry": entry,
        "leaf": leaf,
        "head": tree.head_of(leaf) if leaf else None,
        "is_disclosed": is_disclosed,
        "may_download": disclosure.may_download(entry, request.actor),
        "facts": record_words.in_words(entry.facts) if is_disclosed else [],
        "mismatch": queries.check(entry),
        "checked_at": timezone.now(),
    }

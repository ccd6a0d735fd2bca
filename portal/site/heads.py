"""The signed heads of the ledger's tree, and proofs under them, for anybody."""

from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from portal.kernel import keys
from portal.kernel.ledger.tree import queries
from portal.kernel.ledger.tree.models import Leaf, TreeHead
from portal.kernel.listing import listing

CHECKER = settings.BASE_DIR / "docs" / "check_ledger.py"


def head_list(request: HttpRequest) -> HttpResponse:
    """All heads, newest first, with the means to check them."""
    return listing(
        request,
        TreeHead.objects.all(),
        template="portal/site/head_list.html",
        order=("-size",),
        latest=queries.latest(),
    )


def head_download(_request: HttpRequest, size: int) -> HttpResponse:
    """One head as it was signed (compact JWS)."""
    head = get_object_or_404(TreeHead, size=size)
    return _file(HttpResponse(head.statement, content_type="application/jose"), f"head-{size}.jws")


def consistency_download(_request: HttpRequest, first: int, second: int) -> HttpResponse:
    """The proof that the tree of the second head begins with that of the first."""
    heads = TreeHead.objects.in_bulk([first, second])
    if not first <= second or {first, second} - heads.keys():
        raise Http404
    return _proof(
        queries.consistency_proof(heads[first], heads[second]), f"consistency-{first}-{second}.json"
    )


def inclusion_download(_request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The proof that an entry is under the first head signed after it; it shows hashes only."""
    leaf = get_object_or_404(Leaf, entry__public_id=public_id)
    return _proof(queries.inclusion_proof(leaf, queries.head_of(leaf)), f"inclusion-{public_id}.json")


def keys_download(_request: HttpRequest) -> HttpResponse:
    """The public keys, those of before among them (JWK set)."""
    return _proof(keys.public_jwks(), "keys.json")


def checker_download(_request: HttpRequest) -> FileResponse:
    """The program that checks all this without the portal."""
    return FileResponse(CHECKER.open("rb"), as_attachment=True, filename=CHECKER.name)


def _proof(content: dict, name: str) -> HttpResponse:
    return _file(JsonResponse(content, json_dumps_params={"indent": 1}), name)


def _file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""What the sealing page calls while it uploads: answers are JSON, refusals in the words of a page."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from portal.kernel.errors import Refused, refuse
from procurement.bidding import queries as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.files import queries, rules, sealing, workflow
from procurement.bidding.files.models import SealedUpload

DIGEST_HEADER = "X-Chunk-Sha256"


def in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals as JSON with 409; a file or package that is not one's own is not found."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except SealedUpload.DoesNotExist as error:
            raise Http404 from error
        except Refused as refused:
            reasons = [
                {"code": r.code, "because": str(r.because), "basis": str(r.basis), "remedy": str(r.remedy)}
                for r in refused.refusals
            ]
            return JsonResponse({"refusals": reasons}, status=409)

    return login_required(never_cache(answered))


@in_json
def file_begin(request: HttpRequest, package_id: int, kind: str) -> HttpResponse:
    """Announce a file by identifier and size; what has arrived of it is answered."""
    if kind not in SubmissionKind.values:
        raise Http404
    package = get_object_or_404(bidding.packages_for(request.actor), pk=package_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    upload = workflow.begin(
        package.pk,
        kind=kind,
        file_id=request.POST.get("file_id", ""),
        sealed_size=_number(request.POST.get("sealed_size", "")),
        by=request.actor,
    )
    return JsonResponse(state_of(upload))


@in_json
def file_state(request: HttpRequest, file_id: str) -> HttpResponse:
    """GET: what has arrived; POST: the file is finished; DELETE: it is not wanted any more."""
    upload = queries.own(request.actor).get(file_id=file_id)
    if request.method == "POST":
        digest = request.POST.get("sealed_sha256", "")
        upload = workflow.finish(file_id, sealed_sha256=digest, by=request.actor)
    elif request.method == "DELETE":
        workflow.discard(file_id, by=request.actor)
        return HttpResponse(status=204)
    elif request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST", "DELETE"])
    return JsonResponse(state_of(upload))


@in_json
def chunk_receive(request: HttpRequest, file_id: str, index: int) -> HttpResponse:
    """One chunk as the body of the request, its digest in a header."""
    queries.own(request.actor).get(file_id=file_id)
    if request.method != "PUT":
        return HttpResponseNotAllowed(["PUT"])
    if _number(request.headers.get("Content-Length", "")) > sealing.SEALED_CHUNK:
        refuse([rules.malformed()])
    digest = request.headers.get(DIGEST_HEADER, "")
    workflow.receive(file_id, index, source=request, sha256=digest, by=request.actor)
    return HttpResponse(status=204)


def state_of(upload: SealedUpload) -> dict:
    """What has arrived of a file: numbers of chunks from zero, and whether it is whole."""
    return {
        "id": upload.file_id,
        "sealed_size": upload.sealed_size,
        "chunks": sealing.chunks_sealed(upload.sealed_size),
        "received": list(upload.received.order_by("index").values_list("index", flat=True)),
        "is_whole": upload.is_whole,
    }


def _number(text: str) -> int:
    """A plain number; 0 for anything else, which no rule accepts."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0

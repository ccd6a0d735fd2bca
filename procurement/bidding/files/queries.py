"""Reads and locks of encrypted files. Before the opening only the bidder's own are ever read for a person."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.actors import Actor
from procurement.bidding import queries as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.files import storage
from procurement.bidding.files.models import SealedUpload, SubmittedFile
from procurement.bidding.files.rules import Limits, Room
from procurement.bidding.models import Submission
from procurement.notices import queries as notices
from procurement.projects.models import Package
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

FILE_LIMIT, TOTAL_LIMIT = "bid_file_megabytes", "bid_files_megabytes"


def own(actor: Actor | None) -> QuerySet[SealedUpload]:
    """What the acting supplier itself uploaded; nobody else's, whatever the role."""
    if actor is None or not actor.has_role(*SUPPLIER_ROLES):
        return SealedUpload.objects.none()
    return SealedUpload.objects.filter(supplier_id=actor.body_id)


def upload_for_update(pk: int) -> SealedUpload:
    """One file, locked until the transaction ends."""
    return SealedUpload.objects.select_for_update(of=("self",)).select_related("package__project").get(pk=pk)


def own_for_update(package: Package, kind: str, supplier_id: int, ids: Collection[str]) -> list[SealedUpload]:
    """The files of one bid, locked so that none is cleared away meanwhile."""
    rows = SealedUpload.objects.select_for_update(of=("self",)).order_by("pk")
    return list(rows.filter(package=package, kind=kind, supplier_id=supplier_id, file_id__in=ids))


def room_of(package_id: int, kind: str, supplier_id: int) -> Room:
    """What one bidder has uploaded for one package, and how much the disk can still take."""
    rows = SealedUpload.objects.filter(package_id=package_id, kind=kind, supplier_id=supplier_id)
    used = rows.aggregate(total=Sum("sealed_size"))["total"] or 0
    return Room(uploads=rows.count(), bytes=used, free=storage.free_bytes())


def limit_rows(package: Package) -> tuple[Parameter, Parameter]:
    """The platform's settings for a package: one file, all files of a bidder; in megabytes."""
    project = package.project
    region = notices.law_region(project)
    found = routing.parameters([FILE_LIMIT, TOTAL_LIMIT], on=project.decided_on, region_code=region)
    return found[FILE_LIMIT], found[TOTAL_LIMIT]


def limits_of(package: Package) -> Limits:
    """The same as the rules take them."""
    file, total = limit_rows(package)
    return Limits(file=int(file), total=int(total))


def is_held(upload: SealedUpload) -> bool:
    """Whether a submission holds it, the current one or one of before."""
    return SubmittedFile.objects.filter(upload=upload).exists()


def of_submission(submission: Submission) -> dict[str, SealedUpload]:
    """The files of a submission by their identifiers."""
    held = SubmittedFile.objects.filter(submission=submission).select_related("upload").order_by("pk")
    return {row.upload.file_id: row.upload for row in held}


def unheld_whole() -> QuerySet[SealedUpload]:
    """Finished files that no submission holds, locked."""
    held = SubmittedFile.objects.filter(upload=OuterRef("pk"))
    rows = SealedUpload.objects.select_for_update(of=("self",)).order_by("pk")
    return rows.filter(~Exists(held)).exclude(sealed_sha256="")


def lost(*, before: datetime) -> QuerySet[SealedUpload]:
    """Files that no submission holds, that nobody has gone on with, and for which time was over then.

    While bids are received a bidder may still be writing the one that names them.
    """
    held = SubmittedFile.objects.filter(upload=OuterRef("pk"))
    is_response = Q(kind=SubmissionKind.RESPONSE)
    receiving = (is_response & Q(package__response_deadline__gte=before)) | (
        ~is_response & Q(package__quote_window__closes_at__gte=before)
    )
    still = SealedUpload.objects.filter(receiving, pk=OuterRef("pk"))
    return SealedUpload.objects.filter(~Exists(held), ~Exists(still), touched_at__lt=before)


def disclosed() -> QuerySet[SealedUpload]:
    """What an auditor may see: files of submissions that may be seen."""
    held = SubmittedFile.objects.filter(
        upload=OuterRef("pk"), submission__in=bidding.disclosed().values("pk")
    )
    return SealedUpload.objects.filter(Exists(held)).select_related("package", "supplier")

"""What the sealing page needs to add files."""

from django.urls import reverse
from django.utils.translation import gettext as _

from procurement.bidding.choices import SubmissionKind
from procurement.bidding.files import queries
from procurement.bidding.files.rules import MEGABYTE, Limits
from procurement.bidding.parts import queries as parts
from procurement.projects.models import Package


def seal_members(package: Package, kind: str) -> dict:
    """Where files are sent and which kinds of document they may be; nothing for what has no files."""
    if kind != SubmissionKind.RESPONSE:
        return {}
    file, total = queries.limit_rows(package)
    limits = Limits(file=int(file), total=int(total))
    kinds = [part for part in parts.parts_of(kind) if part.is_file]
    return {
        "files_begin": reverse("bidding:file_begin", args=[package.pk, kind]),
        "files_base": reverse("bidding:file", args=["0"]).removesuffix("0/"),
        "files_largest": limits.most,
        "files_megabytes": limits.most // MEGABYTE,
        "files_total": limits.total,
        "files_to_be_confirmed": file.is_to_be_confirmed or total.is_to_be_confirmed,
        "file_parts": kinds or [{"code": "other", "name": _("其他附件")}],
    }

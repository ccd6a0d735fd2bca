"""An annex is read into a preview; only when every row is right it becomes the draft, in one transaction."""

from dataclasses import asdict
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.editions import queries as editions
from catalog.editions import workflow as drafting
from catalog.editions.choices import EditionStatus
from catalog.editions.models import CatalogueEdition
from catalog.imports import queries, rules
from catalog.imports.choices import AnnexStatus
from catalog.imports.models import AnnexImport
from portal.kernel import clock, sheets, uploads
from portal.kernel.actors import Actor
from portal.kernel.errors import Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step, advance

ROLES = drafting.KEEPING
STEPS = {
    "read": Step(says=gettext_lazy("读取目录附件"), sources=(), target=AnnexStatus.READ, roles=ROLES),
    "take_over": Step(
        says=gettext_lazy("写入目录草稿"),
        sources=(AnnexStatus.READ,),
        target=AnnexStatus.TAKEN_OVER,
        roles=ROLES,
    ),
    "discard": Step(
        says=gettext_lazy("放弃导入"),
        sources=(AnnexStatus.READ,),
        target=AnnexStatus.DISCARDED,
        roles=ROLES,
    ),
}


def read(edition_id: int, file: UploadedFile, *, by: Actor, now: datetime) -> AnnexImport:
    """Read an annex for a draft. Raises Refused with the sentence when the file is no table."""
    with transaction.atomic():
        edition = drafting.begin(edition_id, "write", by=by)
        annex = read_annex(file, edition, now=now)
        upload = uploads.store(file, owner_id=by.user_id, now=now)
        found = AnnexImport.objects.create(
            edition=edition,
            upload=upload,
            items=[asdict(item) for item in annex.items],
            wrong=[asdict(row) for row in annex.wrong],
            passed_over=[asdict(row) for row in annex.passed_over],
            read_by=by.user_id,
            read_by_name=by.name,
            read_at=now,
        )
        record(found, "read", by=by, at=now)
    return found


def take_over(import_id: int, *, by: Actor, now: datetime) -> AnnexImport:
    """Make the draft hold exactly the items of the annex; refused while one row is wrong."""
    with transaction.atomic():
        found = queries.import_for_update(import_id)
        advance(found, STEPS, "take_over", by=by)
        drafting.begin(found.edition_id, "write", by=by)
        refuse(wrong_refusals(found))
        drafting.write_items(found.edition_id, queries.facts_to_write(found), by=by, now=now)
        found.taken_over_at = now
        found.save(update_fields=["status", "taken_over_at"])
        record(found, "take_over", by=by, at=now)
    return found


def discard(import_id: int, *, by: Actor, now: datetime) -> AnnexImport:
    """Leave the draft as it is."""
    with transaction.atomic():
        found = queries.import_for_update(import_id)
        advance(found, STEPS, "discard", by=by)
        drafting.begin(found.edition_id, "write", by=by)
        found.save(update_fields=["status"])
        record(found, "discard", by=by, at=now)
    return found


def read_annex(file: UploadedFile, edition: CatalogueEdition, *, now: datetime) -> rules.Annex:
    """The rows of the file against what the edition may hold."""
    general: frozenset[str] = frozenset()
    if not edition.catalogue.is_general:
        general = frozenset(editions.third_level_on(clock.local_date(now)))
    try:
        rows = sheets.rows(file.file, name=file.name)
        return rules.read(rows, is_departmental=not edition.catalogue.is_general, general=general)
    except sheets.UnreadableTable as error:
        refuse([Refusal(because=str(error), remedy=_("请检查文件后重新选择。"), code="unreadable")])
        raise


def wrong_refusals(found: AnnexImport) -> list[Refusal]:
    """Nothing is taken over by half."""
    if not found.wrong:
        return []
    return [
        Refusal(
            because=_("附件有 %(wrong)d 行有误。") % {"wrong": len(found.wrong)},
            remedy=_("请按每行的说明改正附件后重新读取。"),
            code="wrong_rows",
        )
    ]


def may_read(edition: CatalogueEdition, *, by: Actor | None) -> bool:
    """Whether somebody may read an annex into an edition."""
    return edition.status == EditionStatus.DRAFT and drafting.may(edition, "write", by=by)


def record(found: AnnexImport, verb: str, *, by: Actor, at: datetime) -> None:
    """The fifth beat, the same for every verb."""
    facts = {
        "edition": found.edition_id,
        "file": found.upload.name,
        "sha256": found.upload.sha256,
        "items": len(found.items),
        "wrong": len(found.wrong),
    }
    ledger.record(found, f"annexes.{verb}", says=STEPS[verb].says, by=by, at=at, facts=facts)

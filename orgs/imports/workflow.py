"""The life of an import: begun, read by the queue, confirmed, applied by the queue, undone as a whole."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.imports import progress, queries
from orgs.imports.choices import ImportStatus, RowOutcome, TableKind
from orgs.imports.models import RegisterImport
from orgs.imports.rules import apply_refusals
from orgs.people.choices import Role
from orgs.registry.workflow import Source
from portal.kernel import uploads
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from portal.kernel.workflow import Step, advance, allow

STEPS = {
    "begin": Step(
        says=gettext_lazy("导入登记簿"), sources=(), target=ImportStatus.READING, roles=queries.IMPORTERS
    ),
    "apply": Step(
        says=gettext_lazy("确认导入"),
        sources=(ImportStatus.READ,),
        target=ImportStatus.APPLYING,
        roles=queries.IMPORTERS,
    ),
    "discard": Step(
        says=gettext_lazy("放弃导入"),
        sources=(ImportStatus.READ, ImportStatus.UNREADABLE),
        target=ImportStatus.DISCARDED,
        roles=queries.IMPORTERS,
    ),
    "undo": Step(
        says=gettext_lazy("撤销导入"),
        sources=(ImportStatus.APPLIED,),
        target=ImportStatus.UNDOING,
        roles=queries.IMPORTERS,
    ),
}


def begin(file: UploadedFile, table: str, *, source: Source, by: Actor, now: datetime) -> RegisterImport:
    """Keep the file of one kind of table, and have it read; `source` says where it comes from."""
    allow(STEPS, "begin", by=by)
    must_keep(table, by.body_id, by=by)
    with transaction.atomic():
        upload = uploads.store(file, owner_id=by.user_id, now=now)
        begun = RegisterImport.objects.create(
            table=table,
            upload=upload,
            source=source.says,
            source_on=source.dated,
            body_id=by.body_id,
            area=queries.area_of(by),
            begun_by_id=by.user_id,
            begun_at=now,
        )
        record(begun, "begin", by=by, at=now)
        later("imports.read_register", begun.pk)
    return begun


def must_keep(table: str, body_id: int | None, *, by: Actor) -> None:
    """Facts of the register are entered by registrars, an import by those of the authority that began it."""
    if table == TableKind.REGISTRATION or (by.has_role(Role.REGISTRAR) and by.body_id == body_id):
        return
    raise NotPermitted(_("登记事实只能由上传的登记管理机关的登记管理人员导入。"))


def available(found: RegisterImport, *, by: Actor | None) -> list[str]:
    """The verbs that state, role and authority allow."""
    try:
        must_keep(found.table, found.body_id, by=by)
    except NotPermitted:
        return []
    return procedure.available(found, STEPS, by=by)


def locked(import_id: int, verb: str, *, by: Actor) -> RegisterImport:
    """The first two beats, the same for every verb."""
    found = queries.import_for_update(import_id)
    must_keep(found.table, found.body_id, by=by)
    advance(found, STEPS, verb, by=by)
    return found


def apply(import_id: int, *, skips_wrong: bool, by: Actor, now: datetime) -> RegisterImport:
    """Take over every row that is right. Refused while rows are wrong, unless those are to be left out."""
    with transaction.atomic():
        found = locked(import_id, "apply", by=by)
        new = found.total - found.unusable - found.counts.get(RowOutcome.SAME, 0)
        refuse(apply_refusals(wrong=found.unusable, new=new, skips_wrong=skips_wrong))
        found.skips_wrong, found.trouble = skips_wrong, ""
        found.applied_by_id, found.applied_at = by.user_id, now
        found.save()
        record(found, "apply", by=by, at=now)
        progress.tell(found.pk, 0)
        later("imports.apply_register", found.pk)
    return found


def discard(import_id: int, *, by: Actor, now: datetime) -> RegisterImport:
    """Leave the register as it is; the rows that were read stay to be seen."""
    with transaction.atomic():
        found = locked(import_id, "discard", by=by)
        found.save(update_fields=["status"])
        record(found, "discard", by=by, at=now)
    return found


def undo(import_id: int, *, by: Actor, now: datetime) -> RegisterImport:
    """Take everything back that the import brought, as long as nothing uses it."""
    with transaction.atomic():
        found = locked(import_id, "undo", by=by)
        refuse(undo_refusals(queries.used_by(found)))
        found.trouble, found.undone_at = "", now
        found.save(update_fields=["status", "trouble", "undone_at"])
        record(found, "undo", by=by, at=now)
        progress.tell(found.pk, 0)
        later("imports.undo_register", found.pk)
    return found


def undo_refusals(users: list[str]) -> list[Refusal]:
    """What other records point at must stay."""
    if not users:
        return []
    return [
        Refusal(
            because=_("导入的内容已经被使用：%(records)s。") % {"records": "、".join(users)},
            remedy=_("不能整批撤销。请逐个更正有误的登记信息。"),
            code="import_in_use",
        )
    ]


def record(found: RegisterImport, verb: str, *, by: Actor, at: datetime) -> None:
    """The fifth beat, the same for every verb."""
    facts = {
        "table": found.table,
        "file": found.upload.name,
        "sha256": found.upload.sha256,
        "source": found.source,
        "source_on": found.source_on,
        "rows": found.counts,
    }
    ledger.record(found, f"imports.{verb}", says=STEPS[verb].says, by=by, at=at, facts=facts)

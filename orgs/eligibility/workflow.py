"""Putting evidence forward, and freezing the answers."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.eligibility import queries
from orgs.eligibility.choices import CREDIT_SITES, EvidenceKind, Occasion
from orgs.eligibility.models import EligibilityEvidence, EligibilitySnapshot
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel import clock, uploads
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused
from portal.kernel.ledger import workflow as ledger


@dataclass(frozen=True)
class Evidence:
    """What somebody puts forward; `file` is the saved page of a credit site."""

    rule: str
    is_clean: bool
    says: str
    checked_at: datetime
    file: UploadedFile | None = None


@transaction.atomic
def give(body_id: int, evidence: Evidence, *, by: Actor, now: datetime) -> EligibilityEvidence:
    """Put evidence forward: the body itself states or uploads, an organiser or registrar checks."""
    kind = kind_of(evidence.rule, body_id, by=by)
    if evidence.checked_at > now:
        raise Refused(Refusal(because=_("查询时间晚于现在。"), remedy=_("请核对时间。"), code="in_future"))
    if kind == EvidenceKind.CREDIT_QUERY and evidence.file is None:
        raise Refused(
            Refusal(
                because=_("没有上传查询页。"),
                basis=_("财库〔2016〕125号"),
                remedy=_("请上传查询结果的截图或者打印件。"),
                code="no_page",
            )
        )
    upload = uploads.store(evidence.file, owner_id=by.user_id, now=now) if evidence.file else None
    made = EligibilityEvidence.objects.create(
        body_id=body_id,
        rule=evidence.rule,
        kind=kind,
        is_clean=evidence.is_clean,
        says=evidence.says,
        upload=upload,
        checked_at=evidence.checked_at,
        given_by_id=by.user_id,
        given_for=by.body_name,
        given_at=now,
    )
    facts = {"rule": made.rule, "kind": kind, "is_clean": made.is_clean, "checked_at": made.checked_at}
    facts |= {"organisation": made.body.credit_code, "sha256": upload.sha256 if upload else ""}
    ledger.record(made, "eligibility.give", says=_("提交资格证据"), by=by, at=now, facts=facts)
    return made


def kind_of(rule: str, body_id: int, *, by: Actor) -> EvidenceKind:
    """What this person's evidence about a body is. Raises NotPermitted for anybody without a part in it."""
    is_own = by.body_id == body_id and by.has_role(*SUPPLIER_ROLES)
    if not is_own and not by.has_role(*queries.CHECKERS):
        raise NotPermitted(_("只有单位自己、采购经办或者登记管理人员可以提交资格证据。"))
    if rule in CREDIT_SITES:
        return EvidenceKind.CREDIT_QUERY
    return EvidenceKind.STATEMENT if is_own else EvidenceKind.CHECK


@transaction.atomic
def freeze(
    body_id: int, occasion: Occasion, *, reference: str, at: datetime, now: datetime, seal: str = ""
) -> EligibilitySnapshot:
    """Keep the answers of a moment, once for a body, occasion and reference; later facts change nothing."""
    known = EligibilitySnapshot.objects.filter(
        body_id=body_id, occasion=occasion, reference=reference
    ).first()
    if known:
        return known
    found = queries.answers_for(body_id, at=at, is_due=True)
    return EligibilitySnapshot.objects.create(
        body_id=body_id,
        occasion=occasion,
        reference=reference,
        on=clock.local_date(at),
        answers=queries.as_stored(found),
        seal=seal,
        taken_at=now,
    )

"""Verbs of papers: add, take off the list, remind."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.accounts.papers import queries, rules
from orgs.accounts.papers.models import Paper, PaperReminder
from orgs.inbox.workflow import notify_body
from orgs.people.choices import SUPPLIER_ROLES
from orgs.people.workflow import require
from portal.kernel import clock, uploads
from portal.kernel.actors import Actor
from portal.kernel.errors import refuse
from portal.kernel.ledger import workflow as ledger


@dataclass(frozen=True)
class Facts:
    """What stands on a paper; `expires_on` is None for one that does not end."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    expires_on: date | None


def add(facts: Facts, file: UploadedFile, *, by: Actor, now: datetime) -> Paper:
    """Put a paper on the list of one's own organisation."""
    require(by, *SUPPLIER_ROLES, says=_("登记证书"))
    today = clock.local_date(now)
    refuse(rules.date_refusals(issued_on=facts.issued_on, expires_on=facts.expires_on, today=today))
    with transaction.atomic():
        paper = Paper.objects.create(
            body_id=by.body_id,
            kind=facts.kind,
            number=facts.number,
            issuer=facts.issuer,
            issued_on=facts.issued_on,
            expires_on=facts.expires_on,
            upload=uploads.store(file, owner_id=by.user_id, now=now),
            added_by_id=by.user_id,
            added_at=now,
        )
        record(paper, "add", says=_("登记证书"), by=by, at=now)
    return paper


def remove(paper_id: int, *, by: Actor, now: datetime) -> Paper:
    """Take a paper off the list; it is kept."""
    require(by, *SUPPLIER_ROLES, says=_("移除证书"))
    with transaction.atomic():
        paper = queries.papers_of(by).select_for_update(of=("self",)).get(pk=paper_id)
        paper.removed_at = now
        paper.save(update_fields=["removed_at"])
        record(paper, "remove", says=_("移除证书"), by=by, at=now)
    return paper


def remind(*, now: datetime) -> int:
    """Send every reminder that is due and was not sent; gives the number sent."""
    return sum(remind_of(paper_id, now=now) for paper_id in queries.ending(on=clock.local_date(now)))


def remind_of(paper_id: int, *, now: datetime) -> bool:
    """One paper's reminder under its lock; false when it was sent before."""
    today = clock.local_date(now)
    with transaction.atomic():
        paper = Paper.objects.kept().select_for_update().filter(pk=paper_id).first()
        if paper is None:
            return False
        days = rules.reminder_due(paper.expires_on, today=today, before=queries.reminder_days(on=today))
        if days is None or paper.reminders.filter(days__lte=days).exists():
            return False
        PaperReminder.objects.create(paper=paper, days=days, sent_at=now)
        notify_body(
            paper.body_id,
            roles=SUPPLIER_ROLES,
            subject=_("%(paper)s将于 %(day)s 到期") % {"paper": paper, "day": paper.expires_on},
            text=_("还有 %(days)d 天到期。换发后请登记新的，再移除旧的。")
            % {"days": (paper.expires_on - today).days},
            url=reverse("papers:list"),
            now=now,
        )
    return True


def record(paper: Paper, verb: str, *, says: str, by: Actor, at: datetime) -> None:
    """The fifth beat."""
    facts = {"kind": paper.kind, "expires_on": paper.expires_on, "sha256": paper.upload.sha256}
    ledger.record(paper, f"papers.{verb}", says=says, by=by, at=at, facts=facts)

"""A custodian reports a key as lost: its next key takes the place, and bidders are told without being named.

Who submitted is nobody's to know before the opening: everybody who obtained the document gets the same
message; only a bidder's own pages tell it that its own part is concerned.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.bidding import queries as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.custody import queries, rules
from procurement.bidding.custody.models import CustodyKey, CustodyReplacement, PackageCustody
from procurement.notices import issuing
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package


@dataclass(frozen=True)
class Told:
    """What is said when another key takes the place of a package's: while bids are taken, and afterwards."""

    subject: str
    in_time: str
    too_late: str
    organiser: str


@transaction.atomic
def report_lost(kid: str, *, reason: str, by: Actor, clock: Clock = database_clock) -> CustodyKey:
    """Nobody counts on this key any longer; purchases under way go on with the body's key in use."""
    if not by.has_role(Role.CUSTODIAN):
        raise NotPermitted(_("托管钥匙的丢失由托管方的人员报告。"))
    key = queries.key_for_update(kid, by)
    following = queries.in_use(key.body_id)
    has_next = following is not None and following.pk != key.pk
    refuse(rules.loss_refusals(is_lost=key.lost_at is not None, has_next=has_next))
    key.lost_at, key.lost_by_id, key.lost_reason = clock(), by.user_id, reason
    key.save(update_fields=["lost_at", "lost_by", "lost_reason"])
    ledger.record(
        key,
        "custody.report_lost",
        says=_("报告托管钥匙丢失"),
        by=by,
        at=key.lost_at,
        facts={"kid": key.kid, "body": key.body.name, "reason": reason},
    )
    for custody in queries.served_by(key):
        replace(custody, following, _of_loss(following), by=by, clock=clock)
    return key


def replace(custody: PackageCustody, following: CustodyKey, told: Told, *, by: Actor, clock: Clock) -> None:
    """Under the package's lock no bid is half received: it was sealed to the old key, or is to the next."""
    package = projects.package_for_update(custody.package_id)
    now, former = clock(), custody.key
    custody.key = following
    custody.save(update_fields=["key"])
    CustodyReplacement.objects.create(custody=custody, former=former, key=following, at=now)
    ledger.record(
        package,
        "custody.replace",
        says=_("更换托管公钥"),
        by=by,
        at=now,
        facts={"package": package.number, "kid": following.kid, "former_kid": former.kid},
    )
    _tell(package, told, now=now)


def _tell(package: Package, told: Told, *, now: datetime) -> None:
    """Whoever may be concerned; the organiser learns of the key, not of any bid."""
    title = f"{told.subject}：{package.title}"
    url = reverse("bidding:response_list")
    if _is_open(package, SubmissionKind.RESPONSE, now=now):
        issuing.tell_obtainers(package.project, subject=title, text=told.in_time, url=url, now=now)
    elif package.status in (PackageStatus.ANNOUNCED, PackageStatus.CLOSED):
        issuing.tell_obtainers(package.project, subject=title, text=told.too_late, url=url, now=now)
    elif _is_open(package, SubmissionKind.FINAL_QUOTE, now=now):
        for supplier_id in bidding.invited(package):
            inbox.notify_body(
                supplier_id, roles=SUPPLIER_ROLES, subject=title, text=told.in_time, url=url, now=now
            )
    inbox.notify_body(
        notices.organiser_of(package.project),
        roles=ORGANISER_ROLES,
        subject=title,
        text=told.organiser,
        url=package.project.get_absolute_url(),
        now=now,
    )


def _is_open(package: Package, kind: str, *, now: datetime) -> bool:
    opens_at, closes_at = bidding.span(package, kind)
    return opens_at is not None and closes_at is not None and opens_at <= now < closes_at


def _of_loss(key: CustodyKey) -> Told:
    """What is said of a lost key: the same custodian's next one serves."""
    return Told(
        subject=_("托管方更换了第二把钥匙"),
        in_time=_in_time(key),
        too_late=_too_late(key),
        organiser=_(
            "%(body)s报告钥匙丢失，公告页面已印新的公钥指纹。供应商已经收到通知，不需要另发更正公告。"
        )
        % {"body": key.body.name},
    )


def _in_time(key: CustodyKey) -> str:
    return _(
        "%(body)s报告钥匙丢失，新的公钥指纹是 %(kid)s。还没有提交的不受影响。已经提交并使用第二把钥匙的，"
        "可以在截止前重新提交一次；不重新提交的，请保管好开启口令，第二把钥匙可能打不开那一份。"
    ) % {"body": key.body.name, "kid": key.kid}


def _too_late(key: CustodyKey) -> str:
    return _(
        "%(body)s报告钥匙丢失，截止以前提交的文件，第二把钥匙可能打不开。提交过的，请在解锁时间内用开启口令解锁；"
        "本单位的其他经办人也可以解锁。"
    ) % {"body": key.body.name}

"""Another custodian for a package whose own has nobody left: proposed by the organiser, decided above it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.choices import ORGANISER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from procurement.bidding.custody import queries, replacing, rules
from procurement.bidding.custody.models import CustodianExchange, CustodyKey
from procurement.bidding.custody.replacing import Told
from procurement.notices import queries as notices
from procurement.projects import queries as projects
from procurement.projects.models import Package


@transaction.atomic
def propose(package_id: int, body_id: int, *, reason: str, by: Actor, now: datetime) -> CustodianExchange:
    """The organiser names who shall keep the second key instead; finance or the superior body decides."""
    package = projects.package_for_update(package_id)
    if not queries.may_choose(by, package.project):
        raise NotPermitted(_("托管方的更换由组织本项目的经办人提出。"))
    _judge(package, body_id, now=now)
    custody = queries.custody_of(package.pk)
    refuse(rules.waiting_refusals(is_waiting=custody.exchanges.filter(decided_at__isnull=True).exists()))
    exchange = CustodianExchange.objects.create(
        custody=custody, body_id=body_id, reason=reason.strip(), proposed_by_id=by.user_id, proposed_at=now
    )
    facts = {"before": custody.key.body.name, "custodian": exchange.body.name, "reason": exchange.reason}
    _note(package, "propose_exchange", _("提出更换托管方"), by=by, now=now, facts=facts)
    return exchange


@transaction.atomic
def decide(
    exchange_id: int, *, approved: bool, opinion: str, by: Actor, clock: Clock = database_clock
) -> CustodianExchange:
    """A person of finance or the superior body decides; with its consent the new key serves at once."""
    if not queries.exchanges_for(by).filter(pk=exchange_id).exists():
        raise NotPermitted(_("托管方的更换由主管预算单位或者财政部门决定。"))
    exchange = queries.exchange_for_update(exchange_id)
    package, now = exchange.custody.package, clock()
    refuse(
        rules.decision_refusals(
            is_decided=exchange.decided_at is not None,
            proposed_by=exchange.proposed_by_id,
            by=by.user_id,
            opinion=opinion,
        )
    )
    exchange.is_confirmed, exchange.opinion = approved, opinion.strip()
    exchange.decided_by_id, exchange.decided_at = by.user_id, now
    if approved:
        following = _judge(package, exchange.body_id, now=now)
        told = _told(following, before=exchange.custody.key.body.name)
        replacing.replace(exchange.custody, following, told, by=by, clock=clock)
    exchange.save(update_fields=["is_confirmed", "opinion", "decided_by", "decided_at"])
    facts = {"custodian": exchange.body.name, "approved": approved, "opinion": exchange.opinion}
    _note(package, "decide_exchange", _("决定更换托管方"), by=by, now=now, facts=facts)
    if not approved:
        _tell_organiser(exchange, package, now=now)
    return exchange


def _judge(package: Package, body_id: int, *, now: datetime) -> CustodyKey:
    """The key that would serve; refused while the custodian has people, or the next one may not keep it."""
    on, custody = local_date(now), queries.custody_of(package.pk)
    able = {key.body_id: key for key in queries.manned_keys(package.project, on=on)}
    refuse(
        rules.exchange_refusals(
            is_under_way=custody is not None and package.status in queries.UNDER_WAY,
            is_gone=custody is not None and not queries.has_people(custody.key.body_id, on=on),
            is_able=body_id in able,
        )
    )
    return able[body_id]


def _told(key: CustodyKey, *, before: str) -> Told:
    facts = {"before": before, "body": key.body.name, "kid": key.kid}
    in_time = _(
        "%(before)s已经没有人员，第二把钥匙改由%(body)s保管，新的公钥指纹是 %(kid)s。还没有提交的不受影响。"
        "已经提交并使用第二把钥匙的，可以在截止前重新提交一次；不重新提交的，请保管好开启口令，用它仍能打开。"
    )
    too_late = _(
        "%(before)s已经没有人员，第二把钥匙改由%(body)s保管；截止以前提交的文件，第二把钥匙打不开。"
        "提交过的，请在解锁时间内用开启口令解锁；本单位的其他经办人也可以解锁。"
    )
    organiser = _(
        "第二把钥匙改由%(body)s保管，公告页面已印新的公钥指纹。供应商已经收到通知，不需要另发更正公告。"
    )
    return Told(_("第二把钥匙换了托管方"), in_time % facts, too_late % facts, organiser % facts)


def _tell_organiser(exchange: CustodianExchange, package: Package, *, now: datetime) -> None:
    inbox.notify_body(
        notices.organiser_of(package.project),
        roles=ORGANISER_ROLES,
        subject=_("不同意更换托管方：%(title)s") % {"title": package.title},
        text=exchange.opinion,
        url=reverse("custody:choose", args=[package.project_id]),
        now=now,
    )


def _note(package: Package, verb: str, says: str, *, by: Actor, now: datetime, facts: dict) -> None:
    ledger.record(
        package, f"custody.{verb}", says=says, by=by, at=now, facts={"package": package.number} | facts
    )

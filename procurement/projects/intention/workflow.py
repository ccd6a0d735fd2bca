"""Intentions: drafted by one, published by another, withdrawn with a reason; which one a project uses."""

from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.editions import queries as catalogue
from orgs.inbox.workflow import notify_body, notify_users
from orgs.people.choices import Role
from portal.kernel import numbers
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.calendar import queries as calendars
from portal.kernel.clock import local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from portal.kernel.search import vector
from portal.kernel.workflow import Step
from procurement.projects import queries as projects
from procurement.projects.choices import ProjectStatus
from procurement.projects.intention import queries, rules
from procurement.projects.intention.choices import ExceptionKind, IntentionStatus
from procurement.projects.intention.models import ProjectIntention, PurchaseIntention
from procurement.projects.intention.rules import IntentionFacts
from procurement.projects.models import ProcurementProject

S = IntentionStatus
DRAFTERS = (Role.PURCHASER_HANDLER,)
REVIEWERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
BEFORE_NOTICE = (
    ProjectStatus.DRAFT, ProjectStatus.RETURNED, ProjectStatus.SUBMITTED, ProjectStatus.APPROVED,
)  # fmt: skip

STEPS = {
    "edit": Step(gettext_lazy("修改采购意向"), (S.DRAFT,), "", DRAFTERS, basis=rules.BASIS),
    "submit": Step(gettext_lazy("送复核"), (S.DRAFT,), S.SUBMITTED, DRAFTERS, basis=rules.BASIS),
    "return": Step(gettext_lazy("退回修改"), (S.SUBMITTED,), S.DRAFT, REVIEWERS, basis=rules.BASIS),
    "publish": Step(gettext_lazy("公开采购意向"), (S.SUBMITTED,), S.PUBLISHED, REVIEWERS, basis=rules.BASIS),
    "come_out": Step(
        gettext_lazy("登记首次发布"), (S.AWAITING,), S.PUBLISHED, (*DRAFTERS, *REVIEWERS), basis=rules.BASIS
    ),
    "take_back": Step(gettext_lazy("收回采购意向"), (S.AWAITING,), S.DRAFT, REVIEWERS, basis=rules.BASIS),
    "withdraw": Step(gettext_lazy("撤销采购意向"), (S.PUBLISHED,), S.WITHDRAWN, REVIEWERS, basis=rules.BASIS),
    "leave": Step(
        gettext_lazy("登记撤销首次发布"), (S.PUBLISHED,), S.WITHDRAWN, (*DRAFTERS, *REVIEWERS),
        basis=rules.BASIS,
    ),
    "keep": Step(gettext_lazy("收回撤销"), (S.PUBLISHED,), S.PUBLISHED, REVIEWERS, basis=rules.BASIS),
}  # fmt: skip
# Whether a withdrawal must have been decided for the verb, or must not.
LEAVING = {"withdraw": False, "leave": True, "keep": True}
CHOOSE = {
    "choose": Step(gettext_lazy("登记采购意向"), BEFORE_NOTICE, "", DRAFTERS, basis=rules.BASIS),
}


@transaction.atomic
def draft(facts: IntentionFacts, *, by: Actor, now: datetime) -> PurchaseIntention:
    """Begin an intention of the acting body; it gets its number at once."""
    if not by.has_role(*DRAFTERS):
        raise NotPermitted(_("只有采购人经办可以编制采购意向。"))
    purchaser = projects.purchaser_of(by)
    refuse(facts_refusals(facts, region_code=purchaser.budget_division_id, now=now))
    scope = f"YX-{purchaser.budget_division.gb_code}-{local_date(now).year}"
    intention = PurchaseIntention.objects.create(
        number=f"{scope}-{numbers.next_number(scope):04d}",
        purchaser=purchaser,
        drafted_by_id=by.user_id,
        drafted_at=now,
        **asdict(facts),
    )
    record(intention, "draft", _("编制采购意向"), by=by, now=now, **asdict(facts))
    return intention


@transaction.atomic
def edit(intention_id: int, facts: IntentionFacts, *, by: Actor, now: datetime) -> PurchaseIntention:
    """Change a draft; whoever changes it has drafted it."""
    intention = begin(intention_id, "edit", by=by)
    refuse(facts_refusals(facts, region_code=intention.purchaser.budget_division_id, now=now))
    for name, value in asdict(facts).items():
        setattr(intention, name, value)
    intention.drafted_by_id = by.user_id
    intention.save(update_fields=[*asdict(facts), "drafted_by"])
    record(intention, "edit", _("修改采购意向"), by=by, now=now, **asdict(facts))
    return intention


@transaction.atomic
def submit(intention_id: int, *, by: Actor, now: datetime) -> PurchaseIntention:
    """Hand a draft to a second person."""
    intention = begin(intention_id, "submit", by=by)
    intention.opinion = ""
    intention.save(update_fields=["status", "opinion"])
    record(intention, "submit", _("采购意向送复核"), by=by, now=now)
    notify_body(
        intention.purchaser_id,
        roles=REVIEWERS,
        subject=_("采购意向待公开：%(title)s") % {"title": intention.title},
        text=_("请核对后公开。公开以后才开始计算提前公开的天数。"),
        url=intention.work_url,
        now=now,
    )
    return intention


@transaction.atomic
def return_for_changes(intention_id: int, *, opinion: str, by: Actor, now: datetime) -> PurchaseIntention:
    """Send a draft back with what has to be changed."""
    intention = begin(intention_id, "return", by=by)
    refuse(rules.reason_refusals(opinion))
    intention.opinion = opinion.strip()
    intention.save(update_fields=["status", "opinion"])
    record(intention, "return", _("退回采购意向"), by=by, now=now, opinion=intention.opinion)
    notify_users(
        [intention.drafted_by_id],
        subject=_("采购意向已退回：%(title)s") % {"title": intention.title},
        text=intention.opinion,
        url=intention.work_url,
        now=now,
    )
    return intention


@transaction.atomic
def publish(intention_id: int, *, by: Actor, now: datetime) -> PurchaseIntention:
    """A second person publishes; from this day the period before the notice counts.

    Where the first publication is elsewhere, it is handed over and waits for that; nothing counts before.
    """
    intention = begin(intention_id, "publish", by=by)
    refuse(rules.same_person_refusals(drafted_by=intention.drafted_by_id, published_by=by.user_id))
    facts = facts_of(intention)
    refuse(facts_refusals(facts, region_code=intention.purchaser.budget_division_id, now=now))
    intention.published_by_id = by.user_id
    if settings.SELF_PUBLICATION:
        return put_out(intention, at=now, says=_("公开采购意向"), by=by, now=now)
    intention.status, intention.released_at = S.AWAITING, now
    intention.save(update_fields=["status", "released_at", "published_by"])
    record(intention, "release", _("采购意向交付发布"), by=by, now=now, **asdict(facts))
    return intention


@transaction.atomic
def come_out(
    intention_id: int, *, number: str, url: str, at: datetime, by: Actor, now: datetime
) -> PurchaseIntention:
    """A first publication elsewhere, which the notice's own verb has judged; the period counts from then.

    What is out is not judged a second time: a late day moves the earliest day of the purchase itself.
    """
    intention = begin(intention_id, "come_out", by=by)
    intention.outside_number, intention.outside_url = number, url
    return put_out(intention, at=at, says=_("登记采购意向首次发布"), by=by, now=now)


@transaction.atomic
def take_back(intention_id: int, *, reason: str, by: Actor, now: datetime) -> PurchaseIntention:
    """Take back what was handed over and has not come out, to be changed and reviewed again."""
    intention = begin(intention_id, "take_back", by=by)
    refuse(rules.reason_refusals(reason))
    intention.opinion, intention.released_at, intention.published_by_id = reason.strip(), None, None
    intention.save(update_fields=["status", "opinion", "released_at", "published_by"])
    record(intention, "take_back", _("收回采购意向"), by=by, now=now, reason=intention.opinion)
    return intention


def put_out(
    intention: PurchaseIntention, *, at: datetime, says: str, by: Actor, now: datetime
) -> PurchaseIntention:
    """Write a locked intention as published from a moment on, and ask for its notice."""
    facts = asdict(facts_of(intention)) | {"published_at": at}
    if intention.outside_number:
        facts |= {"outside_number": intention.outside_number, "outside_url": intention.outside_url}
    intention.published_at = at
    intention.search = vector(
        intention.number,
        intention.catalogue_item.name,
        names=[intention.title, intention.purchaser.name],
    )
    fields = ["status", "published_at", "published_by", "search", "outside_number", "outside_url"]
    intention.save(update_fields=fields)
    record(intention, "publish", says, by=by, now=now, **facts)
    later("notices.tell_intention", intention.pk)
    return intention


@transaction.atomic
def withdraw(intention_id: int, *, reason: str, by: Actor, now: datetime) -> PurchaseIntention:
    """The purchase will not take place; the intention stays public with the reason.

    Where the first publication is elsewhere, the correction is handed over and waits for that.
    """
    intention = begin(intention_id, "withdraw", by=by)
    refuse([*rules.leaving_refusals(intention.leaving_at), *rules.reason_refusals(reason)])
    intention.leaving_because = reason.strip()
    if settings.SELF_PUBLICATION:
        return put_away(intention, at=now, by=by, now=now)
    intention.status, intention.leaving_at = S.PUBLISHED, now
    intention.save(update_fields=["leaving_at", "leaving_because"])
    record_unseen(
        intention, "release_withdrawal", _("采购意向撤销交付发布"), by=by, now=now, reason=reason.strip()
    )
    return intention


@transaction.atomic
def leave(intention_id: int, *, at: datetime, by: Actor, now: datetime) -> PurchaseIntention:
    """The correction came out elsewhere, as the notice's own verb has judged; withdrawn from then on."""
    intention = begin(intention_id, "leave", by=by)
    refuse(rules.staying_refusals(intention.leaving_at))
    return put_away(intention, at=at, by=by, now=now)


@transaction.atomic
def keep(intention_id: int, *, reason: str, by: Actor, now: datetime) -> PurchaseIntention:
    """Take back a withdrawal whose correction has not come out."""
    intention = begin(intention_id, "keep", by=by)
    refuse([*rules.staying_refusals(intention.leaving_at), *rules.reason_refusals(reason)])
    intention.leaving_at, intention.leaving_because = None, ""
    intention.save(update_fields=["leaving_at", "leaving_because"])
    record_unseen(intention, "keep", _("收回采购意向撤销"), by=by, now=now, reason=reason.strip())
    return intention


def put_away(intention: PurchaseIntention, *, at: datetime, by: Actor, now: datetime) -> PurchaseIntention:
    """Withdrawn from a moment on, with the reason that was decided."""
    intention.status, intention.withdrawn_at = S.WITHDRAWN, at
    intention.withdrawn_because, intention.leaving_because, intention.leaving_at = (
        intention.leaving_because, "", None,
    )  # fmt: skip
    fields = ["status", "withdrawn_at", "withdrawn_because", "leaving_at", "leaving_because"]
    intention.save(update_fields=fields)
    record(intention, "withdraw", _("撤销采购意向"), by=by, now=now, reason=intention.withdrawn_because)
    ledger.unseal(seal_of(intention), at=now)
    later("notices.tell_intention", intention.pk)
    return intention


@transaction.atomic
def choose(project_id: int, intention_id: int, *, by: Actor, now: datetime) -> ProjectIntention:
    """Say under which published intention a project is purchased; possible until its notice."""
    project = begin_choice(project_id, by=by)
    intention = queries.usable_for(project).filter(pk=intention_id).first()
    refuse([] if intention else [not_usable()])
    kept = keep_choice(project, by=by, now=now, intention=intention, exception="", reason="")
    facts = {"number": intention.number, "title": intention.title}
    ledger.record(project, "intention.choose", says=_("登记采购意向"), by=by, at=now, facts=facts)
    return kept


@transaction.atomic
def except_from(
    project_id: int, kind: ExceptionKind, *, reason: str, by: Actor, now: datetime
) -> ProjectIntention:
    """Say why a project needs no intention; the second person sees it before the notice."""
    project = begin_choice(project_id, by=by)
    refuse(rules.reason_refusals(reason))
    kept = keep_choice(project, by=by, now=now, intention=None, exception=kind, reason=reason.strip())
    facts = {"exception": kind, "reason": kept.reason}
    ledger.record(project, "intention.except", says=_("不公开采购意向"), by=by, at=now, facts=facts)
    return kept


def begin(intention_id: int, verb: str, *, by: Actor) -> PurchaseIntention:
    """Lock an intention of the own body and advance it."""
    intention = queries.intention_for_update(intention_id)
    procedure.advance(intention, STEPS, verb, by=by)
    if intention.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购意向。"))
    return intention


def begin_choice(project_id: int, *, by: Actor) -> ProcurementProject:
    """Lock a project of the own body that has no notice yet."""
    project = projects.project_for_update(project_id)
    procedure.advance(project, CHOOSE, "choose", by=by)
    if project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的采购项目。"))
    return project


def keep_choice(
    project: ProcurementProject, *, by: Actor, now: datetime, **facts: object
) -> ProjectIntention:
    """One row a project; the last choice stands."""
    kept, _is_new = ProjectIntention.objects.update_or_create(
        project=project, defaults={**facts, "by_id": by.user_id, "at": now}
    )
    return kept


def may_handle(intention: PurchaseIntention, verb: str, *, by: Actor | None) -> bool:
    """Whether state, role and body allow a verb; the rules may still refuse it."""
    if verb in LEAVING and (intention.leaving_at is not None) != LEAVING[verb]:
        return False
    return procedure.may(intention, STEPS, verb, by=by) and intention.purchaser_id == by.body_id


def may_choose(project: ProcurementProject, *, by: Actor | None) -> bool:
    """Whether this capacity may still say which intention a project has."""
    return procedure.may(project, CHOOSE, "choose", by=by) and project.purchaser_id == by.body_id


def facts_of(intention: PurchaseIntention) -> IntentionFacts:
    """The row as it was drafted."""
    names = ("title", "catalogue_item_id", "overview", "budget_amount", "expected_month", "remark")
    return IntentionFacts(**{name: getattr(intention, name) for name in names})


def facts_refusals(facts: IntentionFacts, *, region_code: str, now: datetime) -> list[Refusal]:
    """An item of the catalogue in force, and a month that leaves the period before the notice."""
    today = local_date(now)
    days = queries.days_for(region_code, on=today)
    earliest = rules.opens_on(today, days, calendar=calendars.current()).date
    refusals = rules.month_refusals(facts.expected_month, earliest=earliest)
    if not catalogue.purchasable(on=today).filter(pk=facts.catalogue_item_id).exists():
        refusals.append(
            Refusal(
                because=_("所选品目不在现行购买服务目录内。"),
                basis=rules.BASIS,
                remedy=_("请从现行目录中选择第三级品目或者部门目录品目。"),
                code="item_not_purchasable",
            )
        )
    return refusals


def not_usable() -> Refusal:
    """The refusal of an intention of another body, or one that is not public."""
    return Refusal(
        because=_("所选的采购意向不是本单位已经公开的意向。"),
        basis=rules.BASIS,
        remedy=_("请从列表中重新选择。"),
        code="intention_not_usable",
    )


def record(intention: PurchaseIntention, verb: str, says: str, *, by: Actor, now: datetime, **facts: object):
    """The last beat of every verb on an intention."""
    ledger.record(intention, f"intention.{verb}", says=says, by=by, at=now, facts=facts)


def record_unseen(
    intention: PurchaseIntention, verb: str, says: str, *, by: Actor, now: datetime, reason: str
):
    """What nobody may read here before the correction has come out on the official site."""
    about, seal = f"intention.{verb}", seal_of(intention)
    ledger.record(intention, about, says=says, by=by, at=now, facts={"reason": reason}, seal=seal)


def seal_of(intention: PurchaseIntention) -> str:
    """What keeps a withdrawal that has not come out from being read."""
    return f"intention:{intention.pk}:withdrawal"

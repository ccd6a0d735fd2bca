"""The rows of demand: intentions, and what precedes the notice."""

from datetime import date
from decimal import Decimal

from portal.kernel import uploads
from portal.kernel.clock import local_date
from procurement.notices.grants import workflow as grants
from procurement.notices.intents import workflow as intents
from procurement.notices.models import Notice
from procurement.projects import workflow as projects
from procurement.projects.decisions import workflow as decisions
from procurement.projects.decisions.models import DecisionMinutes
from procurement.projects.decisions.rules import MinutesFacts
from procurement.projects.demand import queries
from procurement.projects.demand import workflow as demand
from procurement.projects.demand.models import DemandHearing, LegalReview
from procurement.projects.demand.workflow import LegalFacts
from procurement.projects.emergency.models import EmergencyPaper, EmergencyPurchase
from procurement.projects.intention import workflow as intentions
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import PurchaseIntention
from procurement.projects.intention.rules import IntentionFacts
from procurement.projects.joint import workflow as joint
from procurement.projects.joint.models import JointUnit
from tests.access.readers import EVERYBODY, INSIDERS, SIGNED_IN
from tests.access.table import notice, page, project, project_number
from tests.factories import emergencies
from tests.factories.people import body, letter
from tests.procurement.notices.grants.facts import CALL
from tests.spine import Purchase, project_facts

HANDLERS = {"handler", "colleague"}
REVIEWERS = {"reviewer", "leader"}


def intention(walk: Purchase) -> dict:
    """An intention of the purchaser that everybody may read."""
    return {"pk": published_intention(walk).pk}


def intention_number(walk: Purchase) -> dict:
    return {"number": published_intention(walk).number}


def awaiting(walk: Purchase) -> dict:
    """One of its intentions that waits for its first publication."""
    known = PurchaseIntention.objects.filter(status=IntentionStatus.AWAITING).first()
    if known is None:
        known = PurchaseIntention.objects.get(pk=published_intention(walk).pk)
        known.pk, known.number = None, f"{known.number}-待发布"
        known.status, known.published_at = IntentionStatus.AWAITING, None
        known.save()
    return {"pk": known.pk}


def leaving(walk: Purchase) -> dict:
    """One of its intentions whose withdrawal waits for its first publication."""
    known = PurchaseIntention.objects.filter(leaving_at__isnull=False).first()
    if known is None:
        known = PurchaseIntention.objects.get(pk=published_intention(walk).pk)
        known.pk, known.number = None, f"{known.number}-待撤销"
        known.leaving_at, known.leaving_because = walk.clock.now(), "不再采购（示例）。"
        known.save()
        intents.tell(known.pk, now=walk.clock.now())
    return {"pk": known.pk}


def published_intention(walk: Purchase) -> PurchaseIntention:
    """The purchaser's only intention."""
    mine = PurchaseIntention.objects.filter(purchaser=walk.purchaser)
    found = mine.exclude(status=IntentionStatus.AWAITING).filter(leaving_at=None).first()
    if found is None:
        now = walk.clock.now()
        facts = IntentionFacts(
            title="居家养老上门服务（示例）",
            catalogue_item_id=walk.project.catalogue_item_id,
            overview="上门照护。",
            budget_amount=Decimal(980_000),
            expected_month=date(now.year + 1, 1, 1),
        )
        found = intentions.draft(facts, by=walk.handler, now=now)
        intentions.submit(found.pk, by=walk.handler, now=now)
        intentions.publish(found.pk, by=walk.reviewer, now=now)
    return found


def hearing_number(walk: Purchase) -> dict:
    """A demand of the purchaser that the public is asked about."""
    return {"number": asked(walk).project.number}


def opinion(walk: Purchase) -> dict:
    """What a citizen says about it."""
    hearing = asked(walk)
    pk, said = hearing.project_id, {"by": None, "device": "x", "clock": walk.clock}
    return {"pk": (hearing.opinions.first() or demand.say(pk, "周末也要来。", **said)).pk}


def asked(walk: Purchase) -> DemandHearing:
    """Another draft of the purchaser, out for opinions."""
    found = queries.public().first()
    if found is None:
        now = walk.clock.now()
        facts = project_facts(fiscal_year=now.year, catalogue_item_id=walk.project.catalogue_item_id)
        other = projects.draft(facts, by=walk.handler, now=now)
        found = demand.ask(other.pk, until=date(2090, 1, 1), by=walk.handler, now=now)
    return found


def legal_paper(walk: Purchase) -> dict:
    """Counsel's paper about the walk's purchase."""
    found = LegalReview.objects.filter(project=walk.project, paper__isnull=False).first()
    if found is None:
        now = walk.clock.now()
        paper = uploads.store(letter(), owner_id=walk.handler.user_id, now=now)
        facts = LegalFacts("周律师（示例）", "某律师事务所（示例）", local_date(now), True, "同意。")
        found = demand.legal_review(walk.project.pk, facts, paper=paper, by=walk.handler, now=now)
    return {"pk": found.pk}


DEMAND = [
    page("terms:set", HANDLERS, project, at="drafted_project"),
    page("redo:name", HANDLERS, project, at="drafted_project"),
    page("demand:list", EVERYBODY),
    page("demand:public", EVERYBODY, hearing_number),
    page("demand:overview", INSIDERS, project),
    *(
        page(f"demand:{name}", HANDLERS, project, at="drafted_project")
        for name in ("survey", "execution", "ask", "elsewhere", "conclude", "legal")
    ),
    page("demand:review", REVIEWERS, project, at="submitted_project"),
    page("demand:answer", HANDLERS, opinion),
    page("demand:paper", INSIDERS, legal_paper),
]


def minutes(walk: Purchase) -> dict:
    """The minutes of a meeting about the walk's purchase, with their file."""
    found = DecisionMinutes.objects.filter(project=walk.project, paper__name="纪要.pdf").first()
    if found is None:
        now = walk.clock.now()
        paper = uploads.store(letter("纪要.pdf"), owner_id=walk.handler.user_id, now=now)
        facts = MinutesFacts("budget", local_date(now), "班子成员（示例）", "同意。")
        found = decisions.upload_minutes(walk.project.pk, facts, paper=paper, by=walk.handler, now=now)
    return {"pk": found.pk}


def emergency_purchase(walk: Purchase) -> dict:
    """An emergency purchase of the purchaser."""
    found = EmergencyPurchase.objects.filter(purchaser=walk.purchaser).first()
    return {"pk": (found or emergencies.entered(walk)).pk}


def emergency_number(walk: Purchase) -> dict:
    """The same by its number."""
    return {"number": EmergencyPurchase.objects.get(**emergency_purchase(walk)).number}


def emergency_paper(walk: Purchase) -> dict:
    """A paper of it."""
    found = EmergencyPaper.objects.filter(purchase__purchaser=walk.purchaser).first()
    pk = emergency_purchase(walk)["pk"]
    return {"pk": (found or emergencies.paper(walk, pk)).pk}


def unit(walk: Purchase) -> dict:
    """A unit for which another draft of the purchaser purchases as well."""
    found = JointUnit.objects.filter(project__purchaser=walk.purchaser).first()
    if found is None:
        now = walk.clock.now()
        facts = project_facts(fiscal_year=now.year, catalogue_item_id=walk.project.catalogue_item_id)
        other = projects.draft(facts, by=walk.handler, now=now)
        below = body(supervising_body=walk.purchaser)
        paper = uploads.store(letter("委托.pdf"), owner_id=walk.handler.user_id, now=now)
        found = joint.add_unit(other.pk, below.pk, paper=paper, by=walk.handler, now=now)
    return {"pk": found.pk}


def grant(walk: Purchase) -> dict:
    """A draft about a grant of the purchaser."""
    return {"pk": grants.draft("grant_call", CALL, by=walk.handler, now=walk.clock.now()).pk}


def granted(walk: Purchase) -> Notice:
    """One that waits for the second person."""
    made = grant(walk)
    return grants.submit(made["pk"], by=walk.handler, now=walk.clock.now())


def grant_in_review(walk: Purchase) -> dict:
    """The same by its key."""
    return {"pk": granted(walk).pk}


def grant_out(walk: Purchase) -> dict:
    """A published one."""
    return {"pk": grants.publish(granted(walk).pk, by=walk.reviewer, now=walk.clock.now()).pk}


def grant_correction(walk: Purchase) -> dict:
    """A drafted correction of one."""
    wish = {"contacts:联系电话": "0731-0000-0009"}
    facts = {"reason": "电话写错。", "by": walk.handler, "now": walk.clock.now()}
    return {"pk": grants.amend(grant_out(walk)["pk"], wish, **facts).pk}


GRANTS = [
    page("notices:grant_list", HANDLERS | REVIEWERS | {"stranger"}),
    page("notices:grant_detail", HANDLERS | REVIEWERS, grant),
    page("notices:grant_draft", HANDLERS | {"stranger"}, lambda walk: {"kind": "grant_call"}),
    *(page(f"notices:grant_{name}", HANDLERS, grant) for name in ("edit", "submit")),
    *(page(f"notices:grant_{name}", REVIEWERS, grant_in_review) for name in ("return", "publish")),
    page("notices:grant_amend", HANDLERS, grant_out),
    page("notices:grant_amendment", HANDLERS, grant_correction),
]
DECISIONS = [
    page("joint:purchase_list", HANDLERS | REVIEWERS | {"stranger"}),
    page("joint:list", INSIDERS, project),
    page("joint:add", HANDLERS, project, at="drafted_project"),
    page("joint:paper", INSIDERS, unit),
    page("joint:remove", HANDLERS, unit),
    page("decisions:list", INSIDERS, project),
    page("decisions:upload", HANDLERS | REVIEWERS, project),
    page("decisions:paper", INSIDERS, minutes),
    page("notices:confirm", REVIEWERS, notice, at="announced_package"),
    page("emergency:list", INSIDERS | {"stranger"}),
    page("emergency:enter", HANDLERS | {"stranger"}),
    page("emergency:detail", INSIDERS, emergency_purchase),
    *(page(f"emergency:{name}", REVIEWERS, emergency_purchase) for name in ("confirm", "close")),
    page("emergency:paper_add", HANDLERS, emergency_purchase),
    page("emergency:paper", INSIDERS, emergency_paper),
]
API = [
    page("api:intention-list", EVERYBODY),
    page("api:intention-detail", EVERYBODY, intention_number),
    page("api:demand-list", EVERYBODY),
    page("api:demand-detail", EVERYBODY, hearing_number),
    page("api:project-list", SIGNED_IN),
    page("api:project-detail", INSIDERS, project_number),
    page("api:emergency-list", SIGNED_IN),
    page("api:emergency-detail", INSIDERS, emergency_number),
]
ROWS_OF_DEMAND = [
    *API,
    *GRANTS,
    *DECISIONS,
    *DEMAND,
    page("intentions:list", EVERYBODY),
    page("intentions:detail", EVERYBODY, intention_number),
    *(page(f"notices:intention_{name}", EVERYBODY, intention_number) for name in ("word", "pdf")),
    page("intentions:work_list", INSIDERS | {"stranger"}),
    page("intentions:work_detail", INSIDERS, intention),
    page("intentions:draft", HANDLERS | {"stranger"}),
    *(page(f"intentions:{name}", HANDLERS, intention) for name in ("edit", "submit")),
    *(page(f"intentions:{name}", REVIEWERS, intention) for name in ("publish", "return", "withdraw")),
    *(page(f"intentions:{name}", REVIEWERS, intention) for name in ("take_back", "keep")),
    *(page(f"notices:withdrawal_{name}", HANDLERS | REVIEWERS, leaving) for name in ("enter", "handover")),
    *(page(f"notices:intention_{name}", HANDLERS | REVIEWERS, awaiting) for name in ("enter", "handover")),
    page("intentions:choose", HANDLERS, project, at="drafted_project"),
]

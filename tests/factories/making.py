"""What a demand needs on its way to the notice, by the real verbs: survey, opinions, review, counsel."""

from dataclasses import replace
from typing import Any

from orgs.bodies.choices import BodyKind
from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.uploads import Upload
from procurement import methods
from procurement.notices.panels import workflow as panels
from procurement.notices.panels.rules import ConfirmationFacts
from procurement.opening.record import workflow as recording
from procurement.opening.record.models import OpeningRecord
from procurement.projects.decisions import workflow as deciding
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.rules import MinutesFacts
from procurement.projects.demand import executing
from procurement.projects.demand import workflow as demand
from procurement.projects.demand.choices import ITEMS, ReviewKind
from procurement.projects.demand.executing import ExecutionFacts
from procurement.projects.demand.rules import SurveyFacts
from procurement.projects.demand.workflow import LegalFacts
from procurement.projects.intention import workflow as intentions
from procurement.projects.intention.choices import ExceptionKind
from procurement.projects.plans import workflow as plans
from procurement.projects.plans.rules import PlanFacts
from procurement.projects.terms import workflow as terms
from procurement.projects.terms.rules import TermsFacts
from tests.factories import plans as papers
from tests.factories.people import body, letter

PASSED = {code: True for code, _words in ITEMS[ReviewKind.KEY]}
EXECUTION = ExecutionFacts(
    "entrust",
    "fixed_total",
    "总价可以事先确定。",
    "六月公告，七月签约。",
    "查阅台账，抽查服务记录。",
    "按月抽查。",
)
REASONS = {"competitive_negotiation": PlanFacts("urgent", "汛期安置急需，来不及招标（示例）。", "notice")}
"""What a drafter says of a method that does not go without saying."""


def only_one() -> PlanFacts:
    """A single source: experts hold that only one supplier is able."""
    return PlanFacts(
        "only_supplier",
        "只有一家具备条件（示例）。",
        supplier_id=body(BodyKind.SOCIAL_ORGANISATION).pk,
        argument="三名专业人员一致认为只有一家（示例）。",
        experts="王专家（示例），某大学，教授",
    )


def say_why(walk: Any) -> None:
    """The case of the method, where it needs one; `walk.reason` where a test has its own."""
    usual = only_one() if walk.method == "single_source" else REASONS.get(walk.method)
    why = getattr(walk, "reason", usual)
    if why:
        plans.set_plan(walk.project.pk, why, by=walk.handler, now=walk.clock.now())
    for kind in getattr(walk, "approvals", ()):
        papers.approval(walk, walk.project, kind)


def confirm_document(walk: Any) -> None:
    """The panel of three confirms the document that waits for its notice, where the method asks for it."""
    if methods.get(walk.project.method).panel_confirms is None:
        return
    now, notice = walk.clock.now(), walk.project.notices.get()
    facts = ConfirmationFacts(members=3, experts=2, confirmed_on=local_date(now))
    paper = uploads.store(letter("确认意见.pdf"), owner_id=walk.handler.user_id, now=now)
    panels.keep(notice.pk, facts, paper=paper, by=walk.handler, now=now)


def find_demand(walk: Any) -> None:
    """Three were asked about the market, the public at a meeting."""
    set_terms(walk)
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    facts = SurveyFacts(
        ways=("visit",),
        surveyed_on=local_date(now),
        market="本市有二十余家机构承接。",
        prices="上年同类项目成交价96万元。",
        respondents=tuple((f"机构{name}（示例）", "可以承接。") for name in "甲乙丙"),
    )
    demand.survey(pk, facts, by=by, now=now)
    executing.write(pk, EXECUTION, by=by, now=now)
    demand.heard_elsewhere(pk, how="社区座谈会。", received=4, outcome="增加周末服务。", by=by, now=now)


def set_terms(walk: Any, **changes: Any) -> None:
    """One contractor, no subcontract, nothing reserved since social organisations are asked."""
    facts = TermsFacts(
        accepts_consortium=False,
        allows_subcontract=False,
        sme="exempt",
        sme_exemption="non_enterprise",
        sme_reason="社会组织承接。",
        organisation="agency" if walk.project.agency_mandate_id else "self",
        mandate_scope="编制文件和组织评审。" if walk.project.agency_mandate_id else "",
        fee_payer="nobody",
    )
    terms.set_terms(walk.project.pk, replace(facts, **changes), by=walk.handler, now=walk.clock.now())


def sign_records(walk: Any) -> None:
    """What happened at the openings is signed by host and supervisor: the result waits for it."""
    for record in OpeningRecord.objects.filter(session__package__project=walk.project, status="confirming"):
        walk.clock.advance_to(max(walk.clock.now(), record.confirm_until))
        for person in (walk.handler, walk.leader):
            recording.sign(record.pk, by=person, clock=walk.clock)


def decide_together(walk: Any, step: str) -> None:
    """The minutes of a meeting held today; of the paper only its row is kept."""
    now, by = walk.clock.now(), walk.handler
    paper = Upload.objects.create(
        name="会议纪要.pdf",
        size=1,
        content_type="application/pdf",
        sha256="0" * 64,
        file="uploads/minutes.pdf",
        created_at=now,
        owner_id=by.user_id,
    )
    facts = MinutesFacts(step, local_date(now), "班子成员（示例）", "同意。")
    deciding.upload_minutes(walk.project.pk, facts, paper=paper, by=by, now=now)


def review_demand(walk: Any) -> None:
    """The meeting agrees, every item passes."""
    decide_together(walk, DecisionStep.BUDGET)
    now = walk.clock.now()
    demand.review(walk.project.pk, ReviewKind.KEY, PASSED, opinion="", by=walk.leader, now=now)


def clear_for_notice(walk: Any) -> None:
    """In a hurry, so without an intention; counsel and a meeting agree to the texts."""
    decide_together(walk, DecisionStep.DOCUMENT)
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    intentions.except_from(pk, ExceptionKind.URGENT, reason="汛期安置急需（示例）。", by=by, now=now)
    have_counsel(walk)


def have_counsel(walk: Any) -> None:
    """Counsel agrees to the contract's text."""
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    legal = LegalFacts("周律师（示例）", "某律师事务所（示例）", local_date(now), True, "同意使用。")
    demand.legal_review(pk, legal, by=by, now=now)

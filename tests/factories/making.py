"""What a demand needs on its way to the notice, by the real verbs: survey, opinions, review, counsel."""

from typing import Any

from portal.kernel.clock import local_date
from procurement.projects.demand import workflow as demand
from procurement.projects.demand.choices import ITEMS, ReviewKind
from procurement.projects.demand.rules import SurveyFacts
from procurement.projects.demand.workflow import LegalFacts
from procurement.projects.intention import workflow as intentions
from procurement.projects.intention.choices import ExceptionKind

PASSED = {code: True for code, _words in ITEMS[ReviewKind.KEY]}


def find_demand(walk: Any) -> None:
    """Three were asked about the market, the public at a meeting."""
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    facts = SurveyFacts(
        ways=("visit",),
        surveyed_on=local_date(now),
        market="本市有二十余家机构承接。",
        prices="上年同类项目成交价96万元。",
        respondents=tuple((f"机构{name}（示例）", "可以承接。") for name in "甲乙丙"),
    )
    demand.survey(pk, facts, by=by, now=now)
    demand.heard_elsewhere(pk, how="社区座谈会。", received=4, outcome="增加周末服务。", by=by, now=now)


def review_demand(walk: Any) -> None:
    """Every item passes."""
    now = walk.clock.now()
    demand.review(walk.project.pk, ReviewKind.KEY, PASSED, opinion="", by=walk.leader, now=now)


def clear_for_notice(walk: Any) -> None:
    """In a hurry, so without an intention; counsel agrees to the contract's text."""
    pk, by, now = walk.project.pk, walk.handler, walk.clock.now()
    intentions.except_from(pk, ExceptionKind.URGENT, reason="汛期安置急需（示例）。", by=by, now=now)
    legal = LegalFacts("周律师（示例）", "某律师事务所（示例）", local_date(now), True, "同意使用。")
    demand.legal_review(pk, legal, by=by, now=now)

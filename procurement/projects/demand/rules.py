"""Which surveys, consultations and reviews a demand needs before it goes on. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.calendar.rules import years_after
from portal.kernel.errors import Refusal
from procurement.projects.choices import ContentKind
from procurement.projects.demand.choices import ReviewKind
from procurement.routing.figures import Parameter

SURVEY_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第十条、第十一条"
HEARING_BASIS = "政府采购法实施条例第十五条"
REVIEW_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第二十九条至第三十三条"
PLAN_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第十三条、第二十五条"
LEGAL_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第二十三条"
RESPONDENTS = "demand_survey_respondents"
SURVEY_AMOUNT = "demand_survey_amount"
REUSE_YEARS = "demand_survey_reuse_years"


@dataclass(frozen=True)
class SurveyFacts:
    """A survey as its maker wrote it: who was asked what, or which earlier survey is used again.

    `respondents` pairs a name with what it said; `repeats_on` is the day of the earlier survey.
    """

    ways: tuple[str, ...]
    surveyed_on: date
    market: str
    prices: str
    respondents: tuple[tuple[str, str], ...]
    follow_up: str = ""
    few_reason: str = ""
    repeats_on: date | None = None
    is_complex: bool = False


@dataclass(frozen=True)
class Standing:
    """What a project has: `in_scope` of the strict rules (art. 11), the figures, and what was done."""

    in_scope: bool
    is_public_service: bool
    has_survey: bool
    is_heard: bool
    passed: frozenset[str] = frozenset()
    is_legally_reviewed: bool = False
    has_plan: bool = False


def in_scope(kind: str, amount: Decimal, figure: Parameter, *, is_complex: bool) -> bool:
    """Public services, large amounts, and what the purchaser finds complex (财库〔2021〕22号, art. 11)."""
    return kind == ContentKind.PUBLIC_SERVICE or amount >= figure.value or is_complex


def survey_refusals(
    facts: SurveyFacts, *, today: date, least: Parameter, reuse_years: Parameter
) -> list[Refusal]:
    """Fewer respondents than usual need a reason; an earlier survey is used again within its time."""
    if facts.surveyed_on > today:
        because = _("调查日期 %(day)s 还没有到。") % {"day": facts.surveyed_on.isoformat()}
        return [Refusal(because, SURVEY_BASIS, _("请改为实际完成的日期。"), "survey_ahead")]
    if facts.repeats_on is not None:
        return reuse_refusals(facts.repeats_on, today=today, years=reuse_years)
    if len(facts.respondents) >= int(least) or facts.few_reason.strip():
        return []
    return [
        Refusal(
            because=_("调查对象 %(count)s 家，一般不少于 %(least)s 家，还没有写明原因。")
            % {"count": len(facts.respondents), "least": int(least)},
            basis=least.legal_basis,
            remedy=_("请补充调查对象，或者写明为什么只能调查这些。"),
            code="few_without_reason",
        )
    ]


def reuse_refusals(repeats_on: date, *, today: date, years: Parameter) -> list[Refusal]:
    """A survey of the same object serves again for so many years (财库〔2021〕22号, art. 11)."""
    if repeats_on <= today <= years_after(repeats_on, int(years)):
        return []
    return [
        Refusal(
            because=_("沿用的调查是 %(day)s 完成的，不在 %(years)s 年以内。")
            % {"day": repeats_on.isoformat(), "years": int(years)},
            basis=years.legal_basis,
            remedy=_("请重新开展需求调查。"),
            code="survey_too_old",
        )
    ]


def submission_refusals(standing: Standing) -> list[Refusal]:
    """What a demand needs before a second person is asked."""
    found = []
    if standing.in_scope and not standing.has_survey:
        because = _("本项目应当开展需求调查，还没有登记。")
        found.append(Refusal(because, SURVEY_BASIS, _("请在“需求调查”中登记调查对象和结果。"), "no_survey"))
    if standing.in_scope and not standing.has_plan:
        because = _("本项目还没有编制采购实施计划：合同类型、定价方式、进度、履约验收和风险管控措施。")
        remedy = _("请在“采购实施计划”中填写，随采购需求一并审查。")
        found.append(Refusal(because, PLAN_BASIS, remedy, "no_execution_plan"))
    if standing.is_public_service and not standing.is_heard:
        because = _("公共服务项目应当就需求征求社会公众意见，还没有完成。")
        remedy = _("请在平台公开征求意见并答复；已在别处征求的，登记方式和结果。")
        found.append(Refusal(because, HEARING_BASIS, remedy, "not_heard"))
    return found


def needed_review(standing: Standing) -> ReviewKind:
    """The key review where the strict rules apply, else the general one."""
    return ReviewKind.KEY if standing.in_scope else ReviewKind.GENERAL


def approval_refusals(standing: Standing) -> list[Refusal]:
    """A demand is reviewed by people who did not draft it before it is approved."""
    kind = needed_review(standing)
    if kind in standing.passed or ReviewKind.KEY in standing.passed:
        return []
    return [
        Refusal(
            because=_("本项目还没有通过%(kind)s。") % {"kind": kind.label},
            basis=REVIEW_BASIS,
            remedy=_("请由没有参加需求编制的人员逐项审查；没有合适的人，可以借用其他单位的人员。"),
            code="not_reviewed",
        )
    ]


def announcement_refusals(standing: Standing) -> list[Refusal]:
    """Counsel has looked at the contract's text where the strict rules apply (财库〔2021〕22号, art. 23)."""
    if not standing.in_scope or standing.is_legally_reviewed:
        return []
    return [
        Refusal(
            because=_("合同文本还没有经法律顾问审定。"),
            basis=LEGAL_BASIS,
            remedy=_("请在“合同文本法律审查”中登记法律顾问的审定意见。"),
            code="no_legal_review",
        )
    ]


def finding_refusals(kind: ReviewKind, findings: Mapping[str, bool], opinion: str, items: Mapping[str, str]):
    """Every item is judged; what does not pass is explained."""
    missing = [words for code, words in items.items() if code not in findings]
    if missing:
        because = _("还有 %(count)s 项没有审查：%(items)s。") % {
            "count": len(missing),
            "items": "、".join(missing),
        }
        return [Refusal(because, REVIEW_BASIS, _("请逐项选择符合或者不符合。"), "items_left")]
    if not all(findings.values()) and not opinion.strip():
        because = _("有不符合的项，还没有写明意见。")
        return [Refusal(because, REVIEW_BASIS, _("请写明哪里不符合、怎样修改。"), "opinion_missing")]
    return []


def hearing_refusals(*, until: date, today: date) -> list[Refusal]:
    """The public is given until a day that is still to come."""
    if until > today:
        return []
    because = _("征求意见的截止日期 %(day)s 已经到了。") % {"day": until.isoformat()}
    return [Refusal(because, HEARING_BASIS, _("请改为今天以后的日期。"), "until_past")]


def conclusion_refusals(*, until: date | None, today: date, unanswered: int, outcome: str) -> list[Refusal]:
    """Concluded after the last day, with every opinion answered, and saying what became of the demand."""
    if until is not None and today <= until:
        because = _("征求意见到 %(day)s 截止，还没有结束。") % {"day": until.isoformat()}
        return [Refusal(because, HEARING_BASIS, _("请在截止以后办理。"), "still_open")]
    if unanswered:
        because = _("还有 %(count)s 条意见没有答复。") % {"count": unanswered}
        return [Refusal(because, HEARING_BASIS, _("请逐条答复以后再结束。"), "unanswered")]
    if not outcome.strip():
        because = _("还没有写明意见的采用情况。")
        return [Refusal(because, HEARING_BASIS, _("请写明收到什么意见、需求怎样修改。"), "no_outcome")]
    return []

"""Who is admitted to a framework agreement, what it says, who gets an order (Order 110). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.budget.rules import BUDGET_FIRST
from procurement.methods.rules import exact
from procurement.routing.figures import Parameter

BASIS = "财政部令第110号（条款待确认）"
ROTATION, COMPETITION = "rotation", "second_competition"
# Where an application stands: nobody has proposed an answer, one is proposed, it was given.
ASKED, PROPOSED, ANSWERED = "asked", "proposed", "answered"


@dataclass(frozen=True)
class Judged:
    """One response as the reviewers judged it; `place` among those that conform."""

    supplier_id: int
    name: str
    is_fit: bool
    place: int | None
    is_admitted: bool
    reason: str = ""


@dataclass(frozen=True)
class AgreementFacts:
    """An agreement as it was signed."""

    number: str
    signed_on: date
    ends_on: date


@dataclass(frozen=True)
class OrderFacts:
    """An order as it was decided, in yuan."""

    member_id: int
    content: str
    amount: Decimal
    grounds: str
    decided_on: date
    line_id: int | None = None


@dataclass(frozen=True)
class SkipFacts:
    """A turn that a supplier gave up."""

    member_id: int
    given_up_on: date
    reason: str


@dataclass(frozen=True)
class Turn:
    """A supplier of the agreement, how many orders it has had and how many turns it gave up."""

    member_id: int
    name: str
    place: int
    orders: int
    skips: int = 0


def selection_refusals(
    judged: Sequence[Judged], *, least: Parameter, share: Parameter, least_out: Parameter
) -> list[Refusal]:
    """Enough responses conform, enough of them are left out, the best are admitted, each refusal says why."""
    return [
        *_too_few(judged, least=least),
        *_places(judged),
        *_too_many(judged, share=share, least_out=least_out),
        *_without_reason(judged),
    ]


def most_admitted(fit: int, *, share: Decimal, least_out: int) -> int:
    """How many of those that conform may be admitted: a share of them is left out, at least so many."""
    return fit - max(ceil(fit * exact(share)), least_out)


def _too_few(judged: Sequence[Judged], *, least: Parameter) -> list[Refusal]:
    fit = sum(one.is_fit for one in judged)
    if fit >= int(least):
        return []
    because = _("符合要求的供应商有 %(fit)d 家，不足 %(least)d 家，不能确定入围供应商。") % {
        "fit": fit,
        "least": int(least),
    }
    return [Refusal(because, least.basis, _("请终止本次征集，重新征集。"), "too_few_fit")]


def _places(judged: Sequence[Judged]) -> list[Refusal]:
    """The conforming have the places from one on; who is admitted stands before who is not."""
    fit = [one for one in judged if one.is_fit]
    places = sorted(one.place or 0 for one in fit)
    if places != list(range(1, len(fit) + 1)):
        because = _("符合要求的供应商应当从 1 起依次排序，现在的排序有重复、空缺或者没有填写。")
        return [Refusal(because, BASIS, _("请按评审报告改正排序。"), "places_with_gaps")]
    admitted = [one.place for one in fit if one.is_admitted]
    if any(one.is_admitted for one in judged if not one.is_fit) or max(admitted, default=0) != len(admitted):
        because = _("入围的不是排序在前的供应商。")
        return [Refusal(because, BASIS, _("请按排序由前到后确定入围供应商。"), "admitted_out_of_order")]
    return []


def _too_many(judged: Sequence[Judged], *, share: Parameter, least_out: Parameter) -> list[Refusal]:
    fit, admitted = sum(one.is_fit for one in judged), sum(one.is_admitted for one in judged)
    most = most_admitted(fit, share=share.value, least_out=int(least_out))
    if 1 <= admitted <= most or most < 1:
        return []
    because = _(
        "符合要求的 %(fit)d 家里入围了 %(admitted)d 家；淘汰比例不低于 %(share)s、至少淘汰 %(out)s，"
        "应当入围 1 至 %(most)d 家。"
    ) % {
        "fit": fit,
        "admitted": admitted,
        "share": share.says(),
        "out": least_out.says(),
        "most": most,
    }
    return [Refusal(because, share.basis, _("请改正入围的供应商。"), "elimination")]


def _without_reason(judged: Sequence[Judged]) -> list[Refusal]:
    left = [one.name for one in judged if not one.is_admitted and not one.reason.strip()]
    if not left:
        return []
    because = _("%(names)s没有入围，还没有写明原因。") % {"names": "、".join(left)}
    return [Refusal(because, BASIS, _("请写明没有入围的原因。"), "left_out_without_reason")]


def end_refusals(*, is_running: bool, has_result: bool, is_waiting: bool) -> list[Refusal]:
    """A collection ends before anybody is admitted, and after everybody who asked has an answer."""
    if has_result:
        because, remedy = _("已经有入围供应商，不能终止征集。"), _("请按框架协议继续办理。")
        return [Refusal(because, BASIS, remedy, "members_admitted")]
    if not is_running:
        because = _("现在不能终止征集：响应文件还没有开启，征集公告还没有发布，或者征集已经终止。")
        return [Refusal(because, BASIS, _("请返回并刷新页面，查看现在的下一步。"), "not_endable")]
    if is_waiting:
        because, remedy = _("还有加入申请没有答复。"), _("请先逐份答复申请，再终止征集。")
        return [Refusal(because, BASIS, remedy, "applications_waiting")]
    return []


def end_reason_refusals(reason: str) -> list[Refusal]:
    """An end says why, for everybody to read."""
    if reason.strip():
        return []
    because, remedy = _("还没有写明终止征集的原因。"), _("请写明具体情况，内容会公告。")
    return [Refusal(because, BASIS, remedy, "reason_missing")]


def joining_refusals(
    *, is_open: bool, may_contract: bool, is_party: bool, is_known: bool, is_agreed: bool
) -> list[Refusal]:
    """Why a supplier may not apply to join an open agreement now."""
    found = []
    if not is_open:
        because = _("现在不在受理申请的期间。")
        found.append(Refusal(because, BASIS, _("请查看征集公告写明的起止时间。"), "not_joinable"))
    if not may_contract or is_party:
        because = _("贵单位不能加入这个框架协议：不能承接政府购买服务，或者就是征集人。")
        basis = "政府购买服务管理办法（财政部令第102号）第六条、第八条"
        found.append(Refusal(because, basis, _("请核对当前身份。"), "may_not_contract"))
    if is_known:
        because = _("贵单位的申请正在办理，或者已经同意加入。")
        found.append(Refusal(because, BASIS, _("请在申请页面查看答复。"), "applied_before"))
    if not is_agreed:
        because = _("没有勾选同意征集文件的协议条件和付费标准。")
        found.append(
            Refusal(because, BASIS, _("开放式框架协议的条件对所有供应商一致，请阅读后勾选。"), "not_agreed")
        )
    return found


def proposal_refusals(*, is_accepted: bool, reason: str, state: str) -> list[Refusal]:
    """An application is answered once, one answer at a time; a no says why."""
    if state == ANSWERED:
        return [answered_before()]
    if state == PROPOSED:
        because, remedy = _("这份申请的答复正在审核。"), _("请等审核人答复或者退回。")
        return [Refusal(because, BASIS, remedy, "proposed_before")]
    if is_accepted or reason.strip():
        return []
    return [Refusal(_("不同意加入，还没有写明理由。"), BASIS, _("请写明理由，供应商可以补正。"), "no_reason")]


def confirming_refusals(*, state: str) -> list[Refusal]:
    """What is confirmed or sent back was proposed and is not answered."""
    if state == ANSWERED:
        return [answered_before()]
    if state == PROPOSED:
        return []
    because, remedy = _("这份申请还没有拟定答复。"), _("请由征集人经办或者代理机构经办先拟定答复。")
    return [Refusal(because, BASIS, remedy, "not_proposed")]


def answered_before() -> Refusal:
    """The refusal of a second answer."""
    return Refusal(_("这份申请已经答复。"), BASIS, _("请返回并刷新页面。"), "answered_before")


def opinion_refusals(opinion: str) -> list[Refusal]:
    """What is sent back says why."""
    if opinion.strip():
        return []
    because, remedy = _("退回答复，还没有写明意见。"), _("请写明需要改正的地方。")
    return [Refusal(because, BASIS, remedy, "no_opinion")]


def agreement_refusals(
    facts: AgreementFacts, *, published_on: date | None, term_ends: date, today: date
) -> list[Refusal]:
    """Signed after the result came out and not tomorrow, and not for longer than the plan says."""
    if published_on is None:
        because = _("入围结果还没有公告。")
        return [Refusal(because, BASIS, _("请先发布入围结果公告。"), "result_not_out")]
    if not published_on <= facts.signed_on <= today:
        because = _("签订日期 %(day)s 不在公告日 %(since)s 以后、今天以前。") % {
            "day": facts.signed_on.isoformat(),
            "since": published_on.isoformat(),
        }
        return [Refusal(because, BASIS, _("请填写协议上的日期。"), "signed_out_of_time")]
    if facts.signed_on < facts.ends_on <= term_ends:
        return []
    because = _("有效期至 %(day)s，应当在签订以后、%(last)s 以前。") % {
        "day": facts.ends_on.isoformat(),
        "last": term_ends.isoformat(),
    }
    return [Refusal(because, "财政部令第110号第十五条", _("请按征集公告的期限改正。"), "agreement_term")]


def order_refusals(
    facts: OrderFacts,
    *,
    turns: Sequence[Turn],
    phase: str,
    ends_on: date | None,
    signed_on: date | None,
    left: Decimal,
    today: date,
) -> list[Refusal]:
    """Under an agreement in force, within its money, by the way that the notice set for the second phase."""
    found = []
    if signed_on is None or not signed_on <= facts.decided_on <= ends_on:
        because = _("成交日期不在框架协议的有效期里，或者协议还没有登记。")
        found.append(Refusal(because, BASIS, _("请先登记框架协议，核对日期。"), "agreement_not_in_force"))
    if facts.decided_on > today:
        found.append(Refusal(_("成交日期还没有到。"), BASIS, _("请填写实际日期。"), "day_ahead"))
    if facts.amount > left:
        because = _("成交金额 %(amount)s 元，本包第二阶段还可以安排 %(left)s 元。") % {
            "amount": format_amount(facts.amount),
            "left": format_amount(left),
        }
        found.append(
            Refusal(because, "《政府采购法》第六条", _("请核对金额，或者先追加预算。"), "order_beyond_budget")
        )
    return [*found, *turn_refusals(facts.member_id, turns=turns, phase=phase)]


def line_refusals(*, is_own: bool, is_known: bool, is_under: bool) -> list[Refusal]:
    """No budget line, no order: a unit names its own for this year, the collector's money is held already."""
    if not is_under:
        because = _("征集人的成交使用立项时占用的预算，不另选指标。")
        return [] if not is_known else [Refusal(because, BUDGET_FIRST, "", "line_not_asked")]
    if is_known and is_own:
        return []
    because = _("没有选择本单位本年度的预算指标，不能登记成交。")
    remedy = _("请选择有余额的指标；本单位没有指标的，先请财政部门安排或者调剂。")
    return [Refusal(because, BUDGET_FIRST, remedy, "no_line")]


def next_in_turn(turns: Sequence[Turn]) -> Turn | None:
    """Who is next in a rotation: whoever had the fewest turns, of these the first by place.

    A turn that was given up is a turn: it does not come back before everybody else has had as many.
    """
    return min(turns, key=lambda turn: (turn.orders + turn.skips, turn.place), default=None)


def turn_refusals(member_id: int, *, turns: Sequence[Turn], phase: str) -> list[Refusal]:
    """In a rotation the next one gets the order (Order 110, art. 35)."""
    expected = next_in_turn(turns)
    if phase != ROTATION or expected is None or expected.member_id == member_id:
        return []
    because = _("征集公告规定顺序轮候，现在轮到“%(name)s”。") % {"name": expected.name}
    remedy = _("请改选轮到的供应商；它书面放弃的，先登记放弃轮候，由第二个人复核。")
    return [Refusal(because, "财政部令第110号第三十二条、第三十五条", remedy, "out_of_turn")]


def skip_refusals(
    facts: SkipFacts, *, turns: Sequence[Turn], phase: str, is_waiting: bool, today: date
) -> list[Refusal]:
    """In a rotation whoever is next may give up its turn, once for a turn, and says why."""
    if phase != ROTATION:
        because = _("征集公告没有规定顺序轮候，不用登记放弃。")
        return [Refusal(because, BASIS, _("请直接登记成交。"), "no_rotation")]
    found = []
    expected = next_in_turn(turns)
    if expected is None or expected.member_id != facts.member_id:
        because = _("现在没有轮到这家供应商，不能登记它放弃。")
        remedy = _("请登记轮到的供应商放弃。") if expected else _("请先登记框架协议，核对日期。")
        found.append(Refusal(because, BASIS, remedy, "not_its_turn"))
    if is_waiting:
        because, remedy = _("这家供应商放弃本轮的登记正在复核。"), _("请等第二个人复核。")
        found.append(Refusal(because, BASIS, remedy, "skip_waits"))
    if facts.given_up_on > today:
        found.append(Refusal(_("放弃日期还没有到。"), BASIS, _("请填写凭据上的日期。"), "day_ahead"))
    if not facts.reason.strip():
        because, remedy = _("还没有写明放弃的原因。"), _("请按供应商的书面说明填写。")
        found.append(Refusal(because, BASIS, remedy, "no_reason"))
    return found


def is_over(
    *,
    today: date,
    published_by: date,
    signed_by: date | None,
    has_result_to_come: bool,
    joinable_until: date | None,
) -> bool:
    """Whether an agreement is over: nothing to be signed, joined, answered or announced any more."""
    days = [day for day in (published_by, signed_by, joinable_until) if day is not None]
    return not has_result_to_come and all(day < today for day in days)


def strike_refusals(reason: str) -> list[Refusal]:
    """What is struck stays on record with why."""
    if reason.strip():
        return []
    because, remedy = _("还没有写明作废的原因。"), _("请写明哪里登记错了。")
    return [Refusal(because, BASIS, remedy, "reason_missing")]


def same_person_refusals(*, entered_by: int, by: int) -> list[Refusal]:
    """Whoever entered a result, an answer, a turn or a contract does not decide on it."""
    if entered_by != by:
        return []
    because = _("这一项由您登记或者拟定，不能由您自己复核。")
    basis = "单位内部控制制度：拟定与审批分离（待确认）"
    return [Refusal(because, basis, _("请由另一名同事复核。"), "separation_of_duties")]

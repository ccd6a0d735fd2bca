"""When suppliers may apply, how many must qualify, how many are drawn. Pure."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from portal.kernel import documents
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date
from portal.kernel.errors import Refusal
from portal.kernel.ledger.rules import canonical
from procurement.routing.figures import Parameter

BASIS = "财政部令第87号第十四条、第十五条、第二十一条；《政府采购法实施条例》第二十一条"


@dataclass(frozen=True)
class Terms:
    """What the notice asks: what qualifies, until when applications are taken, when they are examined."""

    requirements: str
    apply_until: datetime
    examined_on: date


def due_refusals(*, is_due: bool, is_out: bool) -> list[Refusal]:
    """An approved invited tender that asks by notice, once."""
    if not is_due:
        because = _("这个项目现在不需要发布资格预审公告：没有批准，或者供应商不是由资格预审产生。")
        return [Refusal(because, BASIS, _("请返回项目页面，查看它的下一步。"), "prequalification_not_due")]
    if is_out:
        because = _("资格预审公告已经发布，或者已经交付首次发布。")
        return [Refusal(because, BASIS, _("请返回并刷新页面。"), "prequalification_out")]
    return []


def review_refusals(*, is_waiting: bool, is_seen: bool) -> list[Refusal]:
    """A second person judges what waits, and the very text that was read."""
    if not is_waiting:
        because = _("资格预审公告还没有编制，或者已经退回修改。")
        return [Refusal(because, BASIS, _("请由经办人编制并送复核。"), "draft_not_waiting")]
    if not is_seen:
        because = _("您打开页面以后，资格预审公告的草稿改动过。")
        return [Refusal(because, BASIS, _("请重新核对页面上的内容。"), "draft_changed")]
    return []


def own_refusals(*, is_own_draft: bool, is_own_plan: bool) -> list[Refusal]:
    """Who wrote the notice or the plan does not publish it."""
    if not is_own_draft and not is_own_plan:
        return []
    because = _("公告草稿是您编制的，资格预审公告要由另一个人复核后发布。")
    if not is_own_draft:
        because = _("方式的理由是您填写的，资格预审公告要由另一个人复核后发布。")
    code = "own_draft" if is_own_draft else "own_plan"
    return [Refusal(because, BASIS, _("请由采购人的其他复核人员或者分管领导发布。"), code)]


def digest_of(terms: Terms) -> str:
    """What was read and what is published are compared by this."""
    return documents.digest(canonical(asdict(terms)))


def time_refusals(terms: Terms, *, issued_on: date, least: Parameter, calendar: Calendar) -> list[Refusal]:
    """Enough working days for applying, and the examination after them (Order 87, art. 15)."""
    found, last = [], local_date(terms.apply_until)
    earliest = calendar.add_workdays(issued_on, int(least)).date
    if last < earliest:
        because = _("公告日 %(issued)s 到申请截止 %(last)s 不足 %(least)s。") % {
            "issued": issued_on.isoformat(),
            "last": last.isoformat(),
            "least": least.says(),
        }
        remedy = _("请把申请截止改到 %(day)s 或者以后。") % {"day": earliest.isoformat()}
        found.append(Refusal(because, least.basis, remedy, "applying_too_short"))
    if terms.examined_on < last:
        because = _("资格审查日期 %(day)s 早于申请截止 %(last)s。") % {
            "day": terms.examined_on.isoformat(),
            "last": last.isoformat(),
        }
        found.append(Refusal(because, BASIS, _("请把资格审查安排在申请截止以后。"), "examined_too_early"))
    return found


def application_refusals(
    *, now: datetime, is_out: bool, until: datetime, may_contract: bool, is_party: bool
) -> list[Refusal]:
    """Half-open: while now < until; by a body that may contract and has no part in the purchase."""
    found = []
    if not is_out or now >= until:
        because = _("资格预审申请的截止时间是 %(until)s，现在不受理。") % {"until": f"{until:%Y-%m-%d %H:%M}"}
        found.append(Refusal(because, BASIS, _("请关注其他公告。"), "application_closed"))
    if not may_contract or is_party:
        because = _("贵单位不能承接政府购买服务，或者是本项目的采购人、代理机构。")
        basis = "政府购买服务管理办法（财政部令第102号）第六条、第八条"
        found.append(Refusal(because, basis, _("请核对当前身份。"), "may_not_contract"))
    return found


def check_refusals(*, is_over: bool, is_drawn: bool, is_fit: bool, reason: str) -> list[Refusal]:
    """After the last moment for applying and before the draw; who does not qualify is told why."""
    if not is_over or is_drawn:
        because = _("现在不能审查：申请还没有截止，或者已经抽取。")
        return [Refusal(because, BASIS, _("请在申请截止以后、抽取以前审查。"), "check_out_of_time")]
    if is_fit or reason.strip():
        return []
    return [Refusal(_("资格不合格，还没有写明原因。"), BASIS, _("请写明哪一条不符合。"), "no_reason")]


def draw_refusals(
    *, is_over: bool, is_drawn: bool, unchecked: int, fit: int, count: int, least: Parameter
) -> list[Refusal]:
    """All are checked, enough qualify, at least the law's number is drawn, once (Order 87, art. 14)."""
    if not is_over or is_drawn:
        because = _("现在不能抽取：申请还没有截止，或者已经抽取。")
        return [Refusal(because, BASIS, _("请返回并刷新页面。"), "draw_out_of_time")]
    if unchecked:
        because = _("还有 %(count)d 份申请没有审查。") % {"count": unchecked}
        return [Refusal(because, BASIS, _("请先逐份审查。"), "unchecked")]
    if fit < int(least):
        because = _("资格合格的供应商有 %(fit)d 家，不足 %(least)s，不能发出邀请。") % {
            "fit": fit,
            "least": least.says(),
        }
        remedy = _("请终止本次采购，修改资格要求后重新采购，或者改用其他采购方式。")
        return [Refusal(because, least.basis, remedy, "too_few_fit")]
    if int(least) <= count <= fit:
        return []
    because = _("抽取 %(count)d 家，应当在 %(least)d 到 %(fit)d 家之间。") % {
        "count": count,
        "least": int(least),
        "fit": fit,
    }
    return [Refusal(because, least.basis, _("请改正抽取家数。"), "draw_count")]


def not_drawn() -> Refusal:
    """The refusal of an invitation before the draw."""
    because = _("供应商由资格预审产生，还没有从合格的供应商里抽取受邀供应商。")
    return Refusal(because, BASIS, _("请先发布资格预审公告，审查申请并抽取。"), "invited_not_drawn")


def left_refusals(invited: int, *, least: Parameter) -> list[Refusal]:
    """An invitation goes to enough suppliers even after a barred one left the list."""
    if invited >= int(least):
        return []
    because = _("移出不能参加的供应商以后，受邀的只有 %(count)d 家，不足 %(least)s。") % {
        "count": invited,
        "least": least.says(),
    }
    remedy = _("没有可以补充抽取的合格供应商，请终止本次采购，修改后重新采购。")
    return [Refusal(because, least.basis, remedy, "too_few_invited")]


def barred_fit_refusals(count: int) -> list[Refusal]:
    """Among those who qualified is somebody whom the law bars by now; the list names them."""
    if not count:
        return []
    because = _("合格名单里有 %(count)d 家现在依法不能参加。") % {"count": count}
    return [Refusal(because, BASIS, _("请重新审查这些申请，写明不合格的原因。"), "barred_among_fit")]


def applicants_seal(number: str) -> str:
    """Under what the names of those who applied lie in the ledger; nothing opens it, not even the result."""
    return f"project:{number}:applicants"

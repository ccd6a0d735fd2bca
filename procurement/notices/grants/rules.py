"""What a notice about a grant says, and what it must hold. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel import money
from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.notices.choices import NoticeType
from procurement.notices.official.rules import Values

BASIS = gettext_lazy("本级福彩公益金等资金的申报规定（待确认）")
PUBLICITY = "grant_publicity_workdays"
COLUMNS = ("项目名称", "承担单位", "资助金额（元）")
Facts = Mapping[str, str]
"""What was typed, as plain texts: days as 2026-03-02, amounts with two decimals."""


@dataclass(frozen=True)
class Granted:
    """One line of the list of those who get a grant."""

    project: str
    organisation: str
    amount: Decimal


def lines_of(text: str) -> list[str]:
    """The lines of a list, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def granted_of(line: str) -> Granted | None:
    """One line as typed: project, organisation, amount, parted by a semicolon; None where it is not that."""
    parts = [part.strip() for part in line.replace("；", ";").split(";")]
    if len(parts) != len(COLUMNS) or not all(parts):
        return None
    try:
        amount = money.yuan(parts[2])
    except ValueError:
        return None
    return Granted(parts[0], parts[1], amount) if amount else None


def facts_refusals(kind: str, facts: Facts, *, today: date) -> list[Refusal]:
    """Why a notice cannot come out like this."""
    if kind == NoticeType.GRANT_CALL:
        return call_refusals(facts, today=today)
    if kind == NoticeType.GRANT_PUBLICITY:
        return list_refusals(lines_of(facts["granted"]))
    return []


def call_refusals(facts: Facts, *, today: date) -> list[Refusal]:
    """Applications are taken from a day to a later one that has not gone by."""
    opens, closes = (date.fromisoformat(facts[name]) for name in ("opens_on", "closes_on"))
    if closes < opens:
        because = _("申报截止日期早于开始日期。")
        return [_refusal(because, _("请改正申报起止日期。"), "grant_days_crossed")]
    if closes < today:
        because = _("申报截止日期 %(day)s 已经过去。") % {"day": closes.isoformat()}
        return [_refusal(because, _("请改为以后的日期，让社会组织来得及申报。"), "grant_call_over")]
    return []


def list_refusals(lines: Sequence[str]) -> list[Refusal]:
    """Each line of the list has three parts, and no project stands there twice."""
    for number, line in enumerate(lines, start=1):
        if granted_of(line) is None:
            because = _("立项名单第 %(number)d 行写得不完整：%(line)s") % {"number": number, "line": line}
            remedy = _("每行写：项目名称；承担单位；资助金额。金额大于零，最多两位小数。")
            return [_refusal(because, remedy, "grant_line_wrong")]
    named = [(found.project, found.organisation) for line in lines if (found := granted_of(line))]
    if len(set(named)) < len(named):
        because = _("立项名单里有重复的项目。")
        return [_refusal(because, _("请去掉重复的行。"), "grant_line_twice")]
    return []


def opinion_refusals(opinion: str) -> list[Refusal]:
    """Whoever sends a notice back says why."""
    if opinion.strip():
        return []
    return [_refusal(_("还没有写明退回的原因。"), _("请写明哪里要改。"), "opinion_missing")]


def title_of(kind: str, facts: Facts) -> str:
    """The title of a notice; notices are Chinese whatever language the reader has chosen."""
    endings = {
        NoticeType.GRANT_CALL: "项目申报公告",
        NoticeType.GRANT_PUBLICITY: "拟立项项目公示",
        NoticeType.GRANT_CLOSING: "结项公告",
    }
    if kind == NoticeType.GRANT_CLOSING:
        return f"{facts['project']}{endings[kind]}"
    return f"{facts['year']}年度{facts['fund']}{endings[kind]}"


def values_of(kind: str, facts: Facts, *, issuer: str, period: str = "") -> Values:
    """The fields of the form; `period` says from when to when a publicity lasts."""
    makers = {NoticeType.GRANT_CALL: _call, NoticeType.GRANT_CLOSING: _closing}
    if kind == NoticeType.GRANT_PUBLICITY:
        return _publicity(facts, issuer=issuer, period=period)
    return makers[kind](facts, issuer=issuer)


def _call(facts: Facts, *, issuer: str) -> Values:
    return {
        "basics": {
            "资金名称": facts["fund"],
            "申报年度": facts["year"],
            "主管单位": issuer,
            "资助总额": yuan(facts["total"]),
        },
        "scope": {"text": facts["scope"]},
        "qualification": {"text": facts["qualification"]},
        "applying": {
            "申报起止时间": f"{facts['opens_on']}至{facts['closes_on']}",
            "申报方式": facts["manner"],
            "text": facts["materials"],
        },
        "review": {"text": facts["review"]},
        "contacts": {"主管单位": issuer, "联系电话": facts["phone"]},
    }


def _publicity(facts: Facts, *, issuer: str, period: str) -> Values:
    found = [granted for line in lines_of(facts["granted"]) if (granted := granted_of(line))]
    rows = [(one.project, one.organisation, format_amount(one.amount)) for one in found]
    total = sum((one.amount for one in found), Decimal(0))
    return {
        "basics": {
            "资金名称": facts["fund"],
            "申报年度": facts["year"],
            "主管单位": issuer,
            "申报公告编号": facts["follows"],
            "立项项目数": f"{len(rows)} 个",
            "资助金额合计": yuan(str(total)),
            "table": (COLUMNS, rows),
        },
        "period": {"text": period},
        "contacts": {"受理单位": facts["office"], "联系电话": facts["phone"]},
    }


def _closing(facts: Facts, *, issuer: str) -> Values:
    return {
        "basics": {
            "资金名称": facts["fund"],
            "项目名称": facts["project"],
            "承担单位": facts["organisation"],
            "主管单位": issuer,
            "立项公示编号": facts["follows"],
            "资助金额": yuan(facts["amount"]),
            "执行期限": f"{facts['opens_on']}至{facts['closes_on']}",
            "负责人": facts["person"],
            "联系电话": facts["phone"],
        },
        "result": {"text": facts["result"]},
        "decision": {"结项结论": facts["conclusion"], "text": facts["opinion"]},
    }


def yuan(amount: str) -> str:
    """An amount as a notice writes it; empty stays empty."""
    return f"{format_amount(Decimal(amount))} 元" if amount else ""


def _refusal(because: str, remedy: str, code: str) -> Refusal:
    return Refusal(because=because, basis=str(BASIS), remedy=remedy, code=code)

"""What each supplier is told: its own result, reasons and clocks; of others only what the notice says."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.documents import OfficialPage, Section
from portal.kernel.money import format_amount
from procurement.award import queries
from procurement.award.models import Award, AwardLetter
from procurement.award.rules import ORDER_87_ART_69, article
from procurement.notices.models import Notice
from procurement.projects.queries import is_statutory
from procurement.projects.rules import VOLUNTARY
from procurement.review.models import Candidate


def content(award: Award, candidate: Candidate, *, notice: Notice) -> dict:
    """The letter to one supplier as plain values."""
    return _common(award, notice) | {
        "supplier": candidate.supplier.name,
        "is_winner": candidate.pk == award.winner_id,
        "own_quote": _text(candidate.final_quote),
        "price_points": _text(candidate.price_points),
        "technical_points": _text(candidate.technical_points),
        "total_points": _text(candidate.total_points),
        "rank": candidate.rank,
        "reason": reason(candidate, is_winner=candidate.pk == award.winner_id),
    }


def agreed_content(award: Award, *, notice: Notice) -> dict:
    """The letter to a single source: nothing was scored or ranked."""
    figures = ("own_quote", "price_points", "technical_points", "total_points", "rank")
    return _common(award, notice) | {
        "supplier": award.supplier.name,
        "is_winner": True,
        "is_agreed": True,
        **dict.fromkeys(figures),
        "reason": _("经协商确定为成交供应商，请与采购人签订合同。"),
    }


def _common(award: Award, notice: Notice) -> dict:
    project = award.package.project
    challenge = queries.law_of(award.package, "challenge_workdays")
    last_day = queries.workdays_after(notice.period_ends_on, int(challenge))
    return {
        "project_number": project.number,
        "project": project.title,
        "package": f"包{award.package.index} {award.package.title}",
        "purchaser": project.purchaser.name,
        "winner": award.supplier.name,
        "amount": str(award.amount),
        "notified_by": article(ORDER_87_ART_69, project.method),
        "notice": notice.number,
        "notice_ends_on": notice.period_ends_on.isoformat(),
        "challenge_until": last_day.date.isoformat(),
        "challenge_is_provisional": last_day.provisional,
        "challenge_days": int(challenge),
        "challenge_basis": challenge.basis,
        "is_statutory": is_statutory(project),
        "sign_days": int(queries.law_of(award.package, "sign_contract_days")),
    }


def reason(candidate: Candidate, *, is_winner: bool) -> str:
    """Why a supplier won or did not."""
    is_scored = candidate.total_points is not None
    if is_winner and (candidate.rank or 1) > 1:
        return _("原成交供应商不再作为成交供应商，按排序第 %(rank)d 名依次确定。") % {"rank": candidate.rank}
    if is_winner:
        return _("综合评分排名第一。") if is_scored else _("符合采购文件要求，最后报价排序第一。")
    if candidate.rank:
        lost = _("综合评分排名第 %(rank)d，未确定为成交供应商。")
        cheaper = _("符合采购文件要求，最后报价排序第 %(rank)d，未确定为成交供应商。")
        return (lost if is_scored else cheaper) % {"rank": candidate.rank}
    return f"{candidate.get_status_display()}：{candidate.reason}"


def _text(number) -> str | None:
    return None if number is None else str(number)


def document(letter: AwardLetter) -> OfficialPage:
    """The letter as an official document."""
    told = letter.content
    title = _("成交通知书") if told["is_winner"] else _("采购结果通知书")
    return OfficialPage(
        title=title,
        subtitle=told["project"],
        number=told["project_number"],
        facts=[
            (_("致"), told["supplier"]),
            (_("采购人"), told["purchaser"]),
            (_("采购包"), told["package"]),
            (_("发出日期"), f"{clock.local_date(letter.sent_at):%Y-%m-%d}"),
        ],
        sections=[
            Section(
                heading=_("采购结果"),
                facts=[
                    (_("成交供应商"), told["winner"]),
                    (_("成交金额"), _("%(amount)s 元") % {"amount": money_text(told["amount"])}),
                    (_("结果公告"), told["notice"]),
                ],
            ),
            Section(heading=own_heading(told), facts=own_facts(told)),
            Section(heading=_("接下来"), paragraphs=next_steps(told)),
        ],
        signatures=[told["purchaser"]],
    )


def own_heading(told: dict) -> str:
    """What stands over the supplier's own figures."""
    return _("贵单位的协商情况") if told.get("is_agreed") else _("贵单位的评审情况")


def own_facts(told: dict) -> list[tuple[str, str]]:
    """The supplier's own figures, those that exist."""
    figures = [
        (_("最后报价"), told["own_quote"] and f"{money_text(told['own_quote'])} {_('元')}"),
        (_("价格分"), told["price_points"]),
        (_("其他评分"), told["technical_points"]),
        (_("总分"), told["total_points"]),
        (_("排名"), told["rank"] and str(told["rank"])),
        (_("结论和理由"), told["reason"]),
    ]
    return [(label, value) for label, value in figures if value]


def next_steps(told: dict) -> list[str]:
    """What follows for the supplier, with its clocks."""
    until = challenge_until(told)
    objection = how_to_challenge(told, until) if until else str(VOLUNTARY)
    if not told["is_winner"]:
        return [
            _("根据%(basis)s通知贵单位。") % {"basis": told.get("notified_by", ORDER_87_ART_69)},
            objection,
        ]
    sign = _("请在本通知书发出之日起 %(days)d 日内与采购人签订合同。") % {"days": told["sign_days"]}
    return [sign, objection]


def challenge_until(told: dict) -> date | None:
    """The last day for a challenge; None where the method was voluntary and there is none by law."""
    return date.fromisoformat(told["challenge_until"]) if told.get("is_statutory", True) else None


def how_to_challenge(told: dict, until: date) -> str:
    """Until when and to whom a challenge is made."""
    mark = _("（暂定）") if told["challenge_is_provisional"] else ""
    return _(
        "对采购结果有异议的，可以在结果公告期满之日起 %(days)d 个工作日内，即 %(until)s%(mark)s"
        "以前，向采购人书面提出质疑。依据：%(basis)s。"
    ) % {
        "days": told["challenge_days"],
        "until": f"{until:%Y-%m-%d}",
        "mark": mark,
        "basis": told["challenge_basis"],
    }


def money_text(amount: str) -> str:
    """An amount as people read it."""
    return format_amount(Decimal(amount))

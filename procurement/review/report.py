"""The review report: its frozen content and how it is printed."""

from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.documents import OfficialPage, Section, Table
from portal.kernel.money import format_amount
from procurement import methods
from procurement.review import queries
from procurement.review.low_price import rules as low_price
from procurement.review.models import Candidate, ReviewSession


def content(session: ReviewSession) -> dict:
    """What the signed report says, as plain values: candidates, changes, places, signatures."""
    panel = queries.panel_of(session).select_related("signature")
    return {
        "number": session.number,
        "title": session.title,
        "method": session.method,
        "ceiling": str(session.ceiling_amount),
        "draw_slip": session.draw_slip,
        "candidates": [_candidate(c) for c in queries.candidates_of(session).order_by("rank", "pk")],
        "changes": list(queries.changes_sent(session).values_list("text", flat=True)),
        "members": [
            {
                "name": member.user.name,
                "seat": str(member.get_seat_display()),
                "is_chair": member.is_chair,
                "agrees": member.signature.agrees,
                "dissent": member.signature.dissent,
                "signed_at": member.signature.signed_at.isoformat(),
            }
            for member in panel
        ],
    }


def _candidate(candidate: Candidate) -> dict:
    figures = ("final_quote", "price_points", "technical_points", "total_points")
    return {
        "id": candidate.pk,
        "supplier_id": candidate.supplier_id,
        "supplier": candidate.supplier.name,
        "status": str(candidate.get_status_display()),
        "reason": candidate.reason,
        "rank": candidate.rank,
        **{name: _text(getattr(candidate, name)) for name in figures},
        "low_price": _low_price(candidate),
    }


def _low_price(candidate: Candidate) -> dict | None:
    """Why a price was looked at, what the supplier said, what each member found (财库〔2026〕2号)."""
    review = getattr(candidate, "low_price_review", None)
    if review is None:
        return None
    return {
        "triggers": [low_price.trigger_words(facts) for facts in review.triggers],
        "explanation": review.explanation,
        "files": [file.paper.name for file in review.files.select_related("paper")],
        "opinions": [
            f"{opinion.member.user.name}：{opinion.reason}"
            for opinion in review.opinions.select_related("member__user")
        ],
        "result": str(review.get_status_display()),
    }


def _text(number) -> str | None:
    return None if number is None else str(number)


def document(session: ReviewSession) -> OfficialPage:
    """The frozen report as an official document."""
    frozen = session.report
    return OfficialPage(
        title=_("评审报告"),
        subtitle=frozen["title"],
        number=frozen["number"],
        facts=[
            (_("采购人"), session.purchaser.name),
            (_("组织单位"), session.organiser.name),
            (_("最高限价"), f"{format_amount(session.ceiling_amount)} {_('元')}"),
            (_("专家抽取结果"), frozen["draw_slip"]),
            (_("报告日期"), f"{clock.local_date(session.reported_at):%Y-%m-%d}"),
        ],
        sections=[
            _ranked(frozen),
            *_left_out(frozen),
            *_low_prices(frozen),
            *_changed(frozen),
            _signed(frozen),
        ],
    )


def _ranked(frozen: dict) -> Section:
    method = methods.get(frozen["method"])
    figures = ("price_points", "technical_points", "total_points") if method.is_scored else ()
    rows = [
        (
            str(c["rank"]),
            c["supplier"],
            format_amount(Decimal(c["final_quote"])),
            *(c[figure] for figure in figures),
        )
        for c in frozen["candidates"]
        if c["rank"]
    ]
    price = _("%(price)s（元）") % {"price": method.terms.price}
    points = (_("价格分"), _("其他评分"), _("总分")) if method.is_scored else ()
    widths = (1, 5, 3, 2, 2, 2) if method.is_scored else (1, 8, 4)
    headers = (_("排名"), _("供应商"), price, *points)
    return Section(heading=_("候选供应商排序"), table=Table(headers, rows, widths))


def _left_out(frozen: dict) -> list[Section]:
    rows = [(c["supplier"], c["status"], c["reason"]) for c in frozen["candidates"] if not c["rank"]]
    headers = (_("供应商"), _("结论"), _("原因"))
    return [Section(heading=_("未进入排序的供应商"), table=Table(headers, rows, (3, 2, 5)))] if rows else []


def _low_prices(frozen: dict) -> list[Section]:
    """Abnormally low prices: cause, the supplier's words, opinions, result."""
    found = [(c["supplier"], c["low_price"]) for c in frozen["candidates"] if c.get("low_price")]
    return [
        Section(
            heading=_("异常低价审查：%(supplier)s") % {"supplier": supplier},
            facts=[
                (_("触发情形"), "；".join(said["triggers"])),
                (_("书面说明"), said["explanation"] or _("没有在规定时间内提交")),
                (_("附件"), "、".join(said["files"]) or "—"),
                (_("成员意见"), "；".join(said["opinions"])),
                (_("结论"), said["result"]),
            ],
        )
        for supplier, said in found
    ]


def _changed(frozen: dict) -> list[Section]:
    return (
        [Section(heading=_("商谈中的实质性变动"), paragraphs=frozen["changes"])] if frozen["changes"] else []
    )


def _signed(frozen: dict) -> Section:
    rows = [
        (
            m["name"],
            f"{m['seat']}{_('，组长') if m['is_chair'] else ''}",
            _("同意") if m["agrees"] else _("不同意：%(why)s") % {"why": m["dissent"]},
        )
        for m in frozen["members"]
    ]
    return Section(heading=_("小组成员签署"), table=Table((_("姓名"), _("身份"), _("意见")), rows, (2, 3, 5)))

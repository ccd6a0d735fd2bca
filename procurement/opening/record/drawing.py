"""What the record says, as plain values; and how it is printed."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel import documents
from portal.kernel.documents import OfficialPage, Section, Table
from portal.kernel.ledger.rules import canonical
from portal.kernel.money import format_amount, in_words
from procurement import methods
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.rules import to_the_second
from procurement.opening.choices import OpeningStatus
from procurement.opening.custody import pages as custody
from procurement.opening.custody import queries as custodians
from procurement.opening.hall import queries as hall
from procurement.opening.hall.choices import Part
from procurement.opening.models import OpeningSession
from procurement.opening.outage import pages as outages
from procurement.opening.paper import pages as papers
from procurement.opening.paper import queries as papers_of
from procurement.opening.record import queries, rules
from procurement.opening.record.models import OpeningRecord
from procurement.opening.roster import queries as roster
from procurement.opening.ruling import pages as rulings

Prices = Mapping[int, Decimal | None]


def content(session: OpeningSession, prices: Prices, *, now: datetime) -> dict:
    """The frozen facts; `prices` by opened submission, used where the method reads them out."""
    package = session.package
    project, method = package.project, methods.get(package.project.method)
    return {
        "package": package.number,
        "kind": session.kind,
        "title": project.title,
        "package_title": _("包%(index)s %(title)s") % {"index": package.index, "title": package.title},
        "purchaser": project.purchaser.name,
        "method": project.method,
        "place": project.schedule.opening_place,
        "deadline": hall.closes_at(package, session.kind).isoformat(),
        "released_at": session.released_at.isoformat(),
        "unlock_until": session.unlock_until.isoformat(),
        "concluded_at": now.isoformat(),
        "ceiling": str(package.ceiling_amount) if method.is_read_out else "",
        "term_months": project.term_months,
        "failed": session.status == OpeningStatus.FAILED,
        "roster": roster.of_package(package.pk).count(),
        "officers": [
            {"name": row.officer.name, "at": row.at.isoformat()}
            for row in session.releases.select_related("officer").order_by("pk")
        ],
        "present": [
            {"name": row.user.name, "body": row.body.name, "part": str(row.get_part_display())}
            for row in hall.present(session)
            if row.part != Part.BIDDER
        ],
        "bidders": _bidders(session, prices if method.is_read_out else {}),
        "copies": [said for _copy, said, _may in papers.strays(session)],
        "incidents": _incidents(session),
        "outages": _outages(session, now=now),
    }


def _bidders(session: OpeningSession, prices: Prices) -> list[dict]:
    there, second = hall.bodies_there(session), custody.words_of(session)
    copies, not_there = papers.words_of(session), papers_of.typed_in(session)
    not_there |= custodians.opened_in(session)
    rows = session.opened.select_related("submission__supplier").order_by("submission__supplier__name", "pk")
    found = []
    for row in rows:
        price = prices.get(row.pk)
        is_opened = bool(row.plaintext)
        found.append(
            {
                "supplier_id": row.submission.supplier_id,
                "supplier": row.submission.supplier.name,
                "receipt": row.submission.receipt_number,
                "plaintext_sha256": row.submission.plaintext_sha256,
                "is_there": row.submission.supplier_id in there or (is_opened and row.pk not in not_there),
                "is_opened": is_opened,
                "status": str(row.get_status_display()),
                "price": "" if price is None else str(price),
                "reason": " ".join(filter(None, (row.reason, second.get(row.pk), copies.get(row.pk)))),
            }
        )
    return found


def _incidents(session: OpeningSession) -> list[dict]:
    return [
        {
            "kind": str(row.get_kind_display()),
            "text": row.text,
            "moved_to": row.moved_to.isoformat() if row.moved_to else "",
            "body": row.body.name,
            "at": row.at.isoformat(),
        }
        for row in session.incidents.select_related("body")
    ]


def _outages(session: OpeningSession, *, now: datetime) -> list[dict]:
    """Outages before the deadline, with what the platform itself recorded and what was decided."""
    return [
        {
            "when": row.when,
            "text": row.outage.text,
            "own_record": row.outage.own_record,
            "outcome": row.outcome,
            "reason": row.outage.reason,
            "notice": row.outage.notice.number if row.outage.notice else "",
            "at": row.outage.decided_at.isoformat() if row.outage.decided_at else "",
        }
        for row in outages.told(session.package.project_id, now=now)
        if session.kind == SubmissionKind.RESPONSE
    ]


def document(record: OpeningRecord) -> OfficialPage:
    """The record as an official document, with answers and signatures as they stand."""
    said = record.content
    method = methods.get(said["method"])
    return OfficialPage(
        title=title_of(record),
        subtitle=f"{said['title']} {said['package_title']}",
        number=record.number,
        facts=[
            (_("采购人"), said["purchaser"]),
            (_("采购方式"), str(method.name)),
            (_("地点"), said["place"]),
            (closing_of(record), moment(said["deadline"])),
            (_("解封"), moment(said["released_at"])),
            (_("解锁截止"), moment(said["unlock_until"])),
            (_("结束"), moment(said["concluded_at"])),
        ],
        sections=[
            _offers(said, method, rulings.by_receipt(record.session)),
            *_what_else(said, method),
            _people(said),
            *_interrupted(said),
            *_happened(said),
            *([_answers(record)] if method.is_read_out else []),
            _signed(record),
        ],
    )


def title_of(record: OpeningRecord) -> str:
    """What the record is called."""
    if record.is_of_quotes:
        return _("最后报价开启记录")
    return _("%(opened)s记录") % {"opened": methods.get(record.content["method"]).terms.opened}


def closing_of(record: OpeningRecord) -> str:
    """What the end of taking is called."""
    if record.is_of_quotes:
        return _("最后报价截止时间")
    return str(methods.get(record.content["method"]).terms.closing)


def _offers(said: dict, method: methods.Method, ruled: dict[str, str]) -> Section:
    supplier = str(method.terms.supplier)
    if not method.is_read_out:
        headers = (supplier, _("到场"), _("结果"))
        rows = [(b["supplier"], _there(b), _outcome(b, ruled)) for b in said["bidders"]]
        return Section(heading=_("开启结果"), table=Table(headers, rows, (5, 2, 4)))
    headers = (
        supplier,
        _("%(offer)s（元）") % {"offer": method.terms.offer},
        _("大写"),
        _("到场"),
        _("结果"),
    )
    rows = [(b["supplier"], *_price(b), _there(b), _outcome(b, ruled)) for b in said["bidders"]]
    return Section(heading=_("开标一览表"), table=Table(headers, rows, (4, 2, 4, 2, 3)))


def _price(bidder: dict) -> tuple[str, str]:
    if not bidder["price"]:
        return "—", "—"
    amount = Decimal(bidder["price"])
    return format_amount(amount), in_words(amount)


def _there(bidder: dict) -> str:
    return _("已到场") if bidder["is_there"] else _("没有到场")


def _outcome(bidder: dict, ruled: dict[str, str]) -> str:
    said = "：".join(filter(None, (bidder["status"], bidder["reason"])))
    return " ".join(filter(None, (said, ruled.get(bidder["receipt"], ""))))


def _what_else(said: dict, method: methods.Method) -> list[Section]:
    """What the document names besides names and prices, and how it ended."""
    told = []
    if method.is_read_out:
        named = _("最高限价 %(ceiling)s 元；服务期限 %(months)s 个月。")
        told.append(
            named % {"ceiling": format_amount(Decimal(said["ceiling"])), "months": said["term_months"]}
        )
        told.append(_("没有宣读的投标价格等内容，评标时不予承认。"))
    else:
        told.append(_("报价不公开宣读，移交评审小组。"))
    if not said["roster"]:
        told.append(_("开启前没有确定解封人员名册，由有权办理的人员按职责解封。"))
    if said["failed"]:
        told.append(_("打开的文件不足法定家数，采购终止，原因见终止公告。"))
    told += said.get("copies", [])
    return [Section(heading=_("其他内容"), paragraphs=told)]


def _people(said: dict) -> Section:
    rows = [(p["name"], p["body"], p["part"]) for p in said["present"]]
    rows += [(o["name"], _("解封"), moment(o["at"])) for o in said["officers"]]
    return Section(
        heading=_("主持、解封和监督"), table=Table((_("姓名"), _("单位"), _("身份")), rows, (2, 4, 4))
    )


def _interrupted(said: dict) -> list[Section]:
    """Outages of the platform before the deadline; records of before know none."""
    rows = [
        (
            told["when"],
            f"{told['text']} {told['own_record']}",
            "；".join(filter(None, (told["outcome"], told["reason"], told["notice"]))),
        )
        for told in said.get("outages", [])
    ]
    if not rows:
        return []
    headers = (_("时间"), _("情况和平台自己的记录"), _("采购人的决定"))
    return [Section(heading=_("截止前的平台故障"), table=Table(headers, rows, (3, 5, 4)))]


def _happened(said: dict) -> list[Section]:
    if not said["incidents"]:
        return []
    rows = [
        (
            moment(i["at"]),
            i["kind"],
            i["text"] + (_("（改到 %(until)s）") % {"until": moment(i["moved_to"])} if i["moved_to"] else ""),
        )
        for i in said["incidents"]
    ]
    return [
        Section(
            heading=_("开启中的情况"), table=Table((_("时间"), _("类别"), _("情况和处理")), rows, (3, 2, 6))
        )
    ]


def attitudes(record: OpeningRecord) -> list[tuple[dict, str, object]]:
    """Every bidder with what the record says of its consent, and its answer."""
    answers = {answer.supplier_id: answer for answer in queries.answers_of(record)}
    is_open = queries.is_open(record)
    found = []
    for bidder in record.content["bidders"]:
        answer = answers.get(bidder["supplier_id"])
        agrees = answer.agrees if answer else None
        says = rules.attitude(is_there=bidder["is_there"], agrees=agrees, is_open=is_open)
        found.append((bidder, says, answer))
    return found


def digest(record: OpeningRecord) -> str:
    """What somebody signs: the facts and the answers as they stand, in one digest."""
    said = [
        {"supplier": row.supplier_id, "agrees": row.agrees, "objection": row.objection, "reply": row.reply}
        for row in queries.answers_of(record)
    ]
    whole = {"content": record.content, "answers": said}
    with translation.override("zh-hans"):
        ruled = rulings.by_receipt(record.session)
    return documents.digest(canonical(whole | ({"rulings": ruled} if ruled else {})))


def _answers(record: OpeningRecord) -> Section:
    rows = [
        (
            bidder["supplier"],
            "：".join(filter(None, (says, answer.objection if answer else ""))),
            answer.reply if answer else "",
        )
        for bidder, says, answer in attitudes(record)
    ]
    return Section(
        heading=_("投标人的确认和异议"), table=Table((_("投标人"), _("意见"), _("处理")), rows, (3, 5, 4))
    )


def _signed(record: OpeningRecord) -> Section:
    rows = [
        (str(row.get_part_display()), row.user.name, row.body.name, to_the_second(row.at))
        for row in record.signatures.select_related("user", "body").order_by("at", "pk")
    ]
    headers = (_("身份"), _("姓名"), _("单位"), _("时间"))
    return Section(heading=_("签署"), table=Table(headers, rows, (2, 2, 4, 3)))


def moment(stored: str) -> str:
    """A stored moment in words."""
    return to_the_second(datetime.fromisoformat(stored)) if stored else "—"

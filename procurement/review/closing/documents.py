"""The fee sheet as an official document."""

from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.kernel.documents import OfficialPage, Section, Table
from portal.kernel.money import format_amount
from procurement.review.closing.models import FeeSheet


def fee_sheet(sheet: FeeSheet) -> OfficialPage:
    """Hours, fee and travel of every expert, with room for the signatures."""
    lines = list(sheet.lines.all())
    headers = [
        _("姓名"),
        _("时长（小时）"),
        _("劳务报酬（元）"),
        _("差旅费（元）"),
        _("合计（元）"),
        _("说明"),
    ]
    rows = [
        [
            line.member.user.name,
            str(line.hours),
            format_amount(line.fee_amount),
            format_amount(line.travel_amount),
            format_amount(line.sum_amount),
            line.remark,
        ]
        for line in lines
    ]
    total = sum(line.sum_amount for line in lines)
    session = sheet.session
    return OfficialPage(
        title=_("评审专家劳务报酬表"),
        subtitle=session.title,
        number=session.number,
        facts=[
            (_("采购人"), session.purchaser.name),
            (_("组织单位"), session.organiser.name),
            (_("支付单位"), str(sheet.get_payer_display())),
            (_("评审时间"), _at(session.meets_at)),
            (_("合计"), format_amount(total)),
        ],
        sections=[
            Section(table=Table(headers, rows, widths=[14, 12, 16, 16, 16, 26])),
            Section(paragraphs=[_("个人所得税由支付单位依法代扣代缴。采购人代表不领取评审劳务报酬。")]),
        ],
        signatures=[
            _("编制：%(name)s") % {"name": sheet.entered_by.name},
            _("复核：%(name)s") % {"name": sheet.confirmed_by.name if sheet.confirmed_by else ""},
        ],
    )


def _at(moment) -> str:
    return f"{moment.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}" if moment else ""

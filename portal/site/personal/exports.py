"""What is held about a person as a file: .json for programs, .xlsx to read."""

import json
from datetime import date, datetime
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal.kernel import clock, spreadsheets
from portal.site.personal import held, keeping
from portal.site.personal.held import Group, Row

FORMAT = "personal-data-1"


def respond(kind: str, user_id: int, *, now: datetime) -> tuple[HttpResponse, int]:
    """The file, and how many records are in it."""
    groups = held.groups(user_id, most=None)
    rows = sum(group.total for group in groups)
    name = _("我的个人信息") + f" {clock.local_date(now)}"
    if kind == "xlsx":
        headers = [_("用途"), _("内容"), _("名称"), _("时间"), _("详情")]
        return spreadsheets.response("xlsx", list(table(groups)), headers, name=name), rows
    text = json.dumps(document(groups, now=now), ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.json')}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer, rows


def table(groups: list[Group]):
    """One line for each record."""
    for group in groups:
        for row in group.rows:
            details = "；".join(f"{name}：{value}" for name, value in row.details)
            yield str(group.section.purpose.title), row.kind, row.about, row.when, details


def document(groups: list[Group], *, now: datetime) -> dict:
    """The same as nested values, in plain words."""
    on = clock.local_date(now)
    return {
        "format": FORMAT,
        _("导出时间"): now.isoformat(),
        _("用途"): [
            {
                _("名称"): str(group.section.purpose.title),
                _("说明"): str(group.section.purpose.why),
                _("保存"): keeping.term_of(group.section.purpose.keeps, on=on).says,
                _("依据"): keeping.term_of(group.section.purpose.keeps, on=on).basis,
                _("记录"): [record(row) for row in group.rows],
            }
            for group in groups
        ],
    }


def record(row: Row) -> dict:
    """One record."""
    when = row.when.isoformat() if isinstance(row.when, date) else ""
    return {_("内容"): row.kind, _("名称"): row.about, _("时间"): when, **dict(row.details)}

"""Loading an edition of the administrative divisions."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.regions.choices import DivisionLevel
from orgs.regions.models import Division
from portal.kernel import reference

DATA = Path(__file__).parent / "data" / "hunan-divisions.csv"
EDITION = "2023"
COLUMNS = ("code", "level", "name_zh", "parent", "pinyin", "kind", "initials")
FACTS = ("level", "name", "parent", "kind", "pinyin", "initials", "edition", "ended_on")
DIGITS = {
    DivisionLevel.PROVINCE: 2,
    DivisionLevel.PREFECTURE: 4,
    DivisionLevel.COUNTY: 6,
    DivisionLevel.TOWNSHIP: 9,
}


@transaction.atomic
def load_reference(path: Path = DATA, *, on: date, edition: str = EDITION) -> int:
    """Put an edition in force; a division that it lacks ends on that day and is kept. Gives the rows loaded.

    Raises portal.kernel.reference.BadData, naming the row.
    """
    codes: set[str] = set()

    def build(row: reference.Row) -> Division:
        division = _division(row, edition)
        if division.parent_id and division.parent_id not in codes:
            raise ValueError(_("前面的行没有上级区划 %(code)s") % {"code": division.parent_id})
        codes.add(division.code)
        return division

    rows = reference.read(path, build, columns=COLUMNS, key=("code",))
    Division.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=list(FACTS), batch_size=1000
    )
    Division.objects.exclude(code__in=codes).filter(ended_on__isnull=True).update(ended_on=on)
    return len(rows)


def _division(row: reference.Row, edition: str) -> Division:
    level = reference.chosen(DivisionLevel, row["level"])
    code, parent = row["code"], row["parent"]
    if not code.isdigit() or len(code) != DIGITS[level]:
        raise ValueError(_("区划代码 %(code)s 与级别不符") % {"code": code})
    if (level == DivisionLevel.PROVINCE) != (not parent) or not code.startswith(parent):
        raise ValueError(_("上级区划 %(parent)s 与代码 %(code)s 不符") % {"parent": parent, "code": code})
    if not row["name_zh"] or not row["kind"]:
        raise ValueError(_("名称和类别不能为空"))
    return Division(
        code=code,
        level=level,
        name=row["name_zh"],
        parent_id=parent or None,
        kind=row["kind"],
        pinyin=row["pinyin"],
        initials=row["initials"],
        edition=edition,
    )

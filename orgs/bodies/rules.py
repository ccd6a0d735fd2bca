"""Credit codes and grades of social organisations. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as WrongCode

from portal.kernel.errors import Refusal

SOCIAL_ORGANISATION_PREFIX = "5"


@dataclass(frozen=True)
class GradeValidity:
    """How a grade stands on a day; `tone` is that of a status, `gone` the part of its time that is over."""

    says: str
    tone: str
    gone: int = 0
    days_left: int = 0


def credit_code_refusals(code: str, *, social_type: str = "") -> list[Refusal]:
    """A unified social credit code has 18 characters and a check digit (GB 32100-2015).

    `social_type` is the class digit that a social organisation's code must carry after the 5.
    """
    try:
        uscc.validate(code)
    except WrongCode:
        return [
            Refusal(
                because=_("统一社会信用代码“%(code)s”的位数、字符或者校验码不对。") % {"code": code[:30]},
                basis=_("GB 32100—2015"),
                remedy=_("请对照登记证书核对后重新填写。"),
                code="credit_code",
            )
        ]
    if social_type and code[:2] != SOCIAL_ORGANISATION_PREFIX + social_type:
        return [
            Refusal(
                because=_("统一社会信用代码“%(code)s”与组织类型不符。") % {"code": code},
                basis=_("GB 32100—2015"),
                remedy=_("社会团体以51开头，社会服务机构以52开头，基金会以53开头，请核对。"),
                code="credit_code_type",
            )
        ]
    return []


def grade_validity(grade: str, starts_on: date | None, ends_on: date | None, *, on: date) -> GradeValidity:
    """Whether a grade counts on a day; its last day is included (社会组织评估管理办法)."""
    if not grade:
        return GradeValidity(_("未评估"), "quiet")
    if starts_on is None or ends_on is None:
        return GradeValidity(_("有效期待确认"), "soon")
    if on < starts_on:
        return GradeValidity(_("尚未生效"), "quiet", 0, (ends_on - on).days)
    if on > ends_on:
        return GradeValidity(_("已过有效期"), "stop", 100)
    gone = (on - starts_on).days * 100 // max((ends_on - starts_on).days, 1)
    return GradeValidity(_("有效"), "ok", gone, (ends_on - on).days)

"""Who may be a party, credit codes and registration of social organisations. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as WrongCode

from orgs.bodies.choices import BodyKind, DirectRegistration, SocialOrganisationType, StaffingType
from portal.kernel.errors import Refusal

SOCIAL_ORGANISATION_PREFIX = "5"
ORGANISATION_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
NATIONAL_CODE = "100000"
INDIVIDUAL_NUMBER = re.compile(r"GR[0-9]{16}")
CODE_BASIS = gettext_lazy("GB 32100—2015")
DUAL_BASIS = gettext_lazy("中办发〔2016〕46号")

PURCHASER_BASIS = gettext_lazy("《政府购买服务管理办法》（财政部令第102号）第五条")
REFERENCE_BASIS = gettext_lazy("《政府购买服务管理办法》（财政部令第102号）第三十三条")
CONTRACTOR_BASIS = gettext_lazy("《政府购买服务管理办法》（财政部令第102号）第六条")
NEITHER_BASIS = gettext_lazy("《政府购买服务管理办法》（财政部令第102号）第八条")

PURCHASER_KINDS = frozenset({BodyKind.STATE_ORGAN, BodyKind.FINANCE_DEPARTMENT, BodyKind.AUDIT_BODY})
PURCHASER_KINDS_BY_REFERENCE = frozenset(
    {BodyKind.PARTY_ORGAN, BodyKind.DEMOCRATIC_PARTY, BodyKind.INSTITUTION_ADMINISTRATIVE}
)
CONTRACTOR_KINDS = frozenset(
    {
        BodyKind.SOCIAL_ORGANISATION,
        BodyKind.ENTERPRISE,
        BodyKind.INSTITUTION_CLASS_TWO,
        BodyKind.INSTITUTION_BUSINESS,
        BodyKind.RURAL_COLLECTIVE,
        BodyKind.VILLAGERS_COMMITTEE,
        BodyKind.RESIDENTS_COMMITTEE,
        BodyKind.INDIVIDUAL,
        BodyKind.EVALUATION_INSTITUTION,
    }
)


@dataclass(frozen=True)
class Capacity:
    """Whether a body may purchase or contract, by which article; none for what is no party at all."""

    may_purchase: bool
    may_contract: bool
    basis: str


def capacity(kind: str, *, staffing_type: str, is_fully_treasury_funded: bool) -> Capacity:
    """What a body may be in a purchase (Order 102, art. 5, 6, 8, 33): never by its name."""
    if kind in PURCHASER_KINDS:
        return Capacity(True, False, PURCHASER_BASIS)
    if kind in PURCHASER_KINDS_BY_REFERENCE:
        return Capacity(True, False, REFERENCE_BASIS)
    if kind == BodyKind.MASS_ORGANISATION:
        if staffing_type == StaffingType.ADMINISTRATIVE:
            return Capacity(True, False, REFERENCE_BASIS)
        if is_fully_treasury_funded:
            return Capacity(False, False, NEITHER_BASIS)
        return Capacity(False, True, CONTRACTOR_BASIS)
    if kind == BodyKind.INSTITUTION_CLASS_ONE:
        return Capacity(False, False, NEITHER_BASIS)
    if kind not in CONTRACTOR_KINDS:
        return Capacity(False, False, "")
    return Capacity(False, not is_fully_treasury_funded, CONTRACTOR_BASIS)


@dataclass(frozen=True)
class GradeValidity:
    """How a grade stands on a day; `tone` is that of a status, `gone` the part of its time that is over."""

    says: str
    tone: str
    gone: int = 0
    days_left: int = 0


def party_code_refusals(code: str, *, kind: str) -> list[Refusal]:
    """A body has a credit code, an individual by a number of the portal, never the identity card."""
    if kind != BodyKind.INDIVIDUAL:
        return credit_code_refusals(code)
    if INDIVIDUAL_NUMBER.fullmatch(code):
        return []
    return [
        Refusal(
            because=_("个人的编号“%(code)s”不对。") % {"code": code[:2] + "…" if code else ""},
            basis=_("《中华人民共和国个人信息保护法》第六条"),
            remedy=_("请用平台编号（GR 加16位数字），不要填写身份证号码。"),
            code="individual_number",
        )
    ]


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
                basis=CODE_BASIS,
                remedy=_("请对照登记证书核对后重新填写。"),
                code="credit_code",
            )
        ]
    if social_type and code[:2] != SOCIAL_ORGANISATION_PREFIX + social_type:
        return [
            Refusal(
                because=_("统一社会信用代码“%(code)s”与组织类型不符。") % {"code": code},
                basis=CODE_BASIS,
                remedy=_("社会团体以51开头，社会服务机构以52开头，基金会以53开头，请核对。"),
                code="credit_code_type",
            )
        ]
    return []


@dataclass(frozen=True)
class RegistrationCase:
    """What is judged of a registration; `authority_code` has six digits, 100000 for the ministry."""

    code: str
    type: str
    authority_code: str
    competent_unit: str
    direct_registration: str
    is_association: bool
    founded_on: date | None
    registered_on: date
    deregistered_on: date | None = None


def registration_refusals(case: RegistrationCase, *, today: date) -> list[Refusal]:
    """Code, authority, competent unit and dates of a registration fit each other."""
    found = credit_code_refusals(case.code, social_type=case.type)
    return [
        *(found or authority_refusals(case.code, authority_code=case.authority_code)),
        *competent_unit_refusals(case),
        *date_refusals(case, today=today),
    ]


def authority_refusals(code: str, *, authority_code: str) -> list[Refusal]:
    """Digits 3 to 8 of the code are the division of the registration authority (GB 32100-2015)."""
    if code[2:8] == authority_code:
        return []
    return [
        Refusal(
            because=_("信用代码第3至8位是 %(digits)s，登记管理机关的区划代码是 %(authority)s，两者不一致。")
            % {"digits": code[2:8], "authority": authority_code},
            basis=CODE_BASIS,
            remedy=_("请核对登记管理机关是省级、市级还是县级，再核对信用代码。"),
            code="authority_division",
        )
    ]


def competent_unit_refusals(case: RegistrationCase) -> list[Refusal]:
    """Either a competent unit or one of the four kinds of direct registration, never both or neither."""
    is_direct = case.direct_registration != DirectRegistration.NONE
    refusals = []
    if is_direct == bool(case.competent_unit):
        refusals.append(
            Refusal(
                because=_("直接登记的不填业务主管单位，其他的必须填写。"),
                basis=DUAL_BASIS,
                remedy=_("行业协会商会、科技、公益慈善、城乡社区服务四类可以直接登记，请核对后选择。"),
                code="competent_unit",
            )
        )
    may_be = case.type == SocialOrganisationType.SOCIAL_GROUP
    claims = case.is_association or case.direct_registration == DirectRegistration.ASSOCIATION
    if claims and not may_be:
        refusals.append(
            Refusal(
                because=_("行业协会商会是社会团体，与所选的组织类型不符。"),
                basis=DUAL_BASIS,
                remedy=_("请核对组织类型。"),
                code="association_type",
            )
        )
    return refusals


def date_refusals(case: RegistrationCase, *, today: date) -> list[Refusal]:
    """Founded, registered, deregistered: in this order, and registered no later than today."""
    days = [day for day in (case.founded_on, case.registered_on, case.deregistered_on) if day]
    if days == sorted(days) and case.registered_on <= today:
        return []
    return [
        Refusal(
            because=_("成立、登记、注销的日期先后不对，或者登记日期晚于今天。"),
            remedy=_("请对照登记证书核对日期。"),
            code="dates",
        )
    ]


def credit_code(class_digits: str, division_code: str, stem: str) -> str:
    """A valid code of its parts: class, six digits of the registration authority, eight of the organisation.

    Both check digits are computed: that of the organisation code (GB 11714) and that of the whole (GB 32100).
    """
    code = f"{class_digits}{division_code}{stem}{organisation_code_check(stem)}"
    return code + uscc.calc_check_digit(code)


def organisation_code_check(stem: str) -> str:
    """The check digit behind the eight characters of an organisation code (GB 11714)."""
    weighed = zip(ORGANISATION_CODE_WEIGHTS, stem, strict=True)
    rest = 11 - sum(weight * int(character, 36) for weight, character in weighed) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


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

"""Separation of duties: who may not do the next thing because of what was done before. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from orgs.people.choices import Role
from portal.kernel.errors import Refusal


@dataclass(frozen=True)
class Pair:
    """Two duties that exclude each other, with names and basis in words."""

    first: str
    second: str
    first_says: str
    second_says: str
    basis: str


def separation_refusals(*, duty: str, done_before: Iterable[str], pairs: Iterable[Pair]) -> list[Refusal]:
    """Refusals for a person who already had an incompatible duty in this purchase."""
    done = set(done_before)
    refusals = []
    for pair in pairs:
        for mine, other, mine_says, other_says in (
            (pair.first, pair.second, pair.first_says, pair.second_says),
            (pair.second, pair.first, pair.second_says, pair.first_says),
        ):
            if duty == mine and other in done:
                refusals.append(
                    Refusal(
                        because=_("您在本项目中已经承担“%(done)s”，不能再承担“%(duty)s”。")
                        % {"done": other_says, "duty": mine_says},
                        basis=pair.basis,
                        remedy=_("请由另一名同事办理；本单位没有第二个人时，可以凭书面授权向其他单位借用。"),
                        code="separation_of_duties",
                    )
                )
    return refusals


PURCHASING = {Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER}
SUPPLYING = {Role.SUPPLIER, Role.SUPPLIER_SIGNATORY}
ROLES_OF_KIND = {
    "state_organ": {*PURCHASING, Role.SUPERVISOR, Role.REGISTRAR, Role.CUSTODIAN},
    "party_organ": PURCHASING,
    "democratic_party": PURCHASING,
    "mass_organisation": {*PURCHASING, *SUPPLYING},
    "institution_administrative": PURCHASING,
    "finance_department": {Role.FINANCE, Role.CUSTODIAN},
    "audit_body": {Role.AUDITOR},
    # Notary offices are institutions.
    "institution_class_one": {Role.CUSTODIAN},
    "agency": {Role.AGENCY_HANDLER},
    "social_organisation": SUPPLYING,
    "enterprise": SUPPLYING,
    "institution_class_two": {*SUPPLYING, Role.CUSTODIAN},
    "institution_business": {*SUPPLYING, Role.CUSTODIAN},
    "rural_collective": SUPPLYING,
    "villagers_committee": SUPPLYING,
    "residents_committee": SUPPLYING,
    "individual": SUPPLYING,
    "evaluation_institution": {Role.EVALUATOR, *SUPPLYING},
    "platform": {Role.OPERATOR, Role.EXPERT},
}


def membership_refusals(*, body_kind: str, body_name: str, roles: Iterable[str]) -> list[Refusal]:
    """Refusals for roles that a body of this kind does not have."""
    wrong = [Role(role).label for role in roles if role not in ROLES_OF_KIND.get(body_kind, set())]
    if not wrong:
        return []
    return [
        Refusal(
            because=_("%(body)s不能设置身份：%(roles)s。")
            % {"body": body_name, "roles": "、".join(map(str, wrong))},
            remedy=_("请按单位类别选择身份。"),
            code="role_does_not_fit_body",
        )
    ]


@dataclass(frozen=True)
class LoanFacts:
    """What decides whether a person may be lent."""

    is_own_person: bool
    is_own_body: bool
    acts_already: bool
    roles: tuple[str, ...]
    starts_on: date
    ends_on: date


def loan_refusals(facts: LoanFacts) -> list[Refusal]:
    """Refusals for lending a person to another purchaser."""
    refusals = []
    if not facts.is_own_person:
        refusals.append(Refusal(because=_("只能出借本单位的正式人员。"), code="not_own_person"))
    if facts.is_own_body:
        refusals.append(Refusal(because=_("不能向本单位出借。"), code="own_body"))
    if facts.acts_already:
        refusals.append(Refusal(because=_("此人已在对方单位任职或借用过。"), code="acts_already"))
    if not set(facts.roles) <= {Role.PURCHASER_REVIEWER}:
        refusals.append(
            Refusal(
                because=_("借用人员只能担任复核，不能担任经办和分管领导。"),
                remedy=_("请只选择“采购人复核”。"),
                code="role_not_lent",
            )
        )
    return refusals + period_refusals(facts.starts_on, facts.ends_on)


def mandate_refusals(*, agency_kind: str, starts_on: date, ends_on: date) -> list[Refusal]:
    """Refusals for a mandate to an agency."""
    refusals = []
    if agency_kind != "agency":
        refusals.append(
            Refusal(
                because=_("只能委托采购代理机构。"),
                code="not_an_agency",
            )
        )
    return refusals + period_refusals(starts_on, ends_on)


def last_administrator_refusals(*, is_administrator: bool, others: Iterable[bool]) -> list[Refusal]:
    """Whoever runs the account does not go while people stay behind with nobody to run it.

    `others` says of each other person whether it is an administrator.
    """
    marks = list(others)
    if not is_administrator or not marks or any(marks):
        return []
    return [
        Refusal(
            because=_("这是本单位唯一的管理员。"),
            remedy=_("请先把另一名同事设为管理员，或者先办理移交。"),
            code="last_administrator",
        )
    ]


def period_refusals(starts_on: date, ends_on: date) -> list[Refusal]:
    """A written mandate ends on a day after today."""
    if ends_on > starts_on:
        return []
    return [Refusal(because=_("结束日期必须在今天以后。"), code="ends_too_early")]

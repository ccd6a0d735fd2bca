"""What the terms of a purchase must say, and what they never say. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from orgs.bodies.choices import BodyKind
from portal.kernel.errors import Refusal
from portal.kernel.money import format_amount
from procurement.projects.rules import CEILING_BASIS, MANDATE_BASIS, TERM_BASIS
from procurement.projects.terms.choices import (
    FeePayer,
    OrganisationForm,
    SmeExemption,
    SmeManner,
    SmeReservation,
)
from procurement.routing.figures import Parameter

SUBCONTRACT_BASIS = "政府购买服务管理办法（财政部令第102号）第二十六条；政府采购法第四十八条"
SME_BASIS = "政府采购促进中小企业发展管理办法（财库〔2020〕46号）第六条至第八条"
CONSORTIUM_BASIS = "政府采购货物和服务招标投标管理办法（财政部令第87号）第十九条"
REDO_BASIS = "政府采购促进中小企业发展管理办法（财库〔2020〕46号）第十条"
PREFERENCE_BASIS = "湘财综〔2022〕28号；政府采购法实施条例第二十条"
# A minimum price is found by its words, unless the text says that there is none.
MINIMUM = re.compile(r"(?<!不设)(?<!不得设)(?<!不设定)(?<!不得设定)(?<!无)(?<!没有)最低限价")


@dataclass(frozen=True)
class TermsFacts:
    """The terms as their drafter wrote them; shares in hundredths, `agency_fee` in yuan."""

    accepts_consortium: bool
    allows_subcontract: bool
    sme: str
    organisation: str
    fee_payer: str
    subcontract_scope: str = ""
    sme_exemption: str = ""
    sme_reason: str = ""
    sme_share: int | None = None
    sme_small_share: int | None = None
    sme_manner: str = ""
    is_content_fixed: bool = False
    is_continuous: bool = False
    is_funding_stable: bool = False
    is_price_steady: bool = False
    budget_guarantee: str = ""
    prefers_associations: bool = False
    preference_reason: str = ""
    mandate_scope: str = ""
    agency_fee: Decimal | None = None

    @property
    def carries_long_term(self) -> bool:
        """All four conditions and the guarantee (Order 102, art. 24)."""
        conditions = (self.is_content_fixed, self.is_continuous, self.is_funding_stable, self.is_price_steady)
        return all(conditions) and bool(self.budget_guarantee.strip())


@dataclass(frozen=True)
class SmeLaw:
    """The least share that is reserved, what of it small and micro enterprises get, and up to which amount
    from the threshold on a whole purchase is reserved."""

    share: Parameter
    small_share: Parameter
    threshold: Parameter
    whole_amount: Parameter


def facts_refusals(facts: TermsFacts, *, law: SmeLaw, has_mandate: bool) -> list[Refusal]:
    """Each answer with what it needs."""
    return [
        *subcontract_refusals(facts),
        *sme_refusals(facts, law=law),
        *preference_refusals(facts),
        *organisation_refusals(facts, has_mandate=has_mandate),
    ]


def subcontract_refusals(facts: TermsFacts) -> list[Refusal]:
    """Parts that are neither main nor key, named beforehand; never the whole (Order 102, art. 26)."""
    if not facts.allows_subcontract or facts.subcontract_scope.strip():
        return []
    return [
        Refusal(
            because=_("允许分包，但没有写明哪些部分可以分包。"),
            basis=SUBCONTRACT_BASIS,
            remedy=_("请写明可以分包的非主体、非关键部分；主体部分不得分包，任何部分不得转包。"),
            code="subcontract_scope_missing",
        )
    ]


def sme_refusals(facts: TermsFacts, *, law: SmeLaw) -> list[Refusal]:
    """A reservation has its share; none has its case and reason (财库〔2020〕46号, art. 6, 8)."""
    if facts.sme == SmeReservation.EXEMPT and not (facts.sme_exemption and facts.sme_reason.strip()):
        because, remedy = (
            _("没有预留份额，还没有选择情形并写明原因。"),
            _("请选择可以不预留的情形，写明具体原因。"),
        )
        return [Refusal(because, SME_BASIS, remedy, "sme_reason_missing")]
    if facts.sme != SmeReservation.SHARE:
        return []
    asked = (
        (facts.sme_share, law.share, _("预留份额"), "sme_share_too_low"),
        (facts.sme_small_share, law.small_share, _("预留份额中小微企业的份额"), "sme_small_share_too_low"),
    )
    low = [
        Refusal(
            because=_("%(what)s是 %(share)s%%，最低是 %(least)s。")
            % {"what": what, "share": given or 0, "least": least.says()},
            basis=least.legal_basis,
            remedy=_("请提高%(what)s。") % {"what": what},
            code=code,
        )
        for given, least, what, code in asked
        if given is None or given < least.value * 100
    ]
    return low + manner_refusals(facts)


def redo_refusals(facts: TermsFacts, *, has_failed: bool) -> list[Refusal]:
    """What is done again unreserved was reserved before, and too few qualified for it (46号, art. 10)."""
    is_redone = facts.sme == SmeReservation.EXEMPT and facts.sme_exemption == SmeExemption.REDONE
    if not is_redone or has_failed:
        return []
    because = _("没有写明前次采购，或者前次不是预留给中小企业、因供应商不足法定家数而终止的采购。")
    remedy = _("请先在“重新采购”中逐个采购包选择前次采购；前次因其他原因终止的，仍按原来的预留采购。")
    return [Refusal(because, REDO_BASIS, remedy, "nothing_to_redo")]


def manner_refusals(facts: TermsFacts) -> list[Refusal]:
    """A share is reserved by a package, a consortium or a subcontract that the terms admit (46号, art. 8)."""
    if not facts.sme_manner:
        because, code = _("预留部分份额，还没有选择预留的方式。"), "sme_manner_missing"
    elif facts.sme_manner == SmeManner.CONSORTIUM and not facts.accepts_consortium:
        because, code = _("选择以联合体形式预留，但本项目不接受联合体。"), "manner_without_consortium"
    elif facts.sme_manner == SmeManner.SUBCONTRACT and not facts.allows_subcontract:
        because, code = _("选择以分包形式预留，但本项目不允许分包。"), "manner_without_subcontract"
    else:
        return []
    return [Refusal(because, SME_BASIS, _("请改选预留的方式，或者改正联合体、分包的选择。"), code)]


def whole_refusals(facts: TermsFacts, *, law: SmeLaw, amount: Decimal) -> list[Refusal]:
    """From the threshold up to the figure nothing less than the whole is reserved (46号, art. 7)."""
    is_between = law.threshold.value <= amount <= law.whole_amount.value
    if facts.sme != SmeReservation.SHARE or not is_between:
        return []
    because = _(
        "项目金额 %(amount)s 元，在限额标准 %(threshold)s 以上、没有超过 %(limit)s，不能只预留部分份额。"
    )
    return [
        Refusal(
            because=because
            % {
                "amount": format_amount(amount),
                "threshold": law.threshold.says(),
                "limit": law.whole_amount.says(),
            },
            basis=law.whole_amount.basis,
            remedy=_("适宜由中小企业提供的，请把整个项目预留；不适宜的，请选择不预留的情形并写明原因。"),
            code="sme_whole_due",
        )
    ]


def supplier_refusals(*, sme: str, kind: str) -> list[Refusal]:
    """Who is no enterprise takes no part in a purchase reserved for small and medium ones (46号, art. 2)."""
    if sme != SmeReservation.WHOLE or kind == BodyKind.ENTERPRISE:
        return []
    return [
        Refusal(
            because=_("本项目专门面向中小企业采购，贵单位是%(kind)s，不属于中小企业。")
            % {"kind": BodyKind(kind).label},
            basis=_("政府采购促进中小企业发展管理办法（财库〔2020〕46号）第二条（待确认）"),
            remedy=_("贵单位不能参加本项目；认为不应当预留的，可以在规定期限内向采购人提出询问或者质疑。"),
            code="reserved_for_smes",
        )
    ]


def preference_refusals(facts: TermsFacts) -> list[Refusal]:
    """Associations come first only where everything else is equal, and the document says so.

    They are no enterprises: where the whole is reserved for these, there is nobody to prefer.
    """
    if facts.prefers_associations and facts.sme == SmeReservation.WHOLE:
        because = _("整个项目预留给中小企业，行业协会商会不能参加，不能又选择优先行业协会商会。")
        remedy = _("请去掉优先条件，或者改为不预留并写明情形和原因。")
        return [Refusal(because, PREFERENCE_BASIS, remedy, "preference_of_nobody")]
    if not facts.prefers_associations or facts.preference_reason.strip():
        return []
    because = _("选择了同等条件下优先行业协会商会，还没有写明为什么适合。")
    return [
        Refusal(because, PREFERENCE_BASIS, _("请写明本项目适合行业协会商会承接的理由。"), "preference_reason")
    ]


def organisation_refusals(facts: TermsFacts, *, has_mandate: bool) -> list[Refusal]:
    """An agency acts within a written scope, and somebody pays it (Procurement Law, art. 20)."""
    is_agency = facts.organisation in (OrganisationForm.AGENCY, OrganisationForm.CENTRAL)
    found = []
    if has_mandate and not is_agency:
        because = _("项目选择了委托协议，组织形式却不是委托代理机构或者集中采购机构。")
        found.append(
            Refusal(because, MANDATE_BASIS, _("请改选组织形式，或者去掉委托协议。"), "form_not_agency")
        )
    if facts.organisation == OrganisationForm.AGENCY and not has_mandate:
        because = _("组织形式是委托代理机构，但项目没有选择委托协议。")
        found.append(Refusal(because, MANDATE_BASIS, _("请在“项目内容”里选择委托协议。"), "no_mandate"))
    if is_agency and not facts.mandate_scope.strip():
        because = _("还没有写明委托的范围。")
        remedy = _("请写明委托哪些事项；确认需求、确认采购文件和确认结果只能由采购人办理。")
        found.append(Refusal(because, MANDATE_BASIS, remedy, "scope_missing"))
    if facts.fee_payer != FeePayer.NOBODY and facts.agency_fee is None:
        because = _("选择了由谁支付代理费，还没有填写金额。")
        found.append(Refusal(because, MANDATE_BASIS, _("请填写代理费，或者选择不收费。"), "fee_missing"))
    return found


def long_term_refusals(facts: TermsFacts | None, *, months: int, normal_months: int) -> list[Refusal]:
    """More than the normal term needs the four conditions and the budget guarantee (Order 102, art. 24)."""
    if months <= normal_months or (facts is not None and facts.carries_long_term):
        return []
    return [
        Refusal(
            because=_("服务期限 %(months)s 个月，超过 %(normal)s 个月，四项条件和预算保障还不齐全。")
            % {"months": months, "normal": normal_months},
            basis=TERM_BASIS,
            remedy=_("请在“采购条件和组织形式”中逐项确认并写明预算保障，或者把期限改短。"),
            code="long_term_not_carried",
        )
    ]


def minimum_refusals(texts: Iterable[tuple[str, str]]) -> list[Refusal]:
    """A minimum price is never set (Order 87, art. 12)."""
    return [
        Refusal(
            because=_("“%(where)s”里写了最低限价。") % {"where": where},
            basis=CEILING_BASIS,
            remedy=_("请删去；可以设最高限价，不得设最低限价。"),
            code="minimum_price",
        )
        for where, text in texts
        if MINIMUM.search(text)
    ]


def missing_refusals(*, has_terms: bool, is_due: bool) -> list[Refusal]:
    """From the threshold on, the terms are part of the plan (财库〔2021〕22号, art. 13)."""
    if has_terms or not is_due:
        return []
    return [
        Refusal(
            because=_("还没有填写采购条件和组织形式：联合体、分包、中小企业、由谁组织。"),
            basis=SME_BASIS,
            remedy=_("请在“采购条件和组织形式”中填写。"),
            code="no_terms",
        )
    ]


def consortium_refusals(*, agreed: bool, announced: bool) -> list[Refusal]:
    """The notice says of consortiums what was approved with the project (Order 87, art. 19)."""
    if agreed == announced:
        return []
    because = _("审批的采购条件%(agreed)s联合体，公告写的却不一样。") % {
        "agreed": _("接受") if agreed else _("不接受")
    }
    remedy = _("请退回公告，改成与采购条件一致。")
    return [Refusal(because, CONSORTIUM_BASIS, remedy, "consortium_differs")]


def central_refusals(organisation: str, *, item: str, basis: str) -> list[Refusal]:
    """What is in the central catalogue is conducted by a central procurement body (THR-05)."""
    if organisation == OrganisationForm.CENTRAL:
        return []
    because = _("品目“%(item)s”在集中采购目录内，组织形式却不是集中采购机构。") % {"item": item}
    remedy = _("请在采购条件里把组织形式改为“集中采购机构”，并委托集中采购机构办理。")
    return [Refusal(because, basis, remedy, "not_central")]

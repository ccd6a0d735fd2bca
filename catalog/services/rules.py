"""What the entry of a service must say, and when it may go on. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from stdnum.cn import uscc

from portal.kernel.errors import Refusal

BASIS = "《关于推进政府购买服务改革重点工作的通知》（湘财综〔2022〕28号）"
YEARS_AHEAD = 5


@dataclass(frozen=True)
class ServiceFacts:
    """A service as its department describes it; `amount` in yuan is what it costs in `amount_year`."""

    name: str
    content: str
    provider_name: str
    provider_code: str
    amount: Decimal
    amount_year: int
    planned_title: str
    planned_year: int


def entry_refusals(
    facts: ServiceFacts, *, department_code: str, this_year: int, is_known: bool
) -> list[Refusal]:
    """Reasons why a service cannot be entered like this (Xiang Cai Zong 2022 No. 28)."""
    refusals = []
    if not uscc.is_valid(facts.provider_code):
        refusals.append(
            Refusal(
                because=_("统一社会信用代码“%(code)s”不对，应为 18 位且校验位正确。")
                % {"code": facts.provider_code},
                basis="GB 32100-2015",
                remedy=_("请按承担单位的法人证书核对。"),
                code="provider_code",
            )
        )
    if facts.provider_code == department_code:
        refusals.append(
            Refusal(
                because=_("承担单位就是本部门。"),
                basis=BASIS,
                remedy=_("这里登记由所属公益二类事业单位承担的服务；本部门直接履职的事项不能购买。"),
                code="provider_is_department",
            )
        )
    if not this_year <= facts.planned_year <= this_year + YEARS_AHEAD:
        refusals.append(
            Refusal(
                because=_("计划年度是%(year)s年，现在可以填%(first)s年至%(last)s年。")
                % {"year": facts.planned_year, "first": this_year, "last": this_year + YEARS_AHEAD},
                basis=BASIS,
                remedy=_("请改填计划年度。"),
                code="planned_year",
            )
        )
    if is_known:
        refusals.append(
            Refusal(
                because=_("“%(name)s”由同一单位承担，已经登记过。") % {"name": facts.name},
                basis=BASIS,
                remedy=_("请打开已登记的事项修改。"),
                code="known",
            )
        )
    return refusals


def opinion_refusals(opinion: str) -> list[Refusal]:
    """A return says what has to be changed."""
    if opinion.strip():
        return []
    return [
        Refusal(
            because=_("退回修改要写明原因，现在是空白。"),
            basis=BASIS,
            remedy=_("请写明要修改的内容。"),
            code="opinion_missing",
        )
    ]


def move_refusals(item_code: str, *, exists: bool) -> list[Refusal]:
    """A service is moved to an item that stands in a catalogue."""
    if exists:
        return []
    return [
        Refusal(
            because=_("目录里没有可以购买的品目“%(code)s”。") % {"code": item_code},
            basis=BASIS,
            remedy=_("请先通过目录修订增加这个品目，或者核对编码。"),
            code="no_such_item",
        )
    ]

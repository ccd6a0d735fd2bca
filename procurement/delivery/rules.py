"""What acceptance must hold to: every item judged, recipients heard, named by a mask only. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

ACCEPT_BASIS = "政府采购法第四十一条；政府采购法实施条例第四十五条"
VOICE_BASIS = "政府采购法实施条例第四十五条；政府采购需求管理办法（财库〔2021〕22号）第二十四条"
PLAN_BASIS = "政府采购需求管理办法（财库〔2021〕22号）第二十四条"
PRIVACY_BASIS = "个人信息保护法（只处理必要信息，条文待确认）"
MOST_ITEMS = 60
LONGEST_ITEM = 300
PERSONAL = re.compile(r"\d{7,}|\d{3,4}[- ]\d{7,8}")


@dataclass(frozen=True)
class PlanFacts:
    """How the acceptance will be made, and what of the contract is looked at, in order."""

    plan: str
    requirements: tuple[str, ...]


@dataclass(frozen=True)
class VoiceFacts:
    """What an invited service recipient said; `name` is masked before it is kept."""

    name: str
    is_satisfied: bool
    opinion: str


@dataclass(frozen=True)
class Judgement:
    """Whether one item is met, and what was found."""

    passed: bool | None
    finding: str = ""


def plan_refusals(facts: PlanFacts) -> list[Refusal]:
    """A plan names at least one requirement, each short enough to be judged by itself."""
    if not facts.requirements:
        return [
            Refusal(
                because=_("验收方案里没有合同要求，验收要逐项进行。"),
                basis=ACCEPT_BASIS,
                code="no_requirements",
            )
        ]
    if len(facts.requirements) > MOST_ITEMS:
        because = _("验收事项有 %(count)d 项，最多 %(most)d 项。")
        words = {"count": len(facts.requirements), "most": MOST_ITEMS}
        return [Refusal(because=because % words, code="too_many_requirements")]
    if any(len(text) > LONGEST_ITEM for text in facts.requirements):
        because = _("每项合同要求最多 %(most)d 个字，请分开写。") % {"most": LONGEST_ITEM}
        return [Refusal(because=because, code="requirement_too_long")]
    return []


def voice_refusals(facts: VoiceFacts) -> list[Refusal]:
    """An opinion is kept without telephone or identity numbers."""
    if not PERSONAL.search(facts.opinion) and not PERSONAL.search(facts.name):
        return []
    return [
        Refusal(
            because=_("意见里有像电话或者证件号码的数字，验收记录不能写可以认出服务对象的信息。"),
            basis=PRIVACY_BASIS,
            remedy=_("请删去号码，只写对服务的意见。"),
            code="personal_data",
        )
    ]


def masked(name: str) -> str:
    """张某 for 张三, 欧某某 for longer names: nobody is named in the record."""
    name = name.strip()
    return f"{name[:1]}{'某' * min(max(len(name) - 1, 1), 2)}"


def judgement_refusals(judgements: Mapping[int, Judgement], *, items: Mapping[int, str]) -> list[Refusal]:
    """Only items of this acceptance are judged, and what is not met says what was found."""
    if set(judgements) - set(items):
        return [Refusal(because=_("有的事项不属于这次验收。"), code="foreign_item")]
    return [
        Refusal(
            because=_("“%(item)s”判为不符合，但没有写查验情况。") % {"item": items[pk]},
            basis=ACCEPT_BASIS,
            remedy=_("请写明哪里不符合。"),
            code="no_finding",
        )
        for pk, judgement in judgements.items()
        if judgement.passed is False and not judgement.finding.strip()
    ]


def conclusion_refusals(
    *, passed: bool, conclusion: str, items: Sequence[bool | None], voices: int
) -> list[Refusal]:
    """Concluding needs every item judged, a recipient heard, a reason, and a result that fits the items."""
    refusals = []
    open_items = sum(item is None for item in items)
    if open_items:
        because = _("还有 %(open)d 项没有判定，共 %(all)d 项。") % {"open": open_items, "all": len(items)}
        refusals.append(
            Refusal(because=because, basis=ACCEPT_BASIS, remedy=_("请逐项判定。"), code="items_open")
        )
    if voices < 1:
        refusals.append(
            Refusal(
                because=_("还没有听取服务对象意见，公共服务项目验收至少要有 1 名服务对象参加。"),
                basis=VOICE_BASIS,
                remedy=_("请邀请服务对象参加并记录意见。"),
                code="no_recipient_heard",
            )
        )
    if not conclusion.strip():
        refusals.append(Refusal(because=_("验收意见是空白的。"), basis=ACCEPT_BASIS, code="no_conclusion"))
    failed = sum(item is False for item in items)
    if not open_items:
        refusals += result_refusals(passed=passed, failed=failed)
    return refusals


def result_refusals(*, passed: bool, failed: int) -> list[Refusal]:
    """An acceptance passes when every item is met, and fails only because of one."""
    if passed and failed:
        because = _("有 %(failed)d 项不符合，不能判定验收合格。") % {"failed": failed}
        remedy = _("请判定不合格，或者在整改后重新查验这些事项。")
        return [Refusal(because=because, basis=ACCEPT_BASIS, remedy=remedy, code="failed_items")]
    if not passed and not failed:
        because = _("每一项都符合，不能判定验收不合格。")
        remedy = _("请把不符合的事项判为不符合并写明情况。")
        return [Refusal(because=because, basis=ACCEPT_BASIS, remedy=remedy, code="nothing_failed")]
    return []

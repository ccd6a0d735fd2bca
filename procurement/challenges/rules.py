"""Who may challenge what until when, and how a challenge is answered (Order 94). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from procurement.challenges.choices import Effect, Outcome, Subject

ORDER_94_ART_10 = "《政府采购质疑和投诉办法》（财政部令第94号）第十条"
ORDER_94_ART_11 = "《政府采购质疑和投诉办法》（财政部令第94号）第十一条"
ORDER_94_ART_12 = "《政府采购质疑和投诉办法》（财政部令第94号）第十二条"
ORDER_94_ART_13 = "《政府采购质疑和投诉办法》（财政部令第94号）第十三条"
ORDER_94_ART_15 = "《政府采购质疑和投诉办法》（财政部令第94号）第十五条"
ORDER_94_ART_16 = "《政府采购质疑和投诉办法》（财政部令第94号）第十六条"
REGULATION_ART_53 = "《中华人民共和国政府采购法实施条例》第五十三条"
REGULATION_ART_54 = "《中华人民共和国政府采购法实施条例》第五十四条"
KNOWN = {
    Subject.DOCUMENT: gettext_lazy("收到采购文件之日或者公告期限届满之日，以较晚的为准（待确认）"),
    Subject.PROCESS: gettext_lazy("该采购程序环节结束之日"),
    Subject.RESULT: gettext_lazy("采购结果公告期限届满之日"),
}
SHORTEST_REASON = 10
# Refusals of another candidate that no waiting mends: a new purchase is what the law leaves.
LASTING = ("nobody_chosen", "no_ranking", "too_few_left", "order_changes")


@dataclass(frozen=True)
class Occasion:
    """Something that may be challenged: its key, what it is, from when the time runs, its last day."""

    key: str
    subject: str
    says: str
    known_on: date
    last_day: date
    is_provisional: bool = False

    def is_open(self, today: date) -> bool:
        """Whether a letter of today is in time: the last day counts."""
        return today <= self.last_day

    @property
    def since(self) -> str:
        """In words from when the time runs."""
        return str(KNOWN[self.subject])


def known_on(subject: str, *, ends: Sequence[date | None]) -> date | None:
    """When harm should have been known: the latest of the days that exist (Regulation, art. 53).

    For a document its obtaining and the end of the notice period, for a step or a result its own end.
    """
    days = [day for day in ends if day is not None]
    return max(days) if days else None


def standing_refusals(subject: str, *, has_obtained: bool, took_part: bool) -> list[Refusal]:
    """Who took part may challenge; who only obtained the document, the document alone (Order 94, art. 11)."""
    if took_part or (has_obtained and subject == Subject.DOCUMENT):
        return []
    if has_obtained:
        because = _("贵单位只获取了采购文件，没有参加这个采购包。")
        remedy = _("可以对采购文件提出质疑，不能对采购过程和结果提出质疑。")
        return [Refusal(because, ORDER_94_ART_11, remedy, "document_only")]
    because = _("提出质疑的不是参加本项目的供应商，也没有依法获取采购文件。")
    remedy = _("请由参加采购活动的供应商自己提出；母公司、分支机构等关联单位不能代替。")
    return [Refusal(because, ORDER_94_ART_11, remedy, "no_standing")]


def time_refusals(occasion: Occasion, *, sent_on: date) -> list[Refusal]:
    """Seven working days, postmark counting; the day after is too late (Order 94, arts. 10, 42)."""
    if occasion.is_open(sent_on):
        return []
    because = _("对“%(says)s”提出质疑的最后一天是 %(last)s，这份质疑函 %(sent)s 才提出。") % {
        "says": occasion.says,
        "last": occasion.last_day.isoformat(),
        "sent": sent_on.isoformat(),
    }
    remedy = _("期限从%(since)s起算。发现违法行为的，可以向财政部门举报。") % {"since": occasion.since}
    return [Refusal(because, ORDER_94_ART_10, remedy, "challenge_too_late")]


def statutory_refusals(*, is_statutory: bool, own_rule: str) -> list[Refusal]:
    """Below the threshold the unit's own rule stands instead of the law's."""
    if is_statutory:
        return []
    remedy = _("请按采购人的内部规定，向采购人书面提出异议。")
    return [Refusal(own_rule, "", remedy, "own_rule")]


def answer_refusals(outcome: str, founded: Sequence[bool | None]) -> list[Refusal]:
    """Every matter is answered, and the conclusion fits the matters (Order 94, art. 15)."""
    if any(one is None for one in founded):
        because = _("还有质疑事项没有答复。")
        return [Refusal(because, ORDER_94_ART_15, _("请逐项写明是否成立和理由。"), "matter_unanswered")]
    if any(founded) == (outcome != Outcome.UNFOUNDED):
        return []
    because = _("答复结论和各事项的答复不一致。")
    remedy = _("有一项成立的，结论不能是“质疑不成立”；都不成立的，结论应当是“质疑不成立”。")
    return [Refusal(because, ORDER_94_ART_15, remedy, "outcome_contradicts")]


def effect_refusals(
    outcome: str, effect: str, *, subject: str, is_sealed: bool, is_chosen: bool
) -> list[Refusal]:
    """What may follow from an answer (Order 94, art. 16): `is_sealed` while bids are taken."""
    lawful = lawful_effects(outcome, subject=subject, is_sealed=is_sealed, is_chosen=is_chosen)
    if effect in lawful:
        return []
    because = _("这样的结论不能“%(effect)s”。") % {"effect": Effect(effect).label if effect else "—"}
    remedy = _("可以选择：%(lawful)s。") % {"lawful": "、".join(str(Effect(one).label) for one in lawful)}
    return [Refusal(because, ORDER_94_ART_16, remedy, "effect_not_lawful")]


def lawful_effects(outcome: str, *, subject: str, is_sealed: bool, is_chosen: bool) -> tuple[str, ...]:
    """The effects that the law leaves for a conclusion; a next one only after somebody was chosen."""
    if outcome != Outcome.EFFECT:
        return (Effect.GO_ON,)
    if subject == Subject.DOCUMENT:
        return (Effect.AMEND, Effect.RESTART) if is_sealed else (Effect.RESTART,)
    return (Effect.NEXT, Effect.RESTART) if is_chosen else (Effect.RESTART,)


def second_person_refusals(*, prepared_by: int | None, answered_by: int) -> list[Refusal]:
    """Whoever drafted an answer does not give it."""
    if prepared_by != answered_by:
        return []
    because = _("答复由您拟定，不能由您批准。")
    basis = _("单位内部控制制度（待确认）")
    return [Refusal(because, basis, _("请由采购人的另一名有权人员批准。"), "same_person")]


def secret_refusals(text: str, *, secrets: Sequence[str]) -> list[Refusal]:
    """An answer goes to rivals too and holds no business secrets (Order 94, art. 13)."""
    plain = text.replace(",", "").replace("，", "")
    if not any(secret in plain for secret in secrets if secret):
        return []
    because = _("答复里有没有成交的供应商的报价。")
    remedy = _("答复会同时发给其他有关供应商，不能涉及商业秘密。请删去这些数字。")
    return [Refusal(because, ORDER_94_ART_13, remedy, "holds_secrets")]


def reason_refusals(reason: str) -> list[Refusal]:
    """Going on although a challenge is pending says why it cannot affect the result."""
    if len(reason.strip()) >= SHORTEST_REASON:
        return []
    because = _("没有写明质疑事项为什么不影响采购结果。")
    return [Refusal(because, REGULATION_ART_54, _("请写明理由。"), "no_reason")]


def amended_refusals(*, is_amended: bool) -> list[Refusal]:
    """An amended document goes on once the correction is out."""
    if is_amended:
        return []
    because = _("答复以后还没有发布更正公告。")
    remedy = _("请先澄清或者修改采购文件，发布更正公告。")
    return [Refusal(because, ORDER_94_ART_16, remedy, "not_amended")]


def instead_refusals(effect: str, *, is_impossible: bool, reason: str) -> list[Refusal]:
    """A new purchase takes the place of what was answered only where that cannot be done any more."""
    found = []
    if not is_impossible:
        because = _("答复写明的“%(effect)s”还可以办理，不能改为重新开展。") % {"effect": Effect(effect).label}
        found.append(Refusal(because, ORDER_94_ART_16, _("请照答复落实。"), "still_possible"))
    if len(reason.strip()) < SHORTEST_REASON:
        because = _("没有写明为什么不能照答复落实，或者少于 %(count)d 个字。") % {"count": SHORTEST_REASON}
        found.append(Refusal(because, ORDER_94_ART_16, _("请写明事实。"), "no_reason"))
    return found


def report_refusals(*, effect: str, is_reported: bool) -> list[Refusal]:
    """A result that changed is reported, once."""
    if is_reported:
        because = _("已经书面报告财政部门。")
        return [Refusal(because, ORDER_94_ART_16, _("请查看报告。"), "reported")]
    if effect in (Effect.NEXT, Effect.RESTART):
        return []
    because = _("这份质疑没有改变采购结果。")
    return [Refusal(because, ORDER_94_ART_16, _("不需要报告。"), "nothing_to_report")]

"""When a draw of the library comes too early, and when a purchaser may select experts itself. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.review.rules.articles import REGULATION_ART_39

DRAW_BASIS = "财库〔2016〕198号"


@dataclass(frozen=True)
class SlipFacts:
    """When the library drew, why so early if it did, and whom it named as substitutes."""

    drawn_on: date
    early_reason: str = ""
    substitutes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RequestFacts:
    """How many experts of which fields, and whom they must not belong to."""

    experts: int
    professions: str
    avoided: str
    asked_on: date


@dataclass(frozen=True)
class SelectionFacts:
    """Why no random draw was possible, and the paper of consent."""

    reason: str
    consent_number: str
    consented_on: date


def slip_refusals(facts: SlipFacts, *, is_tender: bool, earliest: date, today: date) -> list[Refusal]:
    """A slip is not of a day to come; a tender's draw before `earliest` needs its reason.

    There is no such limit for negotiations, consultations and remote reviews.
    """
    found = []
    if facts.drawn_on > today:
        because = _("抽取日期 %(day)s 还没有到。") % {"day": facts.drawn_on.isoformat()}
        found.append(Refusal(because, DRAW_BASIS, _("请按抽取结果上的日期填写。"), "draw_to_come"))
    if is_tender and facts.drawn_on < earliest and not facts.early_reason.strip():
        words = {"day": facts.drawn_on.isoformat(), "earliest": earliest.isoformat()}
        because = _("抽取日期 %(day)s 早于 %(earliest)s，招标评审的专家原则上不能这样早抽取。") % words
        remedy = _("请重新抽取；异地、远程评审等需要提前的，写明提前抽取的原因。")
        found.append(Refusal(because, DRAW_BASIS, remedy, "drawn_too_early"))
    if len(set(facts.substitutes)) < len(facts.substitutes):
        because = _("候补名单里有重复的编号。")
        found.append(Refusal(because, DRAW_BASIS, _("请核对抽取结果。"), "substitute_twice"))
    return found


def request_refusals(facts: RequestFacts, *, today: date) -> list[Refusal]:
    """A request is entered after it was made."""
    return _not_to_come(facts.asked_on, today=today, name=_("申请日期"))


def selection_refusals(
    facts: SelectionFacts, *, is_named: bool, has_above: bool, today: date
) -> list[Refusal]:
    """Consent comes before the panel is named, from the supervising budget unit (Regulation, art. 39)."""
    found = _not_to_come(facts.consented_on, today=today, name=_("同意日期"))
    if is_named:
        because, remedy = _("小组名单已经确定。"), _("自行选定要在确定名单以前取得同意。")
        found.append(Refusal(because, REGULATION_ART_39, remedy, "panel_named"))
    if not has_above:
        because = _("采购人没有登记主管预算单位。")
        remedy = _("请先由平台管理登记采购人的主管预算单位，再登记它的同意。")
        found.append(Refusal(because, REGULATION_ART_39, remedy, "no_supervising_unit"))
    return found


def _not_to_come(day: date, *, today: date, name: str) -> list[Refusal]:
    if day <= today:
        return []
    because = _("%(name)s %(day)s 还没有到。") % {"name": name, "day": day.isoformat()}
    return [Refusal(because, REGULATION_ART_39, _("请按文件上的日期填写。"), "day_to_come")]

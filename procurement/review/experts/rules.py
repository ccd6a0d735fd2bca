"""Who may enter the pool, who admits, what a declaration must say. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.review.experts.choices import EntryStatus
from procurement.review.rules.articles import REGULATION_ART_9

BASIS = "平台专家库管理规则（平台设定，待确认）"


@dataclass(frozen=True)
class EntryFacts:
    """What an entry of the pool says of a person."""

    employer: str
    post: str
    professions: list[str]
    regions: list[str]
    experience: str


@dataclass(frozen=True)
class TieFacts:
    """One tie as it is declared; `until` is empty while it lasts."""

    reason: str
    organisation: str
    since: date | None = None
    until: date | None = None
    says: str = ""


@dataclass(frozen=True)
class TrainingFacts:
    """One training."""

    title: str
    held_on: date
    hours: int


def entry_refusals(status: str, *, is_serving: bool) -> list[Refusal]:
    """Who waits or serves does not apply again; whoever left, was declined or whose term is over may."""
    if status == EntryStatus.WAITING:
        because, remedy = _("申请已经提交，正在审核。"), _("请等待审核结果，结果会发到站内消息。")
        return [Refusal(because, BASIS, remedy, "entry_waits")]
    if is_serving:
        because, remedy = _("已经在库，聘期还没有结束。"), _("聘期结束后可以再次申请。")
        return [Refusal(because, BASIS, remedy, "entry_serves")]
    return []


def decision_refusals(*, is_own: bool, accepts: bool, opinion: str) -> list[Refusal]:
    """Another person than the one who entered decides, and never about itself; a no has a reason."""
    found = []
    if is_own:
        because = _("这份申请是您登记的，或者就是您本人的。")
        found.append(Refusal(because, BASIS, _("请由平台管理的另一个人审核。"), "same_person"))
    if not accepts and not opinion.strip():
        because = _("没有写不同意入库的原因。")
        found.append(Refusal(because, BASIS, _("请写明哪一项不符合。"), "declined_without_reason"))
    return found


def tie_refusals(facts: TieFacts, *, today: date) -> list[Refusal]:
    """Days in their order, none of them to come."""
    days = [day for day in (facts.since, facts.until) if day]
    if days == sorted(days) and all(day <= today for day in days):
        return []
    because = _("开始日期和结束日期次序不对，或者还没有到。")
    remedy = _("请按实际填写；现在还有这种关系的，结束日期留空。")
    return [Refusal(because, REGULATION_ART_9, remedy, "tie_days")]


def training_refusals(facts: TrainingFacts, *, today: date) -> list[Refusal]:
    """A training is entered after it was held."""
    if facts.held_on <= today:
        return []
    because = _("培训日期 %(day)s 还没有到。") % {"day": facts.held_on.isoformat()}
    return [Refusal(because, BASIS, _("请在培训结束后登记。"), "training_to_come")]

"""What stands against closing an account, how a name is masked, and until when it stays. Pure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from orgs.accounts.erasure.choices import Fate
from portal.kernel.errors import Refusal

LAW = "《个人信息保护法》，条款待确认"
SAMPLE = "（示例）"
STARS = "**"


@dataclass(frozen=True)
class Kept:
    """One line of the answer; `until` is None for what is deleted, or kept to a day not known yet.

    `keeps_name` is false for what is kept without needing the name.
    """

    title: str
    count: int
    fate: str
    why: str
    term: str
    basis: str = ""
    until: date | None = None
    is_to_be_confirmed: bool = False
    is_of_purchases: bool = False
    keeps_name: bool = True

    def plain(self) -> dict[str, Any]:
        """As it is stored with the answer."""
        until = self.until.isoformat() if self.until else ""
        return asdict(self) | {"until": until, "is_open": self.is_open}

    @property
    def is_open(self) -> bool:
        """Kept to a day that nobody knows yet: a purchase goes on."""
        return self.fate == Fate.KEPT and self.until is None


class Held(Protocol):
    """What the floors above know of a person; they hand it to the verbs."""

    def obstacles(self, user_id: int, *, now) -> list[Refusal]:
        """What must be finished first, in the person's words; never shown to anybody else."""

    def answer(self, user_id: int, *, now) -> list[Kept]:
        """What becomes of everything that is held."""

    def forget(self, user_id: int) -> None:
        """Delete what serves the person alone."""

    def mask(self, user_id: int, masked: str) -> None:
        """Put the masked name wherever a copy of the name stands."""


def masked_name(name: str) -> str:
    """The first character and two stars; generated people keep their mark."""
    bare = name.removesuffix(SAMPLE).strip()
    return f"{bare[:1]}{STARS}{SAMPLE if name.endswith(SAMPLE) else ''}"


def name_until(answer: Iterable[Kept]) -> date | None:
    """The last day on which some rule keeps the name; None while one of them has no end yet."""
    ends = [line.until for line in answer if line.fate == Fate.KEPT and line.keeps_name]
    return None if None in ends else max(ends, default=None)


def may_mask(answer: Iterable[Kept]) -> bool:
    """Whether no rule keeps the name any longer."""
    return not any(line.fate == Fate.KEPT and line.keeps_name for line in answer)


def second_person_refusals(*, user_id: int, by: int, prepared_by: int | None) -> list[Refusal]:
    """Nobody decides on the own request, and not one person alone: it cannot be undone."""
    if by == user_id:
        return [Refusal(because=_("这是您本人的申请。"), remedy=_("请由同事办理。"), code="own_request")]
    if by == prepared_by:
        return [
            Refusal(
                because=_("这份申请是您核对的，注销以后不能恢复。"),
                remedy=_("请由另一名平台管理人员复核。"),
                code="same_person",
            )
        ]
    return []


def closing_refusals(obstacles: Iterable[Refusal]) -> list[Refusal]:
    """For whoever decides: that something is open, not what, since that may be a secret of a purchase."""
    if not list(obstacles):
        return []
    return [
        Refusal(
            because=_("申请人现在还有没有了结的事项，不能注销账号。"),
            basis=LAW,
            remedy=_("是什么事项只告诉本人。请退回申请，本人在“我的个人信息”中能看到要先办什么。"),
            code="not_finished",
        )
    ]


def open_request_refusals(number: str | None) -> list[Refusal]:
    """One request at a time."""
    if not number:
        return []
    because = _("您的申请 %(number)s 还在办理。") % {"number": number}
    return [Refusal(because=because, remedy=_("请等待答复，或者先撤回。"), code="already_asked")]


def for_operators(answer: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answer as operators read it: of purchases only that there are some.

    Who obtained a document, bid or sat on a panel is a secret of the purchase for them.
    """
    lines = [{**line, "title": _("采购文件中的记录")} if line["is_of_purchases"] else line for line in answer]
    shown = {(line["title"], line["fate"], line["until"]): line for line in lines}
    return [{**line, "fate": str(Fate(line["fate"]).label)} for line in shown.values()]

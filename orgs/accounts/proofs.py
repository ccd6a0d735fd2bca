"""Ways of proving for whom somebody applies: each says what it needs, and whether it works here.

A way that is connected later is one more `Way` whose `refusals` look at what its service answered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal


@dataclass(frozen=True)
class Evidence:
    """What is at hand: the letter with the seal, and what the organisation said when it was called back.

    `confirmed` is None before anybody has called, else what the last call ended with.
    """

    has_letter: bool
    confirmed: bool | None


@dataclass(frozen=True)
class Way:
    """One way; `refusals` are the reasons why the proof is not complete."""

    code: str
    says: str
    explains: str
    is_connected: bool
    refusals: Callable[[Evidence], list[Refusal]]


def letter_refusals(evidence: Evidence) -> list[Refusal]:
    """The letter is there, and the organisation confirmed it when it was called back."""
    found = []
    if not evidence.has_letter:
        found.append(Refusal(because=_("没有上传加盖公章的申请函。"), code="no_letter"))
    if evidence.confirmed is None:
        found.append(
            Refusal(
                because=_("还没有回拨核实。"),
                remedy=_("请拨打登记簿上的电话核实，并把通话情况记下来。"),
                code="not_called_back",
            )
        )
    elif not evidence.confirmed:
        found.append(
            Refusal(
                because=_("最近一次回拨，单位没有确认这份申请。"),
                remedy=_("请退回申请，或者再次回拨核实。"),
                code="not_confirmed",
            )
        )
    return found


def not_connected(evidence: Evidence) -> list[Refusal]:
    """A way without a service proves nothing."""
    return [
        Refusal(
            because=_("这种证明方式还没有接通。"),
            remedy=_("请使用加盖公章的申请函和回拨核实。"),
            code="way_not_connected",
        )
    ]


WAYS = (
    Way(
        "letter",
        gettext_lazy("加盖公章的申请函和回拨核实"),
        gettext_lazy("上传申请函的扫描件，登记管理人员拨打登记簿上的电话核实。"),
        True,
        letter_refusals,
    ),
    Way(
        "legal_person",
        gettext_lazy("省统一身份认证的法人账号"),
        gettext_lazy("用省政务服务的法人账号直接证明。"),
        False,
        not_connected,
    ),
    Way(
        "certificate",
        gettext_lazy("数字证书"),
        gettext_lazy("用单位的数字证书签名证明。"),
        False,
        not_connected,
    ),
)
DEFAULT = WAYS[0].code


def way(code: str) -> Way:
    """The way of a code. Raises KeyError."""
    return {known.code: known for known in WAYS}[code]


def connected() -> list[Way]:
    """The ways that can be chosen here."""
    return [known for known in WAYS if known.is_connected]

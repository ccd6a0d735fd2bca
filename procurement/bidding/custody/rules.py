"""Who may keep the second key of a purchase, what a key and a custodian's part must be. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from orgs.bodies.choices import BodyKind
from portal.kernel.errors import Refusal
from procurement.bidding import envelope
from procurement.bidding.custody import sealing
from procurement.bidding.envelope import EnvelopeError

BASIS = gettext_lazy(
    "参照《电子招标投标办法》（国家发展改革委令第20号）第三十一条；由第三方托管第二把钥匙为平台设定，待确认"
)
PUBLIC_MEMBERS = frozenset({"kty", "crv", "x", "y"})
# Within one region the finance department comes first: it supervises every purchase there.
FIRST_KIND = BodyKind.FINANCE_DEPARTMENT


@dataclass(frozen=True)
class Candidate:
    """A body with a key in use: of which kind, for which region (code of the division)."""

    key_id: int
    body_id: int
    kind: str
    region: str


def chosen(candidates: Iterable[Candidate], *, region: str, parties: frozenset[int]) -> Candidate | None:
    """The custodian of a purchase of this region: the nearest body that has no part in it.

    A body keeps keys for its own region and those below it. None when there is nobody.
    """
    able = able_to_keep(candidates, parties=parties)
    near = [candidate for candidate in able if region.startswith(candidate.region)]
    return min(near, key=_nearness, default=None)


def able_to_keep(candidates: Iterable[Candidate], *, parties: frozenset[int]) -> list[Candidate]:
    """Those who may keep a second key of a purchase at all, of whatever region."""
    return [
        candidate
        for candidate in candidates
        if candidate.body_id not in parties and candidate.kind not in (BodyKind.PLATFORM, BodyKind.AGENCY)
    ]


def choosing_refusals(*, is_planned: bool, is_able: bool) -> list[Refusal]:
    """A custodian is chosen by hand before the call is out, among those who may keep the key."""
    if not is_planned:
        because = _("采购公告已经发布，托管方随公告固定。")
        return [Refusal(because, str(BASIS), _("托管方的钥匙丢失的，由托管方更换。"), "custodian_fixed")]
    if is_able:
        return []
    because = _("选的单位不能托管：没有在用的托管钥匙，或者与这次采购有关。")
    return [Refusal(because, str(BASIS), _("请从列出的单位里选，或者按规则选定。"), "custodian_unable")]


def exchange_refusals(*, is_gone: bool, is_under_way: bool, is_able: bool) -> list[Refusal]:
    """A custodian is exchanged after the call only when it has nobody left, for one that may keep the key."""
    found = []
    if not is_under_way:
        because = _("采购包没有托管方，或者已经不再用第二把钥匙。")
        found.append(Refusal(because, str(BASIS), _("请查看采购包的进程。"), "custody_over"))
    elif not is_gone:
        because = _("现在的托管方还有办理密钥托管的人员，不能更换单位。")
        remedy = _("钥匙丢失的，请托管方登记新的钥匙并报告丢失。")
        found.append(Refusal(because, str(BASIS), remedy, "custodian_there"))
    if not is_able:
        because = _("选的单位不能托管：没有在用的托管钥匙、没有办理人员，或者与这次采购有关。")
        found.append(Refusal(because, str(BASIS), _("请从列出的单位里选。"), "custodian_unable"))
    return found


def waiting_refusals(*, is_waiting: bool) -> list[Refusal]:
    """One proposal at a time."""
    if not is_waiting:
        return []
    because = _("已经提出的一次更换还在等待决定。")
    return [Refusal(because, str(BASIS), _("请先等主管预算单位或者财政部门决定。"), "exchange_waiting")]


def decision_refusals(*, is_decided: bool, proposed_by: int, by: int | None, opinion: str) -> list[Refusal]:
    """Once, by another person, in words."""
    found = []
    if is_decided:
        because = _("这次更换已经决定。")
        found.append(Refusal(because, str(BASIS), _("请查看采购包的托管方。"), "exchange_decided"))
    if proposed_by == by:
        because = _("提出更换的人不能自己决定。")
        found.append(Refusal(because, str(BASIS), _("请另一名人员决定。"), "same_person"))
    if not opinion.strip():
        because = _("还没有写明意见。")
        found.append(Refusal(because, str(BASIS), _("请写明核对了什么。"), "no_opinion"))
    return found


def _nearness(candidate: Candidate) -> tuple[int, bool, int]:
    return (-len(candidate.region), candidate.kind != FIRST_KIND, candidate.body_id)


def read_key(text: str) -> dict[str, Any]:
    """The object in a posted text; an empty one, which no rule takes for a key, when there is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def key_refusals(public_jwk: dict[str, Any], *, is_known: bool) -> list[Refusal]:
    """The public half of a P-256 key, exactly, and never one that was registered before."""
    try:
        whole = public_jwk.keys() == PUBLIC_MEMBERS and public_jwk["crv"] == "P-256"
        whole = whole and ECKey.import_key(dict(public_jwk)).thumbprint() != ""
    except (JoseError, ValueError, TypeError, AttributeError):
        whole = False
    if not whole:
        because, remedy = _("送来的不是规定的托管公钥。"), _("请在本页面重新生成钥匙，再登记。")
        return [Refusal(because=because, remedy=remedy, code="bad_key")]
    if is_known:
        because, remedy = _("这把托管公钥已经登记过。"), _("更换时请在本页面生成一把新的钥匙。")
        return [Refusal(because=because, remedy=remedy, code="known_key")]
    return []


def loss_refusals(*, is_lost: bool, has_next: bool) -> list[Refusal]:
    """A loss is reported once, and only when another key of the body is in use to take its place."""
    if is_lost:
        because = _("这把钥匙已经报告丢失。")
        return [Refusal(because, str(BASIS), _("请在“第二把钥匙”页面查看。"), "known_loss")]
    if has_next:
        return []
    because = _("这是本单位唯一在用的钥匙，还没有可以接替的。")
    return [Refusal(because, str(BASIS), _("请先生成并登记新的钥匙，再报告这一把丢失。"), "no_next_key")]


def part_refusals(token: str, *, kid: str) -> list[Refusal]:
    """All that can be judged of a custodian's part without the custodian's key; an empty one is lawful."""
    if not token:
        return []
    if not kid:
        because = _("本采购包没有托管方，不接收托管的口令。")
        return [Refusal(because=because, remedy=_("请关闭第二把钥匙后再提交。"), code="no_custodian")]
    try:
        sealing.check_part(token, kid)
    except EnvelopeError as error:
        return [
            Refusal(
                because=_("托管的口令不符合格式：%(fault)s") % {"fault": envelope.SENTENCES[error.code]},
                remedy=_("您填写的内容还在本页面上，请重新密封并提交，或者关闭第二把钥匙。"),
                code=f"custody_{error.code}",
            )
        ]
    return []

"""Who may submit, until when, and what an envelope must be. Pure."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.clock import SHANGHAI
from portal.kernel.errors import Refusal
from procurement.bidding import envelope
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.envelope import EnvelopeError
from procurement.bidding.files import sealing
from procurement.projects.redo.rules import REFUSED_BASIS

DEADLINE_BASIS = gettext_lazy("财政部令第87号第三十三条、第三十四条；竞争性磋商（财库〔2014〕214号）参照执行")
DIGEST = re.compile(r"[0-9a-f]{64}")
FILE_MEMBERS = {"id", "sealed_size", "sealed_sha256"}
QUOTE_MINUTES = range(5, 24 * 60 + 1)
"""How long a window for final quotes may be; no law sets it."""

TALKS_BASIS = gettext_lazy("财库〔2014〕214号；财政部令第74号")


@dataclass(frozen=True)
class SealedFile:
    """What is known of an encrypted file without its key: identifier, size and digest of the ciphertext."""

    id: str
    sealed_size: int
    sealed_sha256: str


@dataclass(frozen=True)
class Sealed:
    """What leaves the bidder's browser: ciphertext, and the digests that the receipt fixes.

    `custody` is the phrase sealed to the custodian's key; empty where the bidder switched that off.
    """

    envelope: str
    ciphertext_sha256: str
    plaintext_sha256: str
    files: tuple[SealedFile, ...] = ()
    custody: str = ""


@dataclass(frozen=True)
class Bidder:
    """What is known of the body and the person that want to submit."""

    may_contract: bool
    has_obtained: bool
    is_party: bool
    person_is_party: bool
    is_invited: bool = True
    is_custodian: bool = False
    refused_before: bool = False


@dataclass(frozen=True)
class Check:
    """One rule of eligibility with its outcome in words."""

    rule: str
    passed: bool
    basis: str
    remedy: str
    code: str

    def as_refusal(self) -> Refusal:
        """The rule, not met."""
        return Refusal(
            because=_("不符合参加条件：%(rule)s。") % {"rule": self.rule},
            basis=self.basis,
            remedy=self.remedy,
            code=self.code,
        )


def eligibility(bidder: Bidder, *, kind: str) -> list[Check]:
    """The conditions of taking part, rule by rule (Order 102, art. 6; GPL regulation, art. 9, 18).

    Their words are looked up where they are shown: of who meets all of them nobody reads one.
    """
    checks = [
        Check(
            gettext_lazy("单位类别可以承接政府购买服务"),
            bidder.may_contract,
            gettext_lazy("《政府购买服务管理办法》（财政部令第102号）第六条、第八条"),
            gettext_lazy("请核对当前身份；登记信息有误的，请联系平台管理员。"),
            "may_not_contract",
        ),
        Check(
            gettext_lazy("已在期限内获取采购文件"),
            bidder.has_obtained,
            TALKS_BASIS,
            gettext_lazy("请在获取期限内，到公告页面获取采购文件。"),
            "not_obtained",
        ),
        Check(
            gettext_lazy("不是本项目的采购人或者代理机构"),
            not bidder.is_party,
            gettext_lazy("《中华人民共和国政府采购法实施条例》第九条"),
            gettext_lazy("请切换到其他单位的身份。"),
            "is_party",
        ),
        Check(
            gettext_lazy("经办人不同时代表采购人或者代理机构"),
            not bidder.person_is_party,
            gettext_lazy("《中华人民共和国政府采购法实施条例》第九条"),
            gettext_lazy("请由本单位的其他人员办理。"),
            "person_is_party",
        ),
    ]
    if bidder.is_custodian:
        checks.append(
            Check(
                gettext_lazy("不是本采购包第二把钥匙的托管方"),
                False,
                gettext_lazy("平台设定，待确认：托管方与采购人、代理机构、供应商、平台都不是同一单位"),
                gettext_lazy("托管方不能参加由自己托管的采购；请不要提交，或者联系采购人。"),
                "is_custodian",
            )
        )
    if bidder.refused_before:
        checks.append(
            Check(
                gettext_lazy("没有在前次采购中成交后拒绝签订合同"),
                False,
                REFUSED_BASIS,
                gettext_lazy("不能参加重新开展的采购活动；认为记录有误的，请向采购人提出询问或者质疑。"),
                "refused_before",
            )
        )
    if kind == SubmissionKind.FINAL_QUOTE:
        checks.append(
            Check(
                gettext_lazy("通过审查并参加了逐家商谈"),
                bidder.is_invited,
                TALKS_BASIS,
                gettext_lazy("只有参加逐家商谈的供应商提交最后报价；请查看收到的通知。"),
                "not_invited",
            )
        )
    return checks


def submission_refusals(bidder: Bidder, *, kind: str) -> list[Refusal]:
    """The conditions that are not met."""
    return [check.as_refusal() for check in eligibility(bidder, kind=kind) if not check.passed]


def time_refusals(
    *, now: datetime, opens_at: datetime | None, closes_at: datetime | None, kind: str
) -> list[Refusal]:
    """Half-open: from `opens_at` while now < `closes_at`; the platform's time is named to the second."""
    what = SubmissionKind(kind).label
    if closes_at is None or opens_at is None or now < opens_at:
        return [
            Refusal(
                because=_("现在还不能提交%(what)s。") % {"what": what},
                remedy=_("请等待采购人的公告或者通知。"),
                code="not_open",
            )
        ]
    if now < closes_at:
        return []
    return [
        Refusal(
            because=_("%(what)s的截止时间是 %(closes)s，平台收到时的时间是 %(now)s，已经截止。")
            % {"what": what, "closes": to_the_second(closes_at), "now": to_the_second(now)},
            basis=DEADLINE_BASIS,
            remedy=_("截止以后提交的一律不接收；对截止时间有异议的，可以向采购人提出询问或者质疑。"),
            code="after_deadline",
        )
    ]


def envelope_refusals(sealed: Sealed, *, kid: str) -> list[Refusal]:
    """All that can be judged of a sealed envelope without opening it."""
    try:
        envelope.check_outer(sealed.envelope, kid)
    except EnvelopeError as error:
        return [_bad_envelope(error.sentence, error.code)]
    if envelope.ciphertext_digest(sealed.envelope) != sealed.ciphertext_sha256:
        return [_bad_envelope(_("收到的密文与同时送来的摘要不一致，可能在传送途中改变。"), "wrong_digest")]
    if not DIGEST.fullmatch(sealed.plaintext_sha256):
        return [_bad_envelope(_("原文摘要不是六十四位十六进制数字。"), "bad_plaintext_digest")]
    return []


def read_files(text: str) -> tuple[SealedFile, ...]:
    """The list of files as posted: JSON with exactly the three members each; ValueError if it is not."""
    listed = json.loads(text or "[]")
    if not isinstance(listed, list) or len(listed) > sealing.MAX_FILES:
        raise ValueError("files")
    files = tuple(_read_file(one) for one in listed)
    if len({file.id for file in files}) != len(files):
        raise ValueError("files")
    return files


def _read_file(members: object) -> SealedFile:
    if not isinstance(members, dict) or members.keys() != FILE_MEMBERS:
        raise ValueError("members")
    name, size, digest = (members[member] for member in ("id", "sealed_size", "sealed_sha256"))
    is_whole = isinstance(name, str) and isinstance(digest, str) and type(size) is int
    if not (is_whole and sealing.FILE_ID.fullmatch(name) and DIGEST.fullmatch(digest) and size > 0):
        raise ValueError("members")
    return SealedFile(name, size, digest)


def window_refusals(*, is_quoting: bool, has_window: bool, minutes: int) -> list[Refusal]:
    """Why the window for final quotes may not be opened: once, after the consultation."""
    found = []
    if has_window:
        found.append(
            Refusal(
                because=_("最后报价时段已经开过一次，所有供应商只有一个共同的时段。"),
                remedy=_("请等待时段结束后开启报价。"),
                code="window_exists",
            )
        )
    elif not is_quoting:
        found.append(
            Refusal(
                because=_("逐家商谈还没有结束，不能收取最后报价。"),
                basis=TALKS_BASIS,
                remedy=_("请先由评审小组结束商谈。"),
                code="not_quoting",
            )
        )
    if minutes not in QUOTE_MINUTES:
        found.append(
            Refusal(
                because=_("报价时段 %(minutes)d 分钟，应当在 %(least)d 到 %(most)d 分钟之间。")
                % {"minutes": minutes, "least": QUOTE_MINUTES[0], "most": QUOTE_MINUTES[-1]},
                remedy=_("请改正分钟数。"),
                code="minutes",
            )
        )
    return found


def to_the_second(moment: datetime) -> str:
    """2026-11-24 09:30:02 as a clock on the wall in Hunan shows it."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def _bad_envelope(sentence: str, code: str) -> Refusal:
    return Refusal(
        because=sentence,
        remedy=_("您填写的内容还在本页面上，请重新密封并提交；仍不成功的，请换一个浏览器或者联系平台。"),
        code=f"envelope_{code}",
    )

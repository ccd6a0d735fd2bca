"""A receipt on paper, and a receipt that somebody shows us: what it says, and whether it holds."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno
from django.utils.translation import gettext as _

from orgs.bodies.models import Body
from portal.kernel import keys
from portal.kernel.documents import OfficialPage, Section
from portal.kernel.errors import Refusal, Refused
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import queries as tree
from portal.kernel.ledger.tree.models import TreeHead
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.models import Submission
from procurement.bidding.rules import to_the_second
from procurement.bidding.workflow import RECEIPT_TYPE, receipt_of

LONGEST_CODE = 2900
"""What the largest code of its kind holds, with little correction; a receipt with many files is longer."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, with its outcome in words; `tone` is ok, soon or over."""

    what: str
    says: str
    tone: str


@dataclass(frozen=True)
class Place:
    """Where the ledger's entry of a receipt stands; `promised` is empty on receipts of before the tree."""

    entry: LedgerEntry | None
    head: TreeHead | None
    promised: datetime | None


@dataclass(frozen=True)
class Examined:
    """What a receipt of ours says, in words and in order, and whether it holds."""

    facts: list[tuple[str, str]]
    findings: list[Finding]
    place: Place


def place_of(said: dict) -> Place:
    """The entry that a receipt names, and the first head that holds it."""
    entry = LedgerEntry.objects.filter(leaf_hash=said["ledger_leaf"]).select_related("leaf").first()
    leaf = getattr(entry, "leaf", None)
    promised = datetime.fromisoformat(said["in_head_by"]) if "in_head_by" in said else None
    return Place(entry=entry, head=tree.head_of(leaf) if leaf else None, promised=promised)


def examine(token: str, *, now: datetime) -> Examined:
    """Check a whole receipt; Refused when it is not ours, or not as it was signed.

    Nothing is said that the receipt does not say itself, but that what it promises was kept.
    """
    try:
        said = keys.verify("".join(token.split()), typ=RECEIPT_TYPE)
    except keys.UnknownKey as error:
        raise Refused(_not_ours()) from error
    place = place_of(said)
    signed = Finding(_("签名"), _("由本平台签发，内容没有改动"), "ok")
    return Examined(
        facts=facts_of(said),
        findings=[signed, _ciphertext(said), _entry(place), _head(place, now=now)],
        place=place,
    )


def document(submission: Submission) -> OfficialPage:
    """The receipt to print; its code holds the whole signed file."""
    return OfficialPage(
        title=_("提交回执"),
        subtitle=submission.package.project.title,
        number=submission.receipt_number,
        digest=receipt_of(submission)["ledger_leaf"],
        facts=facts_of(receipt_of(submission)),
        sections=[
            Section(
                heading=_("怎样核验"),
                paragraphs=[
                    _where_to_check(submission.receipt),
                    _("不连接平台也能核验：下载公钥文件和核验程序，按程序开头的说明运行。"),
                    _("原文摘要和密文摘要使提交的内容固定下来，任何人都不能再改动。"),
                ],
            )
        ],
        code=code_of(submission.receipt),
    )


def _where_to_check(token: str) -> str:
    if len(token) > LONGEST_CODE:
        return _("签名文件较长，放不进图形码。请下载回执文件，用它在平台“公开与核验”里的“核验回执”核验。")
    return _("下面的图形码里是完整的签名文件。扫出文字以后，粘贴到平台“公开与核验”里的“核验回执”。")


def code_of(token: str) -> str:
    """The signed file as a drawing that a phone reads; none where it is too long for one."""
    if len(token) > LONGEST_CODE:
        return ""
    drawing = BytesIO()
    segno.make(token, error="l").save(drawing, kind="svg", xmldecl=False, border=4)
    return drawing.getvalue().decode()


def facts_of(said: dict) -> list[tuple[str, str]]:
    """What a receipt says, in words."""
    bidder = Body.objects.filter(credit_code=said["bidder"]).first()
    facts = [
        (_("回执编号"), said["receipt"]),
        (_("收到时间"), to_the_second(datetime.fromisoformat(said["received_at"]))),
        (_("采购包"), said["package"]),
        (_("类别"), str(SubmissionKind(said["kind"]).label)),
        (_("供应商"), f"{bidder.name} {said['bidder']}" if bidder else said["bidder"]),
        (_("密文大小"), _("%(size)s 字节") % {"size": f"{said['size']:,}"}),
        (_("密文摘要"), said["ciphertext_sha256"]),
        (_("原文摘要"), said["plaintext_sha256"]),
        (_("存证摘要"), said["ledger_leaf"]),
    ]
    for file in said.get("files", []):
        words = _("%(id)s，%(size)s 字节，密文摘要 %(digest)s")
        facts.append((_("加密附件"), words % file_words(file)))
    if said.get("custody_sha256"):
        facts.append((_("托管口令密文摘要"), said["custody_sha256"]))
    if "second_factor" in said:
        facts.append((_("在本平台签署"), signing_words(said)))
    if said["replaces"]:
        facts.append((_("替换的回执"), said["replaces"]))
    if "in_head_by" in said:
        facts.append((_("最迟编入签名的树头"), to_the_second(datetime.fromisoformat(said["in_head_by"]))))
    return facts


def signing_words(said: dict) -> str:
    """Whether submitting was signing: a second factor and the body's authorisation, at that time.

    The words hold for receipts of before too, which say whether the account had one set up.
    """
    if said["second_factor"] and said["authorisation"]:
        return _("已签署：经办人有第二重验证，授权书 %(number)s") % {"number": said["authorisation"]}
    if said["authorisation"]:
        return _("没有签署：提交时没有用第二重验证")
    return _("没有签署：单位没有登记在有效期内的授权书")


def file_words(file: dict) -> dict[str, str]:
    """A file of a receipt as it is printed."""
    return {"id": file["id"], "size": f"{file['sealed_size']:,}", "digest": file["sealed_sha256"]}


def _ciphertext(said: dict) -> Finding:
    kept = Submission.objects.filter(receipt_number=said["receipt"]).first()
    digest = hashlib.sha256(kept.envelope.encode()).hexdigest() if kept else ""
    if digest == said["ciphertext_sha256"]:
        return Finding(_("密文"), _("平台保存的密文与回执一致"), "ok")
    return Finding(_("密文"), _("平台没有与回执一致的密文，请向审计监督部门反映"), "over")


def _entry(place: Place) -> Finding:
    if place.entry and ledger.check(place.entry) is None:
        return Finding(_("存证"), _("存证记录在，内容没有改动"), "ok")
    return Finding(_("存证"), _("存证记录缺少或者被改动，请向审计监督部门反映"), "over")


def _head(place: Place, *, now: datetime) -> Finding:
    what, promised = _("存证树"), place.promised
    if place.head and promised and place.head.at > promised:
        words = _("已在 %(at)s 签名的树头中，晚于承诺的时间")
        return Finding(what, words % {"at": to_the_second(place.head.at)}, "soon")
    if place.head:
        return Finding(what, _("已在 %(at)s 签名的树头中") % {"at": to_the_second(place.head.at)}, "ok")
    if promised and now > promised:
        return Finding(what, _("过了承诺的时间还没有编入，请向审计监督部门反映"), "over")
    return Finding(what, _("正在编入，请稍后再核验一次"), "soon")


def _not_ours() -> Refusal:
    return Refusal(
        because=_("这不是本平台签发的回执，或者内容不完整、被改动过。"),
        remedy=_("请把下载的回执文件里的文字从头到尾全部粘贴进来。"),
        code="not_a_receipt",
    )

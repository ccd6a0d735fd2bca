"""What a correction may change of a result, contract, acceptance, termination or publicity. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.errors import Refusal
from procurement.notices.choices import RESULTS, NoticeType
from procurement.notices.text import Section

FORM_BASIS = gettext_lazy("财办库〔2020〕50号《政府采购公告和公示信息格式规范》")
AMENDABLE = (
    *RESULTS,
    NoticeType.CONTRACT,
    NoticeType.ACCEPTANCE_RESULT,
    NoticeType.TERMINATION,
    NoticeType.SINGLE_SOURCE,
)
SUBJECTS = {
    NoticeType.CONTRACT: "合同公告",
    NoticeType.ACCEPTANCE_RESULT: "验收结果公告",
    NoticeType.TERMINATION: "终止公告",
    NoticeType.SINGLE_SOURCE: "单一来源采购公示",
}
"""What the form calls the thing that is corrected; every result is 采购结果."""
IDENTITY = frozenset({"项目编号", "合同编号", "采购包", "采购方式", "交易方式", "采购预算", "采购文件"})


@dataclass(frozen=True)
class Lock:
    """Why a decided thing is not corrected by a notice, and what is to be done instead."""

    sections: frozenset[str]
    labels: frozenset[str]
    because: str
    basis: str
    remedy: str

    def holds(self, section: str, label: str) -> bool:
        """Whether a field lies under this lock; without labels the whole section does."""
        return section in self.sections and (not self.labels or label in self.labels)


WINNER = Lock(
    frozenset({"winner"}),
    frozenset({"供应商名称", "成交金额", "成交时间"}),
    gettext_lazy("成交供应商和金额是定标的决定，不能用更正公告改变。"),
    gettext_lazy("政府采购法第四十六条"),
    gettext_lazy("结果确有错误的，依法处理后重新确定，再发布新的结果公告。"),
)
SERVICE = Lock(
    frozenset({"subject"}),
    frozenset({"服务范围", "服务要求", "服务时间", "服务标准"}),
    gettext_lazy("服务的范围、要求、时间和标准是采购文件规定、供应商响应的，不能用更正公告改变。"),
    gettext_lazy("政府采购法第四十六条"),
    gettext_lazy("结果确有错误的，依法处理后重新确定，再发布新的结果公告。"),
)
PANEL = Lock(
    frozenset({"panel"}),
    frozenset(),
    gettext_lazy("评审小组成员名单以评审记录为准，不能用更正公告改变。"),
    gettext_lazy("《政府采购货物和服务招标投标管理办法》（财政部令第87号）第六十九条"),
    gettext_lazy("请核对评审记录；评审小组组成有误的，依法处理后重新评审。"),
)
CHOSEN = Lock(
    frozenset({"comparison", "nature", "quotes"}),
    frozenset(),
    gettext_lazy("比价情况、定标日期和采购性质是定标的记录，不能用更正公告改变。"),
    gettext_lazy("单位内部控制制度（待确认）"),
    gettext_lazy("结果确有错误的，按单位内部控制制度处理后重新确定，再发布新的结果公告。"),
)
PLATFORM = Lock(
    frozenset({"outside"}),
    frozenset({"办理平台", "订单或者项目编号", "订单编号", "成交日期"}),
    gettext_lazy("办理平台、编号和成交日期以该平台的结果为准，不能用更正公告改变。"),
    gettext_lazy("单位内部控制制度（待确认）"),
    gettext_lazy("结果确有错误的，由该平台依法处理后，再发布新的结果公告。"),
)
ENDED = Lock(
    frozenset({"reason"}),
    frozenset(),
    gettext_lazy("终止的依据和原因是终止采购的决定，不能用更正公告改变。"),
    gettext_lazy("政府采购法第三十六条"),
    gettext_lazy("终止确有错误的，依法处理后重新开展采购。"),
)
AGREED = Lock(
    frozenset({"parties", "main", "instalments", "text"}),
    frozenset({"采购人（甲方）", "供应商（乙方）", "供应商", "主要标的", "服务要求", "合同金额"})
    | {"履约期限", "履约地点", "签订日期", ""},
    gettext_lazy("合同双方、标的、要求、金额、期限、地点和合同文本是双方签署的，不能用更正公告改变。"),
    gettext_lazy("政府采购法第五十条"),
    gettext_lazy("需要变更合同的，双方依法另行签订补充合同。"),
)
ACCEPTED = Lock(
    frozenset({"acceptance", "items", "voices"}),
    frozenset(),
    gettext_lazy("验收结论和查验记录是验收小组作出的，不能用更正公告改变。"),
    gettext_lazy("《政府采购法实施条例》第四十五条"),
    gettext_lazy("验收有误的，重新组织验收，再发布新的结果公告。"),
)
PLANNED = Lock(
    frozenset({"basics", "reason"}),
    frozenset(),
    gettext_lazy("项目内容、预算和采用单一来源的理由是方案写明的，不能用更正公告改变。"),
    gettext_lazy("《政府采购法实施条例》第三十八条"),
    gettext_lazy("方案确有改动的，改好以后重新公示。"),
)
ONLY_SUPPLIER = replace(
    PLANNED,
    sections=frozenset({"supplier"}),
    labels=frozenset({"名称"}),
    because=gettext_lazy("公示的供应商是方案写明的，不能用更正公告改变。"),
)
PERIOD = Lock(
    frozenset({"period"}),
    frozenset(),
    gettext_lazy("公告期限由法律规定，不能更正。"),
    FORM_BASIS,
    gettext_lazy("请保持原来的公告期限。"),
)
GRANTED = Lock(
    frozenset({"basics"}),
    frozenset({"立项项目数", "资助金额合计", "资助金额", "承担单位"}),
    gettext_lazy("立项的单位、项目和金额是评审后的决定，不能用更正公告改变。"),
    gettext_lazy("本级福彩公益金等资金的申报规定（待确认）"),
    gettext_lazy("立项确有错误的，按资金管理规定重新决定，再发布新的公示。"),
)
CLOSED = Lock(
    frozenset({"decision"}),
    frozenset(),
    gettext_lazy("结项结论是验收的决定，不能用更正公告改变。"),
    gettext_lazy("本级福彩公益金等资金的申报规定（待确认）"),
    gettext_lazy("结论确有错误的，重新办理结项，再发布新的公告。"),
)
LOCKS = {
    NoticeType.GRANT_PUBLICITY: (GRANTED,),
    NoticeType.GRANT_CLOSING: (GRANTED, CLOSED),
    NoticeType.AWARD_RESULT: (WINNER, SERVICE, PANEL),
    NoticeType.SELF_RESULT: (WINNER, CHOSEN),
    NoticeType.ELSEWHERE_RESULT: (WINNER, PLATFORM),
    NoticeType.EMALL_RESULT: (WINNER, CHOSEN, PLATFORM),
    NoticeType.CONTRACT: (AGREED,),
    NoticeType.ACCEPTANCE_RESULT: (ACCEPTED, replace(AGREED, sections=frozenset({"basics"}))),
    NoticeType.TERMINATION: (ENDED,),
    NoticeType.SINGLE_SOURCE: (PLANNED, ONLY_SUPPLIER),
}


@dataclass(frozen=True)
class Entry:
    """One thing that a notice says: a labelled fact, or the running text of a section (no label)."""

    section: str
    heading: str
    label: str
    value: str
    lock: Lock | None = None
    is_identity: bool = False

    @property
    def key(self) -> str:
        """What a correction calls it."""
        return f"{self.section}:{self.label}"

    @property
    def says(self) -> str:
        """The entry in words: 联系方式：地址."""
        title = self.heading.partition("、")[2] or self.heading
        return f"{title}：{self.label}" if self.label else title

    @property
    def is_open(self) -> bool:
        """Whether a correction may change it."""
        return self.lock is None and not self.is_identity


def entries_of(kind: str, sections: Sequence[Section]) -> list[Entry]:
    """What a notice says, thing by thing; tables are records of other steps and stay as they are."""
    found = []
    for section in sections:
        for label, value in section.facts:
            found.append(_entry(kind, section, label, value))
        if section.paragraphs:
            found.append(_entry(kind, section, "", "\n".join(section.paragraphs)))
    return found


def _entry(kind: str, section: Section, label: str, value: str) -> Entry:
    locks = (*LOCKS.get(kind, ()), PERIOD)
    lock = next((lock for lock in locks if lock.holds(section.key, label)), None)
    is_identity = label in IDENTITY
    return Entry(section.key, section.heading, label, value, None if is_identity else lock, is_identity)


def as_corrected(entries: Sequence[Entry], amended: Sequence[Mapping[str, str]]) -> list[Entry]:
    """The entries as the corrections that came out left them, the first correction first."""
    said = dict(kept for values in amended for kept in values.items())
    return [replace(entry, value=said.get(entry.key, entry.value)) for entry in entries]


def changed(entries: Sequence[Entry], wished: Mapping[str, str]) -> list[tuple[Entry, str]]:
    """What a wish really changes, with the new text; ends of lines and outer spaces say nothing."""
    pairs = [(entry, plain(wished.get(entry.key, entry.value))) for entry in entries]
    return [(entry, value) for entry, value in pairs if value != plain(entry.value)]


def plain(text: str) -> str:
    """A text as it is compared."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def amend_refusals(entries: Sequence[Entry], wished: Mapping[str, str]) -> list[Refusal]:
    """Why a correction may not be drafted: nothing changed, emptied, or decided elsewhere."""
    changes = changed(entries, wished)
    if not changes:
        return [
            Refusal(because=_("没有任何更正内容。"), remedy=_("请至少改动一处。"), code="nothing_changed")
        ]
    return [refusal for entry, value in changes for refusal in change_refusals(entry, value)]


def change_refusals(entry: Entry, value: str) -> list[Refusal]:
    """Why one entry may not be corrected like this."""
    if entry.lock:
        lock = entry.lock
        return [Refusal(str(lock.because), str(lock.basis), str(lock.remedy), "decided_elsewhere")]
    if entry.is_identity:
        because = _("“%(what)s”用来辨认这次采购，不能更正。") % {"what": entry.says}
        return [Refusal(because, str(FORM_BASIS), _("请保持原来的内容。"), "identity_fixed")]
    if not value:
        because = _("“%(what)s”更正后成了空白。") % {"what": entry.says}
        return [Refusal(because, str(FORM_BASIS), _("请填写更正后的内容；没有的写“无”。"), "emptied")]
    return []


def kind_refusals(kind: str, *, is_published: bool) -> list[Refusal]:
    """Only a published notice of these forms is corrected in this way."""
    if kind in AMENDABLE and is_published:
        return []
    because = _("这份公告不能在这里更正。")
    remedy = _("采购公告在截止以前从公告页面更正；没有发布的公告请直接修改。")
    return [Refusal(because=because, remedy=remedy, code="not_amendable")]

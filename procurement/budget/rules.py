"""Budget first, purchase later (Order 102, art. 16): what a line can carry, in yuan. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from portal.kernel.money import ZERO, format_amount
from procurement.budget.choices import BY_PAPER, UNSETTLED, Account, LineKind, MovementKind

BUDGET_FIRST = "政府购买服务管理办法（财政部令第102号）第十六条"
YEARS_AROUND = 1
# From which account of a line to which one a movement goes; to another line where there is one.
POSTINGS: dict[str, tuple[Account, Account]] = {
    MovementKind.ARRANGE: (Account.OUTSIDE, Account.AVAILABLE),
    MovementKind.SUPPLEMENT: (Account.OUTSIDE, Account.AVAILABLE),
    MovementKind.REDUCE: (Account.AVAILABLE, Account.OUTSIDE),
    MovementKind.SHIFT: (Account.AVAILABLE, Account.AVAILABLE),
    MovementKind.COMMIT: (Account.AVAILABLE, Account.COMMITTED),
    MovementKind.RELEASE: (Account.COMMITTED, Account.AVAILABLE),
    MovementKind.CONTRACT: (Account.COMMITTED, Account.CONTRACTED),
    MovementKind.SPEND: (Account.CONTRACTED, Account.SPENT),
}


@dataclass(frozen=True)
class Share:
    """How much of something one budget line carries, in yuan."""

    line_id: int
    amount: Decimal


@dataclass(frozen=True)
class Balance:
    """What is arranged on a line and what of it is taken, in yuan."""

    label: str
    amount: Decimal
    committed: Decimal
    contracted: Decimal
    spent: Decimal = ZERO

    @property
    def available(self) -> Decimal:
        """What is neither committed nor contracted nor paid."""
        return self.amount - self.committed - self.contracted - self.spent

    def of(self, account: Account) -> Decimal:
        """What lies in one of the line's accounts."""
        return {
            Account.AVAILABLE: self.available,
            Account.COMMITTED: self.committed,
            Account.CONTRACTED: self.contracted,
            Account.SPENT: self.spent,
        }[account]


@dataclass(frozen=True)
class LineFacts:
    """A line as the finance department enters it."""

    body_id: int
    fiscal_year: int
    code: str
    title: str
    fund_source: str
    amount: Decimal
    document_number: str = ""
    kind: str = LineKind.YEAR
    document_on: date | None = None
    upper_number: str = ""
    function_code: str = ""
    standard_id: str = ""
    confirmed_number: str = ""
    confirmed_on: date | None = None
    standard: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Paper:
    """The paper that changes a budget; `upload_id` names its scan."""

    number: str
    dated_on: date | None
    upload_id: int | None = None


def merged(shares: Iterable[Share]) -> list[Share]:
    """One share a line, in the order of the lines' ids, so that everybody locks in the same order."""
    sums: dict[int, Decimal] = {}
    for share in shares:
        sums[share.line_id] = sums.get(share.line_id, ZERO) + share.amount
    return [Share(line_id, amount) for line_id, amount in sorted(sums.items())]


def total(shares: Iterable[Share]) -> Decimal:
    """The sum of shares."""
    return sum((share.amount for share in shares), ZERO)


def taken_from_last(amount: Decimal, shares: Iterable[Share]) -> list[Share]:
    """The shares that make up `amount`, taken from the last line first; less when there is less."""
    taken = []
    for share in reversed(list(shares)):
        part = min(amount, share.amount)
        if part > 0:
            taken.append(Share(share.line_id, part))
            amount -= part
    return taken


def commit_refusals(balance: Balance, amount: Decimal) -> list[Refusal]:
    """A line carries no more than it has left (Order 102, art. 16)."""
    return _beyond(
        balance,
        amount,
        balance.available,
        because=_("预算指标“%(line)s”可用余额 %(held)s 元，本次要占用 %(amount)s 元，差 %(missing)s 元。"),
        remedy=_("请减少这条指标承担的金额，换一条有余额的指标，或者先请财政部门调整预算。"),
        code="line_exceeded",
    )


def committed_refusals(balance: Balance, amount: Decimal) -> list[Refusal]:
    """Only what is committed can be released or turned into a contract."""
    return _beyond(
        balance,
        amount,
        balance.committed,
        because=_("预算指标“%(line)s”已占用 %(held)s 元，本次要处理 %(amount)s 元，超过了已占用的金额。"),
        remedy=_("请核对金额；合同金额不能超过批准时占用的预算。"),
        code="commitment_exceeded",
    )


def contracted_refusals(balance: Balance, amount: Decimal) -> list[Refusal]:
    """Only what is contracted is paid."""
    return _beyond(
        balance,
        amount,
        balance.contracted,
        because=_("预算指标“%(line)s”已签合同未支付 %(held)s 元，本次要支付 %(amount)s 元。"),
        remedy=_("请核对金额；没有预算指标的款项不能支付。"),
        code="contract_exceeded",
    )


def reduction_refusals(balance: Balance, amount: Decimal) -> list[Refusal]:
    """Only money that no purchase holds is taken from a line."""
    return _beyond(
        balance,
        amount,
        balance.available,
        because=_("预算指标“%(line)s”可用余额 %(held)s 元，要调出 %(amount)s 元。"),
        remedy=_("已占用和已签合同的金额不能调出；请减少金额，或者先由采购人释放占用。"),
        code="line_exceeded",
    )


def _beyond(
    balance: Balance, amount: Decimal, held: Decimal, *, because: str, remedy: str, code: str
) -> list[Refusal]:
    """Nothing, or less, is no movement; and nobody moves more than an account holds."""
    if amount <= 0:
        return [not_positive(balance)]
    if amount <= held:
        return []
    figures = {"held": held, "amount": amount, "missing": amount - held}
    words = {name: format_amount(value) for name, value in figures.items()} | {"line": balance.label}
    return [Refusal(because=because % words, basis=BUDGET_FIRST, remedy=remedy, code=code)]


def shift_refusals(*, is_same_line: bool, is_same_year: bool, is_same_source: bool) -> list[Refusal]:
    """Money is shifted between two lines of one year and one source."""
    if is_same_line or not is_same_year or not is_same_source:
        return [
            Refusal(
                because=_("只能在同一年度、同一资金来源的两条指标之间调剂。"),
                basis=BUDGET_FIRST,
                remedy=_("请改选调入的指标；不同来源的资金请分别核减和追加，各附文件。"),
                code="shift_between_unlike",
            )
        ]
    return []


@dataclass(frozen=True)
class Standing:
    """What decides whether a line carries an award: whether it was given, and for which year."""

    label: str
    kind_label: str
    fiscal_year: int
    is_settled: bool


def award_refusals(
    standings: Iterable[Standing], *, year: int, held: Decimal, amount: Decimal, later: Decimal = ZERO
) -> list[Refusal]:
    """Held money of this year, given and not merely announced, carries an award (Order 102, art. 16).

    `later` is what the project plans for later years.
    """
    refusals = standing_refusals(standings, year=year)
    if held <= 0 or held + later < amount:
        refusals.append(
            Refusal(
                because=_("本项目占用的预算还有 %(held)s 元，成交金额 %(amount)s 元。")
                % {"held": format_amount(held), "amount": format_amount(amount)},
                basis=BUDGET_FIRST,
                remedy=_("没有预算指标的采购不能定标；请先由财政部门落实指标。"),
                code="nothing_held",
            )
        )
    return refusals


def standing_refusals(standings: Iterable[Standing], *, year: int) -> list[Refusal]:
    """An advance notice, a draft, a year that has not begun or one that has ended carries nothing."""
    refusals = []
    for line in standings:
        if not line.is_settled:
            refusals.append(unsettled(line))
        elif line.fiscal_year > year:
            refusals.append(not_begun(line))
        elif line.fiscal_year < year:
            refusals.append(ended(line))
    return refusals


def ended_refusals(standings: Iterable[Standing], *, year: int) -> list[Refusal]:
    """After 31 December nothing is held, signed or paid on a line of that year (Order 102, art. 16)."""
    return [ended(line) for line in standings if line.fiscal_year < year]


def unsettled(line: Standing) -> Refusal:
    """The refusal of a line that was only announced or drafted."""
    return Refusal(
        because=_("预算指标“%(line)s”是%(kind)s，还没有正式下达，只能用于准备采购。")
        % {"line": line.label, "kind": line.kind_label},
        basis=BUDGET_FIRST,
        remedy=_("请等财政部门正式下达并在平台确认后再定标。"),
        code="line_not_settled",
    )


def not_begun(line: Standing) -> Refusal:
    """The refusal of a line of a later year."""
    return Refusal(
        because=_("预算指标“%(line)s”是%(year)s年的预算，这一年度还没有开始。")
        % {"line": line.label, "year": line.fiscal_year},
        basis=BUDGET_FIRST,
        remedy=_("请在该年度开始以后定标。"),
        code="year_not_begun",
    )


def ended(line: Standing) -> Refusal:
    """The refusal of a line whose year is over."""
    return Refusal(
        because=_("预算指标“%(line)s”是%(year)s年的预算，这一年度已经结束。")
        % {"line": line.label, "year": line.fiscal_year},
        basis=BUDGET_FIRST,
        remedy=_(
            "已经占用或者签订合同的金额，请先在%(year)s年的年末清单里结转；还没有占用的，请改用本年度的指标。"
        )
        % {"year": line.fiscal_year},
        code="year_ended",
    )


def entry_refusals(
    *, amount: Decimal, fiscal_year: int, this_year: int, is_known: bool, is_papered: bool = True
) -> list[Refusal]:
    """A line is entered once, for a year near this one, with money on it and its paper."""
    refusals = []
    if amount <= 0:
        refusals.append(
            Refusal(
                because=_("预算安排是 %(amount)s 元，要大于零。") % {"amount": format_amount(amount)},
                basis=BUDGET_FIRST,
                remedy=_("请按预算批复填写金额。"),
                code="amount_not_positive",
            )
        )
    if abs(fiscal_year - this_year) > YEARS_AROUND:
        refusals.append(
            Refusal(
                because=_("预算年度是%(year)s年，现在是%(now)s年，只能录入前后一年以内的指标。")
                % {"year": fiscal_year, "now": this_year},
                basis=BUDGET_FIRST,
                remedy=_("请核对预算年度。"),
                code="year_out_of_range",
            )
        )
    if is_known:
        refusals.append(
            Refusal(
                because=_("这个单位在%(year)s年已经有同一编码、同一资金来源、同一文件的指标。")
                % {"year": fiscal_year},
                basis=BUDGET_FIRST,
                remedy=_("请在指标列表中查看已有的指标，不要重复录入；增减金额请在该指标上办理。"),
                code="line_known",
            )
        )
    if not is_papered:
        refusals.append(
            Refusal(
                because=_("这一类指标要填写文号和文件日期。"),
                basis=BUDGET_FIRST,
                remedy=_("请按下达、追加或者调剂的文件填写。"),
                code="paper_missing",
            )
        )
    return refusals


def is_papered(facts: LineFacts) -> bool:
    """Whether a line has the paper that its kind needs."""
    return facts.kind not in BY_PAPER or bool(facts.document_number.strip() and facts.document_on)


def paper_refusals(paper: Paper) -> list[Refusal]:
    """A budget changes by a paper with number and day, of which the scan is kept (Order 102, art. 16)."""
    refusals = []
    if not (paper.number.strip() and paper.dated_on):
        refusals.append(
            Refusal(
                because=_("还没有填写文号和文件日期。"),
                basis=BUDGET_FIRST,
                remedy=_("请按下达、追加、调剂或者批复的文件填写。"),
                code="paper_missing",
            )
        )
    if paper.upload_id is None:
        refusals.append(
            Refusal(
                because=_("还没有上传文件扫描件。"),
                basis=BUDGET_FIRST,
                remedy=_("请上传这份文件的扫描件；审计和采购单位可以在指标的页面下载核对。"),
                code="scan_missing",
            )
        )
    return refusals


def confirm_refusals(*, kind: str, is_settled: bool) -> list[Refusal]:
    """Only an advance notice or a draft is confirmed, and once."""
    if kind in UNSETTLED and not is_settled:
        return []
    return [
        Refusal(
            because=_("这条指标已经是正式下达的预算，不需要再确认。"),
            basis=BUDGET_FIRST,
            code="line_settled",
        )
    ]


def not_positive(balance: Balance) -> Refusal:
    """The refusal of an amount of nothing."""
    return Refusal(
        because=_("预算指标“%(line)s”承担的金额要大于零。") % {"line": balance.label},
        basis=BUDGET_FIRST,
        remedy=_("请填写这条指标承担的金额，或者去掉这条指标。"),
        code="amount_not_positive",
    )

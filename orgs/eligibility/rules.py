"""May this body contract? One answer a rule, with evidence, source, time and article. Pure."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.bodies.choices import PartyOrganisation
from orgs.eligibility.choices import CREDIT_SITES, EvidenceKind, Rule, State
from orgs.registry import rules as registry
from orgs.registry.choices import InspectionResult, ListKind
from orgs.registry.rules import Fact
from portal.kernel.errors import Refusal

PASSED, FAILED, NOT_YET_DUE, UNKNOWN = State.PASSED, State.FAILED, State.NOT_YET_DUE, State.UNKNOWN
ARTICLES = {
    Rule.PERSONALITY: gettext_lazy("《政府采购法》第二十二条"),
    Rule.INSPECTION: gettext_lazy("财综〔2014〕87号、财综〔2016〕54号（条款待确认）"),
    Rule.SERIOUS: registry.ORDER_60,
    Rule.ABNORMAL: registry.ORDER_60,
    Rule.RECORD: gettext_lazy(
        "《政府采购法》第二十二条；《政府采购法实施条例》第十九条；较大数额的标准：财库〔2022〕3号（待确认）"
    ),
    Rule.BAN: gettext_lazy("《政府采购法实施条例》第十九条"),
    Rule.CREDIT_CHINA: gettext_lazy("财库〔2016〕125号；查询页的有效天数由平台设定，待确认"),
    Rule.CCGP: gettext_lazy("财库〔2016〕125号；查询页的有效天数由平台设定，待确认"),
    Rule.PARTY: gettext_lazy("财综〔2014〕87号、财综〔2016〕54号（条款待确认）"),
    Rule.CAPACITY: gettext_lazy("《政府采购法》第二十二条"),
    Rule.AGE: gettext_lazy("财综〔2016〕54号；《政府采购法实施条例》第二十条"),
}
OWN_SOURCE = gettext_lazy("平台登记信息")
# What a failed answer refuses by itself. An inspection is judged by the purchaser with the evidence.
BARRING = frozenset({Rule.KIND, Rule.PERSONALITY, Rule.SERIOUS, Rule.RECORD, Rule.BAN, *CREDIT_SITES})

# Asked of social organisations only.
OF_SOCIAL = frozenset({Rule.INSPECTION, Rule.SERIOUS, Rule.ABNORMAL, Rule.PARTY})


@dataclass(frozen=True)
class Party:
    """What is known of the body; dates None where there is no registration with civil affairs."""

    may_contract: bool
    basis: str
    is_social: bool = True
    is_individual: bool = False
    registered_on: date | None = None
    deregistered_on: date | None = None
    party_organisation: str = ""


@dataclass(frozen=True)
class Known:
    """A fact of the register with its source in words."""

    fact: Fact
    source: str


@dataclass(frozen=True)
class Proof:
    """What was put forward for a rule; `is_clean` false when a record was found."""

    rule: str
    kind: str
    is_clean: bool
    says: str
    source: str
    checked_at: datetime


@dataclass(frozen=True)
class Law:
    """The legal numbers, in years, yuan, month of the year and days."""

    clean_years: int
    larger_fine: Decimal
    due_month: int
    lag_years: int
    query_days: int


@dataclass(frozen=True)
class Answer:
    """The answer to one rule. `asks` is what would settle it: a statement, a query page or a check.

    Article and source are looked up in the catalogue of words where they are shown.
    """

    rule: str
    state: str
    evidence: str
    source: str
    checked_at: datetime
    article: str
    asks: str = ""

    @property
    def bars(self) -> bool:
        """Whether the answer by itself keeps the body out."""
        return self.state == FAILED and self.rule in BARRING


@dataclass(frozen=True)
class Question:
    """A body on a day, seen at a moment; `is_due` once credit must have been looked up."""

    party: Party
    known: Sequence[Known]
    proofs: Sequence[Proof]
    law: Law
    on: date
    at: datetime
    is_due: bool = False

    @property
    def facts(self) -> list[Fact]:
        """The facts without their sources."""
        return [known.fact for known in self.known]

    def answer(self, rule: str, state: str, evidence: str, *, fact: Fact | None = None, **more) -> Answer:
        """An answer with the article of its rule, and the source of the fact that decided."""
        source = next((known.source for known in self.known if known.fact == fact), "") or OWN_SOURCE
        return Answer(
            rule,
            state,
            evidence,
            more.get("source", source),
            self.at,
            ARTICLES[rule],
            more.get("asks", ""),
        )


def answers(question: Question, *, only: Container[str] = frozenset(Rule)) -> list[Answer]:
    """Every rule that applies, in the order of the page; a person's proof settles what was unknown.

    `only` leaves the others out: who asks whether a body is barred needs no words for the rest.
    """
    applying = [rule for rule in Rule if rule in only and (question.party.is_social or rule not in OF_SOCIAL)]
    return [_settled(ANSWERED_BY[rule](question), question) for rule in applying]


def barring_refusals(found: Sequence[Answer]) -> list[Refusal]:
    """The failed answers that keep a body out; unknown ones never do."""
    return [
        Refusal(
            because=_("不符合“%(rule)s”：%(evidence)s")
            % {"rule": Rule(a.rule).label, "evidence": a.evidence},
            basis=a.article,
            remedy=_("信息有误的，请向登记管理机关或者作出决定的机关申请更正，再来办理。"),
            code=f"eligibility_{a.rule}",
        )
        for a in found
        if a.bars
    ]


def due_year(on: date, *, due_month: int) -> int:
    """The newest year whose report was due: until the end of that month of the year after."""
    return on.year - 1 if on.month > due_month else on.year - 2


def _kind(q: Question) -> Answer:
    state, says = (
        (PASSED, _("单位类别可以承接。"))
        if q.party.may_contract
        else (FAILED, _("单位类别或者经费来源不能承接。"))
    )
    return Answer(Rule.KIND, state, says, _("平台登记信息"), q.at, str(q.party.basis))


def _personality(q: Question) -> Answer:
    party = q.party
    if party.is_individual:
        return q.answer(Rule.PERSONALITY, PASSED, _("自然人。"))
    if party.registered_on is None:
        ask = EvidenceKind.STATEMENT
        return q.answer(Rule.PERSONALITY, UNKNOWN, _("平台没有登记证书信息。"), asks=ask)
    if party.registered_on <= q.on and (party.deregistered_on is None or q.on < party.deregistered_on):
        return q.answer(
            Rule.PERSONALITY, PASSED, _("%(day)s 登记，没有注销。") % {"day": party.registered_on}
        )
    return q.answer(Rule.PERSONALITY, FAILED, _("在这一天没有登记或者已经注销。"))


def _inspection(q: Question) -> Answer:
    rule, year = Rule.INSPECTION, due_year(q.on, due_month=q.law.due_month)
    newest = registry.newest_concluded(q.facts)
    waiting = [f for y in range(year - q.law.lag_years, q.on.year + 1) if (f := registry.filed(q.facts, y))]
    if newest and newest.code in (InspectionResult.UNQUALIFIED, InspectionResult.NOT_FILED):
        return q.answer(rule, FAILED, _year_says(newest), fact=newest)
    if newest and newest.year >= year - q.law.lag_years:
        return q.answer(rule, PASSED, _year_says(newest), fact=newest)
    if waiting:
        return q.answer(rule, PASSED, _year_says(waiting[-1]), fact=waiting[-1])
    if q.party.registered_on and q.party.registered_on.year > year:
        says = _("%(day)s 登记，晚于应检的 %(year)s 年度。") % {"day": q.party.registered_on, "year": year}
        return q.answer(rule, PASSED, says)
    says = _("没有 %(year)s 年度的检查或者报告记录。") % {"year": year}
    return q.answer(rule, UNKNOWN, says, asks=EvidenceKind.CHECK)


def _year_says(fact: Fact) -> str:
    words = {"year": fact.year, "result": InspectionResult(fact.code).label}
    return _("%(year)s 年度：%(result)s。") % words


def _serious(q: Question) -> Answer:
    listed = registry.listings_on(q.facts, q.on, code=ListKind.SERIOUS)
    if not listed:
        return q.answer(Rule.SERIOUS, PASSED, _("登记信息中没有列入的记录。"))
    says = _("%(day)s 列入，没有移出。") % {"day": listed[0].happened_on}
    return q.answer(Rule.SERIOUS, FAILED, says, fact=listed[0])


def _abnormal(q: Question) -> Answer:
    """Being listed flags a purchase; it bars only where the procurement document says so (rule CRD-02)."""
    listed = registry.listings_on(q.facts, q.on, code=ListKind.ABNORMAL)
    if not listed:
        return q.answer(Rule.ABNORMAL, PASSED, _("登记信息中没有列入或者已经移出。"))
    says = _("%(day)s 列入，没有移出；是否影响参加由采购文件规定。") % {"day": listed[0].happened_on}
    return q.answer(Rule.ABNORMAL, UNKNOWN, says, fact=listed[0], asks=EvidenceKind.CHECK)


def _record(q: Question) -> Answer:
    years = q.law.clean_years
    major = registry.major_records(q.facts, q.on, years=years, larger_fine=q.law.larger_fine)
    if not major:
        return q.answer(Rule.RECORD, PASSED, _("登记信息中近 %(n)s 年没有重大违法记录。") % {"n": years})
    says = _("%(day)s 的处罚 %(number)s。") % {"day": major[0].happened_on, "number": major[0].number}
    return q.answer(Rule.RECORD, FAILED, says, fact=major[0])


def _ban(q: Question) -> Answer:
    bans = registry.bans_on(q.facts, q.on)
    if not bans:
        return q.answer(Rule.BAN, PASSED, _("登记信息中没有在期限内的禁止；期满的不再影响。"))
    return q.answer(
        Rule.BAN, FAILED, _("禁止到 %(day)s。") % {"day": bans[0].ends_on or _("未定")}, fact=bans[0]
    )


def _credit(q: Question, site: str) -> Answer:
    since = q.at - timedelta(days=q.law.query_days)
    proof = _newest(proof for proof in q.proofs if proof.rule == site and since <= proof.checked_at <= q.at)
    if proof is not None:
        state = PASSED if proof.is_clean else FAILED
        return Answer(site, state, proof.says, proof.source, proof.checked_at, ARTICLES[site])
    ask = EvidenceKind.CREDIT_QUERY
    if q.is_due:
        return q.answer(site, UNKNOWN, _("没有有效期内的查询页，由采购人查询。"), asks=ask)
    return q.answer(site, NOT_YET_DUE, _("评审前由采购人查询，也可以先上传查询页。"), asks=ask)


def _party_work(q: Question) -> Answer:
    has = q.party.party_organisation in (PartyOrganisation.INDEPENDENT, PartyOrganisation.JOINT)
    if has:
        return q.answer(Rule.PARTY, PASSED, PartyOrganisation(q.party.party_organisation).label)
    says = _("没有登记党组织信息，是否要求由采购文件规定。")
    return q.answer(Rule.PARTY, UNKNOWN, says, asks=EvidenceKind.STATEMENT)


def _capacity(q: Question) -> Answer:
    return q.answer(Rule.CAPACITY, UNKNOWN, _("由单位书面承诺。"), asks=EvidenceKind.STATEMENT)


def _age(q: Question) -> Answer:
    """Founded less than three years ago is no bar (rule SO-15)."""
    return q.answer(Rule.AGE, PASSED, _("成立时间长短不是参加的条件，未满三年也可以参加。"))


def _settled(answer: Answer, q: Question) -> Answer:
    """An unknown answer with the newest statement or check that was put forward for it."""
    if answer.state != UNKNOWN or answer.rule in CREDIT_SITES:
        return answer
    kinds = (EvidenceKind.CHECK,) if answer.asks == EvidenceKind.CHECK else tuple(EvidenceKind)
    proof = _newest(p for p in q.proofs if p.rule == answer.rule and p.kind in kinds and p.checked_at <= q.at)
    if proof is None:
        return answer
    state = PASSED if proof.is_clean else FAILED
    return Answer(answer.rule, state, proof.says, proof.source, proof.checked_at, answer.article)


def _newest(proofs) -> Proof | None:
    return max(proofs, key=lambda proof: proof.checked_at, default=None)


ANSWERED_BY = {
    Rule.KIND: _kind,
    Rule.PERSONALITY: _personality,
    Rule.INSPECTION: _inspection,
    Rule.SERIOUS: _serious,
    Rule.ABNORMAL: _abnormal,
    Rule.RECORD: _record,
    Rule.BAN: _ban,
    **{site: partial(_credit, site=site) for site in CREDIT_SITES},
    Rule.PARTY: _party_work,
    Rule.CAPACITY: _capacity,
    Rule.AGE: _age,
}

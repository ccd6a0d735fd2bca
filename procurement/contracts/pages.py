"""What pages about a contract show: the next step, its clock, the money, the signatures, the record."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from orgs.eligibility import queries as eligibility
from orgs.eligibility import rules as eligibility_rules
from orgs.eligibility.choices import Occasion
from portal.kernel.actors import Actor
from portal.kernel.ledger.queries import proof_of
from portal.kernel.pieces import DONE, NEXT, NOW, Step
from portal.kernel.workflow import may
from procurement.award.models import Award
from procurement.budget.years import queries as years
from procurement.contracts import clocks, rules, workflow
from procurement.contracts.choices import ContractStatus, Side
from procurement.contracts.models import Contract
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from procurement.projects import queries as projects
from procurement.review.low_price import queries as low_prices

S = ContractStatus
TONES = {S.DRAFT: "quiet", S.OFFERED: "soon", S.SUPPLIER_SIGNED: "soon", S.SIGNED: "soon", S.PUBLISHED: "ok"}


@dataclass(frozen=True)
class Next:
    """The one thing to do now: its words, who does it, the address for those who may."""

    title: str
    note: str
    who: str
    due: date | None
    basis: str
    action: str = ""
    url: str = ""
    is_provisional: bool = False


def detail(contract: Contract, *, by: Actor, now: datetime) -> dict:
    """The context of the contract's page."""
    project = contract.award.package.project
    return {
        "now": now,
        "contract": contract,
        "project": project,
        "tone": TONES[contract.status],
        "head_facts": head_facts(contract),
        "next": next_step(contract, by=by),
        "limit": clocks.signing_limit(contract.award),
        "sign_basis": sign_basis(contract.award),
        "file_by": clocks.file_by(contract),
        "instalments": list(contract.instalments.all()),
        "funds": list(contract.funds.select_related("allocation__line").order_by("pk")),
        "later_years": list(years.of_contract(contract.number)),
        "signatures": list(contract.standing_signatures.select_related("signed_by").order_by("pk")),
        "steps": steps(contract),
        "notice": published_notice(contract),
        "proof": proof_of(contract),
        "is_purchaser": project.purchaser_id == by.body_id,
        "is_watched": low_prices.passed_review(contract.award.winner),
        "shows_funds": contract.supplier_id != by.body_id,
        "may_edit": may_own(contract, "edit", by=by),
        "may_recall": may_own(contract, "recall", by=by),
    }


def eligibility_of(contract: Contract, *, by: Actor, now: datetime) -> dict:
    """The supplier's eligibility: frozen at the deadline and at the signature, or today before it."""
    package, supplier = contract.award.package, contract.supplier
    context = {
        "now": now,
        "contract": contract,
        "project": package.project,
        "tone": TONES[contract.status],
        "at_deadline": snapshot_of(contract, Occasion.BID_DEADLINE, package.number, now=now),
        "at_contract": snapshot_of(contract, Occasion.CONTRACT, contract.number, now=now),
        "may_check": by.has_role(*eligibility.CHECKERS),
    }
    if contract.signed_at is None:
        known = eligibility.as_known(supplier, at=now)
        context["today"] = known
        context["barring"] = eligibility_rules.barring_refusals([row.answer for row in known.rows])
    return context


def snapshot_of(
    contract: Contract, occasion: Occasion, reference: str, *, now: datetime
) -> eligibility.Frozen | None:
    """The supplier's frozen answers beside what is known now; None when none were frozen."""
    frozen = eligibility.frozen(occasion, reference)
    own = next((row for row in frozen if row.body_id == contract.supplier_id), None)
    return eligibility.compared(own, at=now) if own else None


def head_facts(contract: Contract) -> list[tuple[str, str]]:
    """What stands below the title."""
    project = contract.award.package.project
    return [
        (_("甲方"), project.purchaser.name),
        (_("乙方"), contract.supplier.name),
        (_("服务期限"), f"{contract.starts_on:%Y-%m-%d} {_('至')} {contract.ends_on:%Y-%m-%d}"),
        (_("采购包"), f"{_('包')}{contract.award.package.index} {contract.award.package.title}"),
    ]


def may_own(contract: Contract, verb: str, *, by: Actor) -> bool:
    """Whether state, role and body allow a verb."""
    party = (
        contract.supplier_id if verb == "sign_as_supplier" else contract.award.package.project.purchaser_id
    )
    return party == by.body_id and may(contract, workflow.STEPS, verb, by=by)


def next_step(contract: Contract, *, by: Actor) -> Next | None:
    """What comes next for the contract, whoever has to do it; None when it is published."""
    url, action = "", ""
    verb = NEXT_VERB.get(contract.status)
    if verb is None:
        return None
    if may_own(contract, verb, by=by):
        url, action = reverse(f"contracts:{PAGES[verb]}", args=[contract.pk]), str(workflow.STEPS[verb].says)
    title, note, who = words_of(verb)
    if verb != "publish":
        return Next(title, note, who, contract.sign_by, sign_basis(contract.award), action, url)
    due = clocks.publish_by(contract)
    basis = projects.basis_for(contract.award.package.project, rules.PUBLISH_BASIS)
    return Next(title, note, who, due.date, basis, action, url, due.provisional)


def sign_basis(award: Award) -> str:
    """By what the time for signing runs: the law's article, or the purchaser's own rules."""
    return projects.basis_for(award.package.project, rules.SIGN_BASIS)


NEXT_VERB = {
    S.DRAFT: "offer",
    S.OFFERED: "sign_as_supplier",
    S.SUPPLIER_SIGNED: "sign_as_purchaser",
    S.SIGNED: "publish",
}
PAGES = {
    "offer": "contract_offer",
    "sign_as_supplier": "contract_sign",
    "sign_as_purchaser": "contract_sign",
    "publish": "contract_publish",
}


def words_of(verb: str) -> tuple[str, str, str]:
    """Title, consequence and person of a step."""
    return {
        "offer": (
            _("把合同文本发给供应商签署"),
            _("发送后文本锁定，需要修改时可以在供应商签署前收回。"),
            _("采购人经办"),
        ),
        "sign_as_supplier": (
            _("供应商签署合同"),
            _("供应商的签署人核对文本后签署，签署后不能撤回。"),
            _("供应商签署人"),
        ),
        "sign_as_purchaser": (
            _("采购人签署合同"),
            _("由起草人以外的人签署。签署后合同成立，占用的预算转为合同金额，节约的部分退回预算指标。"),
            _("采购人分管领导或者复核人员"),
        ),
        "publish": (_("公告合同"), _("公告后任何人都能看到合同全文，不能修改。"), _("采购人")),
    }[verb]


def steps(contract: Contract) -> list[Step]:
    """The contract's own timeline."""
    signed = {s.side: s for s in contract.standing_signatures.select_related("signed_by")}
    order = list(S)
    reached = order.index(contract.status)

    def state(at: int) -> str:
        return DONE if reached > at else NOW if reached == at else NEXT

    by_supplier, by_purchaser = signed.get(Side.SUPPLIER), signed.get(Side.PURCHASER)
    return [
        Step(_("起草合同"), state(0), by=contract.drafted_by.name),
        Step(_("供应商签署"), state(1), **signature_facts(by_supplier)),
        Step(_("采购人签署"), state(2), **signature_facts(by_purchaser)),
        Step(
            _("公告合同"),
            DONE if contract.published_at else state(3),
            when=contract.published_at or "",
        ),
    ]


def signature_facts(signature) -> dict:
    """When and by whom one side signed."""
    return {"when": signature.signed_at, "by": signature.signed_by.name} if signature else {}


def published_notice(contract: Contract) -> Notice | None:
    """The notice of the contract."""
    if contract.status != S.PUBLISHED:
        return None
    found = Notice.objects.published().filter(type=NoticeType.CONTRACT, package=contract.award.package_id)
    return found.order_by("-pk").first()

"""The small purchase beside P6: three offers compared, and who evaluates the incubation base is found."""

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.editions import queries as catalogue
from orgs.bodies import rules as bodies
from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.documents import OfficialPage, Section
from portal.kernel.uploads import Upload
from portal.site.demo import demanding, preparing, year_end
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage
from procurement.award import workflow as awards
from procurement.award.direct import queries as offers
from procurement.award.direct import workflow as direct
from procurement.award.direct.rules import OfferFacts, Proposal
from procurement.award.models import Award
from procurement.budget.rules import Share
from procurement.contracts import drafting
from procurement.contracts import workflow as contracts
from procurement.contracts.models import Contract
from procurement.contracts.rules import ContractFacts, InstalmentFacts
from procurement.delivery import rules as delivery_rules
from procurement.delivery import workflow as delivery
from procurement.projects import workflow as projects
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.rules import PackageFacts, ProjectFacts

METHOD, REASON = "self_procurement", "电子卖场没有绩效评价服务。"
INSTITUTION, SIGNATORY = "mingde", "mingdeqs"
# Two that are not registered here, by name, number of their invented code, and offer.
OTHERS = (("星沙明算会计师事务所", 9001, "69500.00"), ("湘水评析咨询公司", 9002, "72000.00"))
PRICE = "68000.00"
MONTHS = 3
REQUIREMENTS = ("现场抽查不少于10家入驻组织", "提交评价报告和工作底稿")
VOICE = ("雨花区社会组织孵化基地", "评价人员逐项核对，问题指得准。")


def play(stage: Stage) -> None:
    """From the budget line to the accepted report, without a notice and a review."""
    draft(stage)
    preparing.submit(stage)
    preparing.approve(stage)
    compare(stage)
    contract(stage)
    accept(stage)


def draft(stage: Stage) -> None:
    """A small project by the purchaser's own comparison of offers."""
    part, by = stage.part, stage.handler
    now = stage.on(part.began)
    shares = [Share(preparing.line_of(stage, fund).pk, fund.share) for fund in part.funds]
    facts = ProjectFacts(
        title=stage.title,
        catalogue_item_id=catalogue.purchasable(on=now.date()).get(code=part.item).pk,
        fiscal_year=stage.budget_year,
        demand=part.demand,
        recipients=part.recipients,
        service_area=part.area,
        term_months=MONTHS,
    )
    stage.project = projects.draft(facts, by=by, now=stage.clock.advance(minutes=20))
    pk = stage.project.pk
    packages = [PackageFacts(p.title, p.content, p.budget, p.budget) for p in part.packages]
    projects.arrange_packages(pk, packages, by=by, now=stage.clock.advance(minutes=10))
    projects.arrange_funds(pk, shares, by=by, now=stage.clock.advance(minutes=10))
    stage.project = projects.choose_method(
        pk, METHOD, by=by, now=stage.clock.advance(minutes=5), reason=REASON
    )


def compare(stage: Stage) -> None:
    """Three offers, a meeting, the lowest proposed and approved, the result published."""
    now, package_id = stage.on(66, 9), stage.package.pk
    own = stage.cast.bodies[INSTITUTION]
    given = [(own.name, own.credit_code, PRICE)]
    given += [(f"{name}{MARK}", code_of(number), price) for name, number, price in OTHERS]
    for name, code, price in given:
        facts = OfferFacts(
            name, code, Decimal(price), "letter", local_date(now), "评价方案、人员和工期齐全。"
        )
        paper = offer_paper(stage, name, price)
        direct.add_offer(
            package_id, facts, paper=paper, by=stage.handler, now=stage.clock.advance(minutes=20)
        )
    stage.on(stage.part.decided + 1, 10)
    demanding.decide_together(stage, DecisionStep.AWARD)
    award = Award.objects.get(package_id=package_id)
    proposal = Proposal(offers.offers_of(award)[0].pk)
    direct.propose(package_id, proposal, by=stage.handler, now=stage.clock.advance(hours=1))
    awards.approve(award.pk, by=stage.leader, now=stage.on(stage.part.decided, 9), opinion="同意。")
    direct.publish_result(package_id, by=stage.handler, now=stage.clock.advance(hours=1))


def contract(stage: Stage) -> None:
    """Signed by both sides on the day after the result, published the next."""
    now = stage.on(stage.part.decided - 1, 9)
    year_end.carry_over(stage)
    award = Award.objects.get(package=stage.package)
    drafted = drafting.first_draft(award, on=local_date(now)).contract
    payment = InstalmentFacts("评价报告验收合格并收到发票", award.amount)
    facts = ContractFacts(**drafted, instalments=(payment,))
    made = contracts.draft(award.pk, facts, by=stage.handler, now=now)
    contracts.offer(made.pk, by=stage.handler, now=stage.clock.advance(hours=1))
    signed = {"text_sha256": contracts.text_digest(Contract.objects.get(pk=made.pk))}
    supplier = stage.cast.actors[SIGNATORY]
    contracts.sign_as_supplier(made.pk, **signed, by=supplier, now=stage.clock.advance(hours=1))
    contracts.sign_as_purchaser(made.pk, **signed, by=stage.leader, now=stage.clock.advance(hours=1))
    contracts.publish(made.pk, by=stage.handler, now=stage.on(stage.part.decided - 2, 9))


def accept(stage: Stage) -> None:
    """The report is there: every item judged, the base heard, the result published."""
    now, by = stage.on(11, 9), stage.reviewer
    plan = delivery_rules.PlanFacts(
        plan="核对评价报告和工作底稿，听取被评价单位意见。", requirements=REQUIREMENTS
    )
    contract_id = Contract.objects.get(award__package=stage.package).pk
    made = delivery.plan_acceptance(contract_id, plan, by=by, now=now)
    voice = delivery_rules.VoiceFacts(name=VOICE[0], is_satisfied=True, opinion=VOICE[1])
    delivery.hear(made.pk, voice, by=by, now=stage.clock.advance(minutes=20))
    judged = delivery_rules.Judgement(passed=True, finding="与底稿一致。")
    judgements = {item.pk: judged for item in made.items.all()}
    delivery.judge(made.pk, judgements, by=by, now=stage.clock.advance(hours=1))
    opinion = {"passed": True, "conclusion": "报告完整，同意验收。"}
    delivery.conclude(made.pk, **opinion, by=by, now=stage.clock.advance(hours=1))
    delivery.publish(made.pk, by=by, now=stage.on(10, 9))


def code_of(number: int) -> str:
    """A valid code of an invented enterprise."""
    return bodies.credit_code("91", "430102", f"MJDM{number}")


def offer_paper(stage: Stage, name: str, price: str) -> Upload:
    """The written offer."""
    text = f"{name}对{stage.title}报价{price}元。"
    page = OfficialPage(title="报价单", sections=[Section(paragraphs=[text])], signatures=[name])
    file = SimpleUploadedFile(f"报价单{MARK}.pdf", page.render())
    return uploads.store(file, owner_id=stage.handler.user_id, now=stage.clock.now())

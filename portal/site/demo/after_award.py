"""From the contract to the published evaluation."""

from datetime import timedelta

from portal.kernel.clock import local_date
from portal.site.demo import year_end
from portal.site.demo.stage import Stage
from procurement.award.models import Award
from procurement.contracts import drafting
from procurement.contracts import workflow as contracts
from procurement.contracts.models import Contract
from procurement.contracts.rules import ContractFacts, InstalmentFacts, add_months
from procurement.delivery import rules as delivery_rules
from procurement.delivery import workflow as delivery

WINNER = "yichuang"
# Advance, middle and last payment in tenths of the contract.
TENTHS = ((3, "合同签订并收到发票"), (4, "中期检查合格"), (3, "验收合格"))

REQUIREMENTS = (
    "入驻培育社会组织不少于20家",
    "培训不少于24场",
    "陪伴式辅导不少于180次",
    "举办公益创投一次",
)
VOICES = (
    ("雨花某助老服务队", "辅导员每月都来，帮我们理顺了财务。"),
    ("雨花某儿童成长站", "培训内容用得上，希望多些筹款方面的课程。"),
    ("雨花某志愿者协会", "场地和设备很方便。"),
)


def contract(stage: Stage) -> None:
    """Drafted, offered, signed by the supplier and by a second person, published."""
    now = stage.on(470, 9)
    year_end.carry_over(stage)
    award = Award.objects.get(package=stage.package)
    project = stage.project
    starts_on = local_date(now) + timedelta(days=7)
    facts = ContractFacts(
        starts_on=starts_on,
        ends_on=add_months(starts_on, project.term_months) - timedelta(days=1),
        terms=drafting.first_draft(award, on=local_date(now)).contract["terms"],
        instalments=tuple(
            InstalmentFacts(milestone, award.amount * tenths / 10) for tenths, milestone in TENTHS
        ),
    )
    supplier = stage.cast.actors[WINNER]
    made = contracts.draft(award.pk, facts, by=stage.handler, now=now)
    contracts.offer(made.pk, by=stage.handler, now=stage.clock.advance(hours=1))
    digest = contracts.text_digest(Contract.objects.get(pk=made.pk))
    contracts.sign_as_supplier(made.pk, text_sha256=digest, by=supplier, now=stage.clock.advance(hours=2))
    contracts.sign_as_purchaser(
        made.pk, text_sha256=digest, by=stage.leader, now=stage.clock.advance(hours=1)
    )
    contracts.publish(made.pk, by=stage.handler, now=stage.on(469, 9))


def accept(stage: Stage) -> None:
    """Every item judged, three service recipients heard under a mask, the result published."""
    contract_id = Contract.objects.get(award__package=stage.package).pk
    now = stage.on(45, 9)
    plan = delivery_rules.PlanFacts(
        plan="查阅项目台账，抽查培训和辅导记录，走访入驻组织，邀请服务对象参加并听取意见。",
        requirements=REQUIREMENTS,
    )
    by = stage.reviewer
    made = delivery.plan_acceptance(contract_id, plan, by=by, now=now)
    for name, opinion in VOICES:
        voice = delivery_rules.VoiceFacts(name=name, is_satisfied=True, opinion=opinion)
        delivery.hear(made.pk, voice, by=by, now=stage.clock.advance(minutes=20))
    judgements = {
        item.pk: delivery_rules.Judgement(passed=True, finding="台账与抽查一致。")
        for item in made.items.all()
    }
    delivery.judge(made.pk, judgements, by=by, now=stage.clock.advance(hours=1))
    delivery.conclude(
        made.pk,
        passed=True,
        conclusion="各项要求均已完成，同意验收。",
        by=by,
        now=stage.clock.advance(hours=1),
    )
    delivery.publish(made.pk, by=by, now=stage.on(43, 9))

"""From the contract to the published evaluation."""

from datetime import timedelta

from portal.kernel.clock import local_date
from portal.site.demo.stage import Stage
from procurement.award.models import Award
from procurement.contracts import drafting
from procurement.contracts import workflow as contracts
from procurement.contracts.models import Contract
from procurement.contracts.rules import ContractFacts, InstalmentFacts, add_months

WINNER = "yichuang"
# Advance, middle and last payment in tenths of the contract.
TENTHS = ((3, "合同签订并收到发票"), (4, "中期检查合格"), (3, "验收合格"))


def contract(stage: Stage) -> None:
    """Drafted, offered, signed by the supplier and by a second person, published."""
    now = stage.on(470, 9)
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

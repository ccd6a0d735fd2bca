"""A challenge that was answered, and a complaint about the answer walked through its own workflow."""

from dataclasses import dataclass, field
from datetime import timedelta

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import Role
from portal.kernel import uploads
from portal.kernel.actors import Actor
from portal.kernel.clock import RehearsalClock, local_date
from portal.kernel.uploads import Upload
from procurement.challenges.choices import ChallengeStatus, Outcome, Subject
from procurement.challenges.complaints import deciding, examining, lodging, papers, queries
from procurement.challenges.complaints.choices import Examined, Finding, Scope, Stage
from procurement.challenges.complaints.deciding import DecisionFacts, MatterFound
from procurement.challenges.complaints.examining import Examination
from procurement.challenges.complaints.lodging import Lodged, PaperFacts
from procurement.challenges.complaints.models import Complaint, DepartmentPaper
from procurement.challenges.letters.choices import Via
from procurement.challenges.letters.saving import LetterFacts, MatterFacts
from procurement.challenges.models import Challenge
from tests import spine
from tests.factories.people import actor, body, letter
from tests.scenes import kept
from tests.spine import Purchase

LAW = "《中华人民共和国政府采购法实施条例》第二十条"
MATTER = MatterFacts("评分标准要求本市业绩", "采购文件第三章第二条要求本市业绩。", LAW)


@dataclass
class Dispute:
    """A purchase, who complains, two people of the department, and the challenge before it."""

    walk: Purchase
    complainant: Actor
    officer: Actor
    chief: Actor
    challenge: Challenge
    complaint: Complaint | None = None
    paper: DepartmentPaper | None = field(default=None)

    @property
    def clock(self) -> RehearsalClock:
        """The clock of the purchase."""
        return self.walk.clock

    @property
    def now(self):
        """What time it is in the purchase."""
        return self.walk.clock.now()

    def fresh(self) -> Complaint:
        """The complaint as it stands in the database."""
        return queries.visible_to(self.officer).get(pk=self.complaint.pk)


def challenge_of(walk: Purchase, complainant: Actor, subject: str = Subject.DOCUMENT) -> Challenge:
    """A challenge that was answered the day before; its answer was due in two days."""
    today = local_date(walk.clock.now())
    sender = Body.objects.get(pk=complainant.body_id)
    return Challenge.objects.create(
        package=walk.package,
        number=f"{walk.package.number}-ZY01",
        status=ChallengeStatus.ANSWERED,
        subject=subject,
        occasion="采购文件",
        known_on=today - timedelta(days=5),
        last_day=today,
        answer_by=today + timedelta(days=2),
        outcome=Outcome.UNFOUNDED,
        via=Via.ONLINE,
        sender=sender,
        sender_name=sender.name,
        written_on=today - timedelta(days=4),
        sent_at=walk.clock.now() - timedelta(days=4),
        received_on=today - timedelta(days=4),
        entered_by_id=complainant.user_id,
        entered_at=walk.clock.now() - timedelta(days=4),
        answered_by_id=walk.leader.user_id,
        answered_at=walk.clock.now() - timedelta(days=1),
        **letter_facts().columns(),
    )


def letter_facts(*matters: MatterFacts, **changes) -> LetterFacts:
    """A letter with all that the order asks for."""
    said = {
        "address": "长沙市示例路1号",
        "postcode": "410000",
        "contact": "李四（示例）",
        "phone": "0731-0000-0002",
        "principal": "张三（示例）",
        "request": "责令修改采购文件。",
        "matters": matters or (MATTER,),
    }
    return LetterFacts(**said | changes)


def lodged_facts(*scopes: str, papers: tuple = (), **changes) -> Lodged:
    """The letter of a complaint, one matter a scope."""
    said = scopes or (Scope.CHALLENGED,)
    return Lodged(letter_facts(*[MATTER] * len(said), **changes), said, papers)


@kept
def challenged() -> Dispute:
    """The document is out, one challenge was answered; the department of the level has two people."""
    walk = spine.obtained()
    department = body(BodyKind.FINANCE_DEPARTMENT)
    officer, chief = (actor(Role.FINANCE, of=department) for _person in range(2))
    complainant = walk.signatories[0]
    return Dispute(walk, complainant, officer, chief, challenge_of(walk, complainant))


def lodged(dispute: Dispute | None = None, *scopes: str, **changes) -> Dispute:
    """The complaint is in."""
    dispute = dispute or challenged()
    said = lodged_facts(*scopes, **changes)
    dispute.complaint = lodging.lodge(
        dispute.challenge.number, said, by=dispute.complainant, clock=dispute.clock
    )
    return dispute


def scan(dispute: Dispute) -> Upload:
    """The scan of a letter on paper."""
    return uploads.store(letter("投诉书.pdf"), owner_id=dispute.officer.user_id, now=dispute.now)


def paper_facts(dispute: Dispute, **changes) -> PaperFacts:
    """A letter on paper of today."""
    today = local_date(dispute.now)
    sender = Body.objects.get(pk=dispute.complainant.body_id)
    said = {
        "sender_name": sender.name,
        "sender_code": sender.credit_code,
        "written_on": today,
        "sent_on": today,
        "received_on": today,
        "subject": Subject.DOCUMENT,
        "challenged_on": local_date(dispute.challenge.sent_at),
        "answer_due": dispute.challenge.answer_by,
        "answered_on": local_date(dispute.challenge.answered_at),
    }
    return PaperFacts(**said | changes)


def examined(dispute: Dispute, result: str = Examined.ADMIT, **said) -> Dispute:
    """The letter was examined; the paper waits for a second person."""
    said = {"text": "经审查，处理如下。"} | said
    number = dispute.complaint.number
    examining.examine(number, Examination(result, **said), by=dispute.officer, now=dispute.now)
    dispute.paper = queries.to_sign(dispute.fresh())
    return dispute


def signed(dispute: Dispute) -> Dispute:
    """The second person sent the paper."""
    dispute.paper = papers.sign(dispute.paper.pk, by=dispute.chief, now=dispute.now)
    return dispute


def investigated(dispute: Dispute | None = None) -> Dispute:
    """Admitted, the copies are out."""
    return signed(examined(dispute or lodged()))


def decision_facts(dispute: Dispute, *findings: str, **changes) -> DecisionFacts:
    """Every matter found the same way, or each as said."""
    rows = list(dispute.fresh().matters.all())
    said = findings or (Finding.EFFECT,) * len(rows)
    found = [MatterFound(row.pk, finding, "查明事实如上。") for row, finding in zip(rows, said, strict=True)]
    facts = {
        "facts": "采购文件要求本市业绩，限制了其他供应商。",
        "law": "《政府采购质疑和投诉办法》（财政部令第94号）第三十一条",
        "stage": Stage.NO_WINNER,
        "is_enough": True,
        "ground": "",
        "review_organ": "长沙市人民政府（示例）",
        "court": "长沙铁路运输法院（示例）",
    }
    return DecisionFacts(found=found, **facts | changes)


def prepared(dispute: Dispute | None = None, *findings: str, **changes) -> Dispute:
    """A decision waits for a second person; the time to explain is over."""
    dispute = dispute or investigated()
    dispute.clock.advance(days=10)
    facts = decision_facts(dispute, *findings, **changes)
    deciding.decide(dispute.complaint.number, facts, by=dispute.officer, now=dispute.now)
    dispute.paper = queries.to_sign(dispute.fresh())
    return dispute


def decided(dispute: Dispute | None = None, *findings: str, **changes) -> Dispute:
    """The decision was sent."""
    return signed(prepared(dispute, *findings, **changes))

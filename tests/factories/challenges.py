"""Letters of challenge, for tests of the stage and of those that follow."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kernel import uploads
from portal.kernel.actors import Actor
from procurement.challenges import answering, workflow
from procurement.challenges.answering import Answer, Reply
from procurement.challenges.choices import Effect, Outcome
from procurement.challenges.letters.choices import PaperKind
from procurement.challenges.letters.rules import Agent
from procurement.challenges.letters.saving import LetterFacts, MatterFacts
from procurement.challenges.models import Challenge
from procurement.notices.choices import NoticeType
from procurement.notices.models import Notice
from tests.spine import Purchase

MATTER = MatterFacts(
    "成交供应商所报项目负责人的社会保险在另一单位。",
    "社会保险参保证明显示其不在该单位参保（示例）。",
    "《中华人民共和国政府采购法》第七十七条。",
)


def facts(*matters: MatterFacts, **changes) -> LetterFacts:
    """A letter as the law asks for it."""
    said = {
        "address": "长沙市岳麓区一号（示例）",
        "postcode": "410000",
        "contact": "李明（示例）",
        "phone": "0731-0000-0002",
        "principal": "王强（示例）",
        "request": "请重新确定成交供应商。",
        "matters": matters or (MATTER,),
    }
    return LetterFacts(**said | changes)


def agent(**changes) -> Agent:
    """A power of attorney that is complete."""
    said = {"name": "赵云（示例）", "matters": "提出质疑", "powers": "代为提出、撤回", "has_paper": True}
    return Agent(**said | changes)


def key_of(walk: Purchase, kind: str = "result") -> str:
    """The occasion of the result, or another one."""
    if kind in ("document", "opening"):
        return kind
    notice = Notice.objects.get(project=walk.project, type=NoticeType.AWARD_RESULT)
    return f"{kind}:{notice.number}"


def submitted(walk: Purchase, *, by: Actor | None = None, kind: str = "result", **changes) -> Challenge:
    """The second supplier challenges, by its agent."""
    by = by or walk.suppliers[1]
    now = walk.clock.advance(hours=1)
    papers = [(PaperKind.POWER, stored("授权委托书.pdf", by=by, now=now))]
    until = (now + timedelta(days=60)).date()
    letter = facts(agent=agent(until=until)) if not changes else facts(**changes)
    return workflow.submit(walk.package.pk, key_of(walk, kind), letter, papers, by=by, clock=walk.clock)


def stored(name: str, *, by: Actor, now) -> uploads.Upload:
    """A file as it was handed in."""
    file = SimpleUploadedFile(name, b"%PDF-1.7 sample")
    return uploads.store(file, owner_id=by.user_id, now=now)


def answer(text: str, *, is_founded: bool = True, outcome: str = "", effect: str = "") -> Answer:
    """An answer to the one matter."""
    outcome = outcome or (Outcome.EFFECT if is_founded else Outcome.UNFOUNDED)
    effect = effect or (Effect.NEXT if is_founded else Effect.GO_ON)
    reply = Reply(is_founded, text, "参保证明（示例）。", "《中华人民共和国政府采购法》第七十七条。")
    return Answer(outcome, effect, {1: reply})


UNFOUNDED = answer("项目负责人的社会保险在该单位，材料属实。", is_founded=False)
FOUNDED = answer("项目负责人的社会保险在另一单位，材料不实。")


def answered(walk: Purchase, said: Answer, *, kind: str = "result") -> Challenge:
    """The second supplier's challenge, answered by two people."""
    number = submitted(walk, kind=kind).number
    answering.prepare(number, said, by=walk.handler, now=walk.clock.advance(hours=1))
    return answering.give(number, by=walk.leader, now=walk.clock.advance(hours=1))

"""The second of P4 challenges the first: the contract waits, an answer is drafted, its approval is left."""

from datetime import datetime
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from orgs.bodies.models import Body
from portal.kernel import uploads
from portal.kernel.clock import local_date
from portal.kernel.documents import OfficialPage, Section
from portal.site.demo import bids, year_end
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage
from procurement.award import queries as awards
from procurement.award.models import Award
from procurement.challenges import answering, workflow
from procurement.challenges.answering import Answer, Reply
from procurement.challenges.choices import Effect, Outcome
from procurement.challenges.letters.choices import PaperKind
from procurement.challenges.letters.saving import LetterFacts, MatterFacts
from procurement.challenges.models import Challenge

DAYS_BEFORE, DRAFTED = 3, 1


def challenge(stage: Stage) -> Challenge:
    """Its signatory hands in the letter with a paper; signing waits from then on."""
    by, now = stage.cast.actors[bids.CHALLENGER], stage.reach(DAYS_BEFORE, 10)
    body = Body.objects.get(pk=by.body_id)
    letter = LetterFacts(
        address=body.address,
        postcode="410000",
        contact=by.name,
        phone=body.phone,
        principal=body.registration.chief_officer,
        request=bids.REQUESTED,
        matters=(MatterFacts(*bids.CHALLENGED),),
    )
    file = SimpleUploadedFile(f"{bids.PROOF}{MARK}.pdf", proof())
    papers = [(PaperKind.EVIDENCE, uploads.store(file, owner_id=by.user_id, now=now))]
    notice = awards.result_notice(Award.objects.get(package=stage.package))
    key = f"result:{notice.number}"
    return workflow.submit(stage.package.pk, key, letter, papers, by=by, clock=stage.clock)


def draft_answer(stage: Stage) -> None:
    """The handler finds it true: the next qualified candidate is to be chosen; a second person decides."""
    now = stage.reach(DRAFTED, 10)
    found = Challenge.objects.get(package=stage.package)
    replies = {1: Reply(True, *bids.FOUND)}
    answer = Answer(Outcome.EFFECT, Effect.NEXT, replies, bids.PANEL_SAID)
    answering.prepare(found.number, answer, by=stage.handler, now=now)


def turn_of_year(stage: Stage, *, now: datetime) -> None:
    """Where the year has turned since the award, its money is carried over for the next candidate."""
    if local_date(now).year > stage.project.fiscal_year:
        stage.clock.advance_to(now)
        year_end.carry_over(stage)


@cache
def proof() -> bytes:
    """The paper that the challenger hands in."""
    words = "参保单位：湘南人力资源公司（示例）；参保期间：投标截止前十二个月。"
    title = f"{bids.PROOF}{MARK}"
    return OfficialPage(title=title, sections=[Section(paragraphs=[words])], signatures=[MARK]).render()

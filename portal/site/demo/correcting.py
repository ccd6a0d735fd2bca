"""A correction four days before the deadline of P2: too few days are left, so the law moves the deadline."""

from dataclasses import replace
from datetime import timedelta

from portal.kernel.clock import at_local
from portal.site.demo.cast import MARK
from portal.site.demo.stage import ONE_DAY, Stage, day_after, day_before
from procurement.notices import corrections, queries
from procurement.notices import workflow as notices
from procurement.notices.corrections import Correction

DAYS_BEFORE = timedelta(days=4)
MORE = "服务人员的证书可以用电子证照证明。"
REASON = f"按供应商提出的询问，写明证书的证明方式{MARK}"


def correct(stage: Stage) -> None:
    """The handler drafts, the reviewer publishes; where no working day is left before T, T+1 is asked for."""
    day, asked = day_after(stage.today - DAYS_BEFORE), None
    if day >= stage.today:
        day = day_before(stage.today, DAYS_BEFORE.days)
        asked = at_local(day_after(stage.today + ONE_DAY), 9, 30)
    now = stage.on((stage.today - day).days, 9)
    texts = corrections.current_texts(stage.project)
    correction = Correction(
        texts=replace(texts, other_matters=f"{texts.other_matters}{MORE}"),
        reason=REASON,
        opening_place=stage.project.schedule.opening_place,
        asked_deadline=asked,
    )
    original = queries.original_of(stage.project.pk)
    drafted = corrections.draft_correction(original.pk, by=stage.handler, now=now, correction=correction)
    notices.submit(drafted.pk, by=stage.handler, now=stage.clock.advance(minutes=30))
    now = stage.clock.advance(minutes=30)
    notices.publish(drafted.pk, by=stage.reviewer, now=now, provisional_confirmed=True)

"""From obtaining the document to the opened responses: the same envelopes that a browser makes."""

import base64
from collections.abc import Sequence
from datetime import timedelta

from orgs.bodies.models import Body
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.clock import at_local
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage
from procurement.bidding import envelope
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.workflow import Sealed
from procurement.notices import queries
from procurement.notices import workflow as notices
from procurement.notices.filters import canonical
from procurement.notices.questions import workflow as questions
from procurement.notices.searches import workflow as searches
from procurement.opening import workflow as opening
from procurement.projects.models import Package

SITE = "http://localhost:8000/"
RESPONSE, FINAL_QUOTE = SubmissionKind.RESPONSE, SubmissionKind.FINAL_QUOTE


def obtain(stage: Stage, suppliers: Sequence[str]) -> None:
    """The suppliers obtain the procurement document on the first day."""
    schedule = stage.project.schedule
    stage.clock.advance_to(max(at_local(schedule.documents_from, 10), stage.clock.now()))
    for name in suppliers:
        notices.obtain_document(stage.project.pk, by=stage.cast.actors[name], clock=stage.clock)


def enquire(stage: Stage) -> None:
    """Two questions: one answered to all, one that waits; and a search that a supplier keeps."""
    asking = queries.original_of(stage.project.pk)
    stage.clock.advance(hours=2)
    asked = f"服务人员的证书可以在签约后取得吗？{MARK}"
    first = questions.ask(asking, text=asked, by=stage.cast.actors["yiyang"], clock=stage.clock)
    answer = "应当在提交响应文件时已经取得。"
    now = stage.clock.advance(hours=20)
    questions.answer(first.pk, public_text=first.text, text=answer, by=stage.handler, now=now)
    now = stage.on(1, 9)
    supplier = stage.cast.actors["yinling"]
    questions.ask(asking, text=f"服务时间可以按季度调整吗？{MARK}", by=supplier, clock=stage.clock)
    conditions = canonical({"q": "养老", "state": "open"})
    searches.keep(supplier.user_id, name="养老服务", query=conditions, mails=True, site=SITE, now=now)


def respond(stage: Stage, name: str, fields: dict[str, str]) -> None:
    """One supplier seals and submits its response to the first package."""
    submit(stage, stage.package, stage.cast.actors[name], RESPONSE, fields)


def submit(stage: Stage, package: Package, supplier: Actor, kind: str, fields: dict[str, str]) -> None:
    """Seal to the package's opening key with a phrase of the supplier's own, then submit."""
    phrase = stage.phrases.setdefault(supplier.body_id, envelope.new_phrase())
    payload = envelope.Payload.new(
        kind=kind,
        package=package.number,
        bidder=Body.objects.get(pk=supplier.body_id).credit_code,
        fields=fields,
    )
    made = envelope.seal(payload, phrase, package.opening_keys.get(kind=kind).public_jwk)
    sealed = Sealed(made.token, made.digests.ciphertext, made.digests.plaintext)
    bidding.submit(package.pk, kind=kind, sealed=sealed, by=supplier, clock=stage.clock)


def open_all(stage: Stage, kind: str) -> None:
    """Handler and leader release the key, for reviewers sit on panels; every supplier unlocks."""
    session = opening.open_session(stage.package.pk, kind=kind, by=SYSTEM, clock=stage.clock)
    opening.release(session.pk, by=stage.handler, clock=stage.clock)
    session = opening.release(session.pk, by=stage.leader, clock=stage.clock)
    suppliers = {actor.body_id: actor for actor in stage.cast.actors.values()}
    for opened in session.opened.select_related("submission"):
        supplier = suppliers[opened.submission.supplier_id]
        plaintext = envelope.open_inner(opened.inner, stage.phrases[supplier.body_id])
        encoded = base64.urlsafe_b64encode(plaintext).decode().rstrip("=")
        opening.unlock(opened.pk, encoded=encoded, by=supplier, clock=stage.clock)
    opening.conclude(session.pk, by=stage.handler, clock=stage.clock)


def open_responses(stage: Stage) -> None:
    """The opening at the deadline."""
    stage.clock.advance_to(stage.package.response_deadline)
    open_all(stage, RESPONSE)


def quote(stage: Stage, quotes: dict[str, str]) -> None:
    """One common window for sealed final quotes, then their opening."""
    now = stage.clock.advance(minutes=10)
    window = bidding.open_quote_window(stage.package.pk, minutes=30, by=stage.handler, now=now)
    stage.clock.advance_to(window.opens_at + timedelta(minutes=5))
    for name, amount in quotes.items():
        submit(stage, stage.package, stage.cast.actors[name], FINAL_QUOTE, {"price": amount})
    stage.clock.advance_to(window.closes_at)
    open_all(stage, FINAL_QUOTE)

"""From obtaining the document to the sealed bids: envelopes, files and second keys as browsers make them."""

import hashlib
import io
from collections.abc import Sequence

from orgs.bodies.models import Body
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local
from portal.kernel.documents import OfficialPage, Section
from portal.site.demo import bids
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage
from procurement.bidding import envelope
from procurement.bidding import workflow as bidding
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.custody import queries as custody
from procurement.bidding.custody import sealing as custody_sealing
from procurement.bidding.files import sealing
from procurement.bidding.files import workflow as files
from procurement.bidding.files.sealing import AttachedFile
from procurement.bidding.rules import Sealed, SealedFile
from procurement.notices import queries
from procurement.notices import workflow as notices
from procurement.notices.filters import canonical
from procurement.notices.questions import workflow as questions
from procurement.notices.searches import workflow as searches
from procurement.projects.models import Package

SITE = "http://localhost:8000/"
RESPONSE = SubmissionKind.RESPONSE
# The part of the bid that it belongs to, title, text.
Paper = tuple[str, str, str]


def obtain(stage: Stage, suppliers: Sequence[str]) -> None:
    """The suppliers obtain the procurement document on the first day."""
    schedule = stage.project.schedule
    stage.clock.advance_to(max(at_local(schedule.documents_from, 10), stage.clock.now()))
    for name in suppliers:
        notices.obtain_document(stage.project.pk, by=stage.cast.actors[name], clock=stage.clock)


def enquire(stage: Stage) -> None:
    """A question is answered to all who have the document."""
    asking = queries.original_of(stage.project.pk)
    stage.clock.advance(hours=2)
    asked = f"服务人员的证书可以在签约后取得吗？{MARK}"
    first = questions.ask(asking, text=asked, by=stage.cast.actors["yiyang"], clock=stage.clock)
    answer = "应当在提交响应文件时已经取得。"
    now = stage.clock.advance(hours=20)
    questions.answer(first.pk, public_text=first.text, text=answer, by=stage.handler, now=now)


def enquire_again(stage: Stage) -> None:
    """A question that waits, and a search that a supplier keeps."""
    asking, now = queries.original_of(stage.project.pk), stage.on(1, 9)
    supplier = stage.cast.actors["yinling"]
    questions.ask(asking, text=f"服务时间可以按季度调整吗？{MARK}", by=supplier, clock=stage.clock)
    conditions = canonical({"q": "养老", "state": "open"})
    searches.keep(supplier.user_id, name="养老服务", query=conditions, mails=True, site=SITE, now=now)


def respond(stage: Stage, name: str, fields: dict[str, str], papers: Sequence[Paper] = ()) -> None:
    """One supplier seals and submits its response to the first package, with what it attaches."""
    package, supplier = stage.package, stage.cast.actors[name]
    attached = [attach(stage, package, supplier, paper) for paper in papers]
    submit(stage, package, supplier, RESPONSE, fields, attached)


def seal_two(stage: Stage) -> None:
    """Two of the three bid, an hour apart; the phrase of one is known to who tries the portal."""
    stage.phrases[stage.cast.bodies[bids.PREPARED].pk] = bids.PHRASE
    for name, (price, plan, papers) in bids.SEALED.items():
        stage.clock.advance(hours=1)
        respond(stage, name, bids.response(price, plan), papers)


def submit(
    stage: Stage,
    package: Package,
    supplier: Actor,
    kind: str,
    fields: dict[str, str],
    attached: Sequence[AttachedFile] = (),
) -> None:
    """Seal to the package's opening key and the phrase to its custodian, then submit."""
    phrase = stage.phrases.setdefault(supplier.body_id, envelope.new_phrase())
    payload = envelope.Payload.new(
        kind=kind,
        package=package.number,
        bidder=Body.objects.get(pk=supplier.body_id).credit_code,
        fields=fields,
        files=attached,
    )
    made = envelope.seal(payload, phrase, package.opening_keys.get(kind=kind).public_jwk)
    sealed = Sealed(
        made.token,
        made.digests.ciphertext,
        made.digests.plaintext,
        files=tuple(SealedFile(file.id, file.sealed_size, file.sealed_sha256) for file in attached),
        custody=second_key(package, payload, phrase),
    )
    made = bidding.submit(package.pk, kind=kind, sealed=sealed, by=supplier, clock=stage.clock)
    stage.sealed[made.pk] = payload.as_bytes()


def second_key(package: Package, payload: envelope.Payload, phrase: str) -> str:
    """The phrase sealed to the custodian of the package; empty where nobody keeps a second key."""
    kept = custody.custody_of(package.pk)
    if kept is None:
        return ""
    part = custody_sealing.Part(
        package=payload.package,
        bidder=payload.bidder,
        kind=payload.kind,
        plaintext_sha256=envelope.plaintext_digest(payload.as_bytes()),
        phrase=envelope.normalise_phrase(phrase),
    )
    return custody_sealing.seal_part(part, kept.key.public_jwk)


def attach(stage: Stage, package: Package, supplier: Actor, paper: Paper) -> AttachedFile:
    """Encrypt one paper and upload it chunk by chunk."""
    part, title, text = paper
    page = OfficialPage(title=title, sections=[Section(paragraphs=[text])], signatures=[supplier.body_name])
    file, chunks = sealing.seal(page.render(), name=f"{title}.pdf", part=part)
    facts = {"by": supplier, "clock": stage.clock}
    files.begin(package.pk, kind=RESPONSE, file_id=file.id, sealed_size=file.sealed_size, **facts)
    for index, chunk in enumerate(chunks):
        digest = hashlib.sha256(chunk).hexdigest()
        files.receive(file.id, index, source=io.BytesIO(chunk), sha256=digest, **facts)
    files.finish(file.id, sealed_sha256=file.sealed_sha256, **facts)
    return file

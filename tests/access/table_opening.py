"""Addresses of the opening hall and its record."""

from collections.abc import Callable

from procurement.bidding.custody.models import CustodianExchange, CustodyKey, PackageCustody
from procurement.opening.models import OpenedSubmission
from procurement.opening.outage.models import Outage
from procurement.opening.paper.models import PaperCopy, PaperJoining
from procurement.opening.record.models import OpeningRecord
from tests.spine import Purchase


def package_number(walk: Purchase) -> dict:
    return {"number": walk.package.number}


def custody_key(walk: Purchase) -> dict:
    """The key of the custodian who is among the readers."""
    return {"kid": CustodyKey.objects.order_by("pk")[0].kid}


def exchange(walk: Purchase) -> dict:
    """A proposal to exchange the custodian, which was turned down."""
    now, key = walk.clock.now(), CustodyKey.objects.order_by("pk")[0]
    custody, _new = PackageCustody.objects.get_or_create(
        package=walk.package, defaults={"key": key, "fixed_at": now}
    )
    facts = {"body_id": key.body_id, "reason": "示例", "proposed_by_id": walk.handler.user_id}
    facts |= {"proposed_at": now, "decided_by_id": walk.leader.user_id, "decided_at": now}
    made, _new = CustodianExchange.objects.get_or_create(
        custody=custody, defaults=facts | {"is_confirmed": False}
    )
    return {"pk": made.pk}


def incident(verb: str) -> Callable[[Purchase], dict]:
    return lambda walk: package_number(walk) | {"verb": verb}


def objection(walk: Purchase) -> dict:
    """What the first supplier had against the record, answered: it is signed at a later stage."""
    record = OpeningRecord.objects.get(session__package=walk.package, session__kind="response")
    supplier = walk.suppliers[0]
    facts = {"by_id": supplier.user_id, "at": walk.clock.now(), "agrees": False, "objection": "有误。"}
    facts |= {"reply": "已核对。", "replied_by_id": walk.handler.user_id, "replied_at": walk.clock.now()}
    said, _new = record.answers.get_or_create(supplier_id=supplier.body_id, defaults=facts)
    return package_number(walk) | {"pk": said.pk}


def outage(walk: Purchase) -> dict:
    """An outage that was decided, without evidence."""
    now = walk.clock.now()
    facts = {"noticed_by": "own", "text": "示例", "own_record": "示例", "at": now, "began_at": now}
    people = {"by_id": walk.handler.user_id, "body_id": walk.handler.body_id}
    decided = {"status": "decided", "outcome": "stays", "reason": "示例", "decided_at": now}
    made, _new = Outage.objects.get_or_create(project=walk.project, defaults=facts | people | decided)
    return {"pk": made.pk}


def unopened(walk: Purchase) -> dict:
    """A bid that nobody has unlocked yet."""
    return {"pk": OpenedSubmission.objects.filter(session__package=walk.package).order_by("pk")[0].pk}


def on_paper(walk: Purchase) -> dict:
    """The same bid with a paper copy beside it."""
    found = OpenedSubmission.objects.select_related("submission").get(**unopened(walk))
    people = {"received_by_id": walk.handler.user_id, "received_body_id": walk.handler.body_id}
    facts = {"package": walk.package, "receipt_number": found.submission.receipt_number}
    PaperCopy.objects.get_or_create(**facts, defaults={"handed_at": walk.clock.now()} | people)
    return {"pk": found.pk}


def stray_paper(walk: Purchase) -> dict:
    """A paper copy that was taken under a number which is no bid's, and belongs to none."""
    now, by = walk.clock.now(), walk.handler
    facts = {"package": walk.package, "receipt_number": f"{walk.package.number}-0"}
    people = {"received_by_id": by.user_id, "received_body_id": by.body_id, "handed_at": now}
    copy, _new = PaperCopy.objects.get_or_create(**facts, defaults=people)
    second = {"by_id": walk.reviewer.user_id, "body_id": walk.reviewer.body_id, "at": now, "reason": "示例"}
    PaperJoining.objects.get_or_create(copy=copy, defaults=second)
    return {"pk": copy.pk}

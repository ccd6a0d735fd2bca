"""Reading what was opened: fields, files, the bytes that a browser hands in."""

from portal.kernel.errors import Refused
from procurement.bidding import envelope
from procurement.bidding.envelope import EnvelopeError
from procurement.opening import rules
from procurement.opening.choices import UnlockStatus
from procurement.opening.models import OpenedSubmission, OpeningSession


def opened_rows(session: OpeningSession) -> list[tuple[OpenedSubmission, dict[str, str]]]:
    """Every opened text of a session with its fields."""
    rows = session.opened.filter(status=UnlockStatus.OPENED).select_related("submission__supplier")
    return [(row, fields_of(row)) for row in rows.order_by("pk")]


def fields_of(opened: OpenedSubmission) -> dict[str, str]:
    """The fields of an opened text by name."""
    return payload_of(opened).fields


def payload_of(opened: OpenedSubmission) -> envelope.Payload:
    """All that an opened text says, with its files and their keys."""
    return parsed(opened, opened.plaintext.encode("utf-8"))


def parsed(opened: OpenedSubmission, plaintext: bytes) -> envelope.Payload:
    """The text as a payload of this package, bidder and kind; EnvelopeError for any other."""
    return envelope.parse_payload(
        plaintext,
        package=opened.session.package.number,
        bidder=opened.submission.supplier.credit_code,
        kind=opened.session.kind,
    )


def decoded(encoded: str) -> bytes:
    """The opened bytes as a browser posts them; refused when they are none."""
    try:
        return envelope.read_posted(encoded)
    except EnvelopeError:
        raise Refused(rules.mismatch()) from None

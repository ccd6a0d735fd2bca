"""Under which number a hall and its record stand: the package's, with a tail for its final quotes. Pure."""

from procurement.bidding.choices import SubmissionKind

QUOTES = "-quotes"
RECORDS = {SubmissionKind.RESPONSE: "KB", SubmissionKind.FINAL_QUOTE: "BJ"}


def of(package_number: str, kind: str) -> str:
    """430100-2026-0001-1, or 430100-2026-0001-1-quotes."""
    return package_number + (QUOTES if kind == SubmissionKind.FINAL_QUOTE else "")


def parsed(number: str) -> tuple[str, str]:
    """The package's number and what is opened there."""
    if number.endswith(QUOTES):
        return number.removesuffix(QUOTES), SubmissionKind.FINAL_QUOTE
    return number, SubmissionKind.RESPONSE


def of_record(package_number: str, kind: str) -> str:
    """The public number of a record."""
    return f"{package_number}-{RECORDS[kind]}"

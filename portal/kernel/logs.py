"""Logs without personal data: every line is scrubbed after it was formatted, tracebacks included."""

import logging
import re

_RULES = (
    # What the database quotes of a row: "DETAIL:  Key (phone)=(...) already exists."
    (re.compile(r"(DETAIL:).*"), r"\1 [removed]"),
    # Query strings of addresses.
    (re.compile(r"((?:https?://|/)[^\s?\"']*)\?[^\s\"'\]]*"), r"\1?[removed]"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    # Resident identity numbers, bank accounts, mobile and fixed telephone numbers.
    (re.compile(r"(?<![\w-])[1-9]\d{5}(?:18|19|20)\d{9}[\dXx](?![\w-])", re.ASCII), "[identity]"),
    (re.compile(r"(?<![\w.-])\d{16,19}(?![\w.-])", re.ASCII), "[account]"),
    (re.compile(r"(?<![\w.-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w.-])", re.ASCII), "[phone]"),
    (re.compile(r"(?<![\w.-])0\d{2,3}-\d{7,8}(?![\w-])", re.ASCII), "[phone]"),
)


class ScrubbedFormatter(logging.Formatter):
    """The formatter of every handler in the settings."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))


def scrub(text: str) -> str:
    """The text with what could identify a person taken out."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text

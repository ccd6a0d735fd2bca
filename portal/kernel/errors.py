"""What may not be done, said in words.

`Refused`: the law or the state of the matter forbids it; shown with its article, 409 in the API.
`NotPermitted`: this person may not; 403. Anything else is a bug and is left to crash.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason why something cannot be done.

    `because` compares value with value, `basis` is the article, `remedy` what to do instead,
    `code` a stable identifier for the API and for tests.
    """

    because: str
    basis: str = ""
    remedy: str = ""
    code: str = "refused"


class Refused(Exception):
    """Raised by a verb after its rules gave at least one refusal; nothing has been changed."""

    def __init__(self, *refusals: Refusal):
        self.refusals = refusals
        super().__init__("；".join(str(r.because) for r in refusals))

    @property
    def code(self) -> str:
        """The code of the first refusal."""
        return self.refusals[0].code


class NotPermitted(Exception):
    """This person, in this capacity, may not do this."""


def refuse(refusals: Iterable[Refusal]) -> None:
    """The third beat of a verb: raise `Refused` when the rules found a reason, else go on."""
    found = tuple(refusals)
    if found:
        raise Refused(*found)

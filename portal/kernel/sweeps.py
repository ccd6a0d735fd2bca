"""What a sweep carries out: each step on its own, so that one fault does not hold up the others."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError

from portal.kernel.actors import SYSTEM
from portal.kernel.errors import Refused

log = logging.getLogger(__name__)


def carry_out(verb: Callable, record_id: int, **facts: str | datetime) -> None:
    """Do one thing that fell due in the name of the portal; a refusal or a fault of the database is logged.

    The next sweep finds again what was not done.
    """
    try:
        verb(record_id, by=SYSTEM, **facts)
    except Refused as refused:
        log.info("not carried out: %s %s", verb.__name__, refused.code)
    except DatabaseError:
        log.exception("not carried out: %s", verb.__name__)

"""Locking the opening keys anew: after `manage.py keys rotate` nothing need hang on the former key."""

from datetime import datetime

from django.db import connection, transaction

from portal.kernel import keys
from procurement.bidding.models import OpeningKey


class Unchanged(Exception):
    """An opening key could not be unwrapped, or not be read again; nothing was changed."""


@transaction.atomic
def rewrap(*, now: datetime, forget_old: bool = False) -> tuple[int, list[str]]:
    """Wrap every opening key under the key in use; gives how many, and which old keys were dropped.

    All or none: each is read again before it is kept. New opening keys wait until this is over.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE procurement_openingkey IN SHARE ROW EXCLUSIVE MODE")
    in_use = keys.read().wrapping[-1]["kid"]
    changed = 0
    for key in OpeningKey.objects.order_by("pk").iterator():
        if under(key) == in_use:
            continue
        key.wrapped_private = _again(key)
        key.save(update_fields=["wrapped_private"])
        changed += 1
    return changed, keys.forget(needed={in_use}, now=now) if forget_old else []


def counts() -> dict[str, int]:
    """How many opening keys each wrapping key locks."""
    found = {key["kid"]: 0 for key in keys.read().wrapping}
    for key in OpeningKey.objects.only("kid", "wrapped_private").iterator():
        found[under(key)] = found.get(under(key), 0) + 1
    return found


def under(key: OpeningKey) -> str:
    """Which wrapping key locks this opening key."""
    return keys.wrapped_under(key.wrapped_private)


def _again(key: OpeningKey) -> str:
    try:
        private = keys.unwrap(key.wrapped_private)
    except keys.UnknownKey as error:
        raise Unchanged(key.kid) from error
    wrapped = keys.wrap(private)
    if keys.unwrap(wrapped) != private:
        raise Unchanged(key.kid)
    return wrapped

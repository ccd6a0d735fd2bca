"""How far a running import has come; kept in the cache, since its transaction is not yet to be seen."""

from django.core.cache import cache

SECONDS = 24 * 3600


def tell(import_id: int, done: int) -> None:
    """Remember the number of rows that are done."""
    cache.set(f"register-import:{import_id}", done, SECONDS)


def done(import_id: int) -> int:
    """The number of rows that are done; 0 when nobody has told."""
    return cache.get(f"register-import:{import_id}", 0)

"""Where the number of things to do is remembered, so that the frame need not count."""

from portal.kernel.actors import Actor

SECONDS = 3600


def key(actor: Actor) -> str:
    """One number for each capacity."""
    return f"todo-count:{actor.membership_id}"

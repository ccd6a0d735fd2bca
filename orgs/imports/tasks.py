"""Jobs of imports; the outbox runs each in one transaction."""

from celery import shared_task

from orgs.imports import carrying
from portal.kernel import clock


@shared_task(name="imports.read_register")
def read_register(import_id: int) -> None:
    """Read the file of an import."""
    carrying.read_register(import_id)


@shared_task(name="imports.apply_register")
def apply_register(import_id: int) -> None:
    """Take the rows over."""
    carrying.apply_register(import_id, now=clock.now())


@shared_task(name="imports.undo_register")
def undo_register(import_id: int) -> None:
    """Take the rows back."""
    carrying.undo_register(import_id, now=clock.now())

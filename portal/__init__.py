"""The project: settings, urls, queue; the kernel below and the front door above everything."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]

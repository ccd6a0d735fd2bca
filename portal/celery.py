"""The queue: worker and beat of the portal."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Nothing depends on these being on time: whether something is open is computed from the clock.
app.conf.beat_schedule = {
    "carry out what has fallen due": {"task": "procurement.sweep_due", "schedule": 60.0},
    "take over what the review has ended": {"task": "award.sweep", "schedule": 60.0},
    "hand over what the queue lost": {"task": "kernel.sweep_outbox", "schedule": 60.0},
    # Asked every minute, it works every LEDGER_HEAD_EVERY: a head must not follow what was recorded.
    "sign the head of the ledger's tree": {"task": "kernel.grow_tree", "schedule": 60.0},
    "check the ledger every night": {
        "task": "kernel.check_ledger",
        "schedule": crontab(hour=2, minute=30),
    },
    "let grades begin and end with the day": {
        "task": "registry.refresh_grades",
        "schedule": crontab(hour=0, minute=5),
    },
    "remove uploads that nothing points at": {
        "task": "kernel.remove_orphans",
        "schedule": crontab(hour=3, minute=0),
    },
    "clear away files of bids that were never handed in": {
        "task": "bidding.clear_lost_files",
        "schedule": crontab(hour=3, minute=15),
    },
    "remind of papers that end soon": {
        "task": "accounts.remind_of_papers",
        "schedule": crontab(hour=8, minute=0),
    },
    "tell what is new in kept searches": {
        "task": "notices.tell_of_searches",
        "schedule": crontab(hour=8, minute=30),
    },
    "mask names that no rule keeps any longer": {
        "task": "personal.finish_masking",
        "schedule": crontab(hour=3, minute=30),
    },
    "make the monthly report": {
        "task": "reports.make_monthly",
        "schedule": crontab(day_of_month=1, hour=6, minute=0),
    },
}

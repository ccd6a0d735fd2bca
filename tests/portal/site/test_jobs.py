"""Jobs in words."""

from portal.celery import app
from portal.site.jobs import JOBS


def test_every_job_has_words():
    app.loader.import_default_modules()
    assert set(JOBS) == {name for name in app.tasks if not name.startswith(("celery.", "tests."))}

"""Production refuses to start with anything that only a demonstration may have."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.kernel import checks, keys

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def production(settings, tmp_path):
    """Settings of a production portal that is in order."""
    settings.PORTAL_ENV = "production"
    settings.IS_PRODUCTION = True
    settings.SECRET_KEY = "x7" * 40
    settings.DEBUG = settings.DEMO_MODE = settings.SECOND_FACTOR_OPTIONAL = False
    settings.ALLOWED_HOSTS = ["portal.example.org"]
    settings.KEY_FILE = tmp_path / "portal.json"
    keys.create(now=NOW)
    return settings


def found() -> list[str]:
    return [message.id for message in checks.production_settings()]


def test_production_in_order_starts(production):
    assert found() == []
    checks.refuse_to_start()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("SECRET_KEY", "demonstration-only-and-refused-in-production", "portal.E001"),
        ("SECRET_KEY", "short", "portal.E001"),
        ("DEBUG", True, "portal.E002"),
        ("DEMO_MODE", True, "portal.E003"),
        ("SECOND_FACTOR_OPTIONAL", True, "portal.E004"),
        ("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], "portal.E005"),
        ("ALLOWED_HOSTS", ["portal.example.org", "*"], "portal.E005"),
        ("ALLOWED_HOSTS", [""], "portal.E005"),
    ],
)
def test_production_refuses(production, name, value, code):
    setattr(production, name, value)
    assert found() == [code]
    with pytest.raises(ImproperlyConfigured, match=code):
        checks.refuse_to_start()


def test_production_refuses_without_a_key_file(production):
    production.KEY_FILE.unlink()
    assert found() == ["portal.E006"]


def test_production_refuses_the_demonstration_key(production):
    production.KEY_FILE.unlink()
    production.IS_PRODUCTION = False
    keys.create(now=NOW)
    assert found() == ["portal.E007"]


def test_production_refuses_a_key_file_that_others_can_read(production):
    production.KEY_FILE.chmod(0o640)
    assert found() == ["portal.E008"]


def test_demonstration_may_have_all_of_them(settings):
    settings.PORTAL_ENV = "development"
    assert found() == []

"""The reference client of docs/ as whoever downloads it would have it, and a portal without a network."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from django.test import Client
from rest_framework.authtoken.models import Token

from portal.kernel.actors import Actor

FILE = Path(__file__).resolve().parent.parent / "docs/bid_client.py"


def loaded() -> ModuleType:
    spec = spec_from_file_location("bid_client", FILE)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


script = loaded()


def through_tests(method: str, address: str, headers: dict, body: bytes | None) -> tuple[int, bytes]:
    """What the client sends goes to the test client, as it stands."""
    parts = urlsplit(address)
    kind = headers.get("Content-Type", "application/octet-stream")
    answer = Client().generic(
        method, f"{parts.path}?{parts.query}", body or b"", content_type=kind, headers=headers
    )
    return answer.status_code, answer.content


def portal_of(actor: Actor) -> "script.Portal":
    """The interface as this person's token opens it."""
    token = Token.objects.get_or_create(user_id=actor.user_id)[0]
    return script.Portal("https://portal.test", token.key, send=through_tests)

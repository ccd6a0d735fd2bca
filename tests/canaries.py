"""Looks for a text in everything that the server keeps, however it may be written there."""

import base64
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import redis
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection

WRITTEN = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def hidden_in(texts: Iterable[str], kept: bytes) -> list[str]:
    """The texts that are there, in whatever writing."""
    return [text for text in texts if any(needle in kept for needle in needles(text))]


def needles(text: str) -> Iterator[bytes]:
    """Plain, escaped, in hexadecimal digits, in base64 at every offset."""
    yield json.dumps(text)[1:-1].encode()
    yield quote(text).encode()
    for written in WRITTEN:
        raw = text.encode(written)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            # What stands before and after changes the signs at both ends; fewer than these occur by chance.
            for shift, first in enumerate((0, 2, 3)):
                yield encode(b"x" * shift + raw)[first : (shift + len(raw)) * 4 // 3]


def whole_server(logged: str = "") -> bytes:
    """Database, files, queue and cache, environment, mails, and what was logged."""
    parts = [*tables(), *sessions(), *files(), *queue(), Path("/proc/self/environ").read_bytes()]
    parts += [f"{name}={value}".encode() for name, value in os.environ.items()]
    parts += [message.message().as_bytes() for message in getattr(mail, "outbox", [])]
    return b"\n".join([*parts, logged.encode()])


def tables() -> Iterator[bytes]:
    """Every row of every table."""
    with connection.cursor() as cursor:
        for name in names_of_tables():
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            yield from (row[0].encode() for row in cursor.fetchall())


def names_of_tables() -> list[str]:
    """Those of the models and any other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        return [row[0] for row in cursor.fetchall()]


def sessions() -> Iterator[bytes]:
    """They are compressed in their table."""
    for session in Session.objects.all():
        yield json.dumps(session.get_decoded(), ensure_ascii=False).encode()


def files() -> Iterator[bytes]:
    """Every file that was uploaded or made, and its name."""
    for path in settings.MEDIA_ROOT.rglob("*"):
        yield str(path).encode()
        if path.is_file():
            yield path.read_bytes()


def queue() -> Iterator[bytes]:
    """Messages, results and cache."""
    kept = redis.from_url(settings.REDIS_URL)
    read = {
        b"string": kept.get,
        b"list": lambda key: b"\n".join(kept.lrange(key, 0, -1)),
        b"hash": lambda key: b"\n".join(part for pair in kept.hgetall(key).items() for part in pair),
        b"set": lambda key: b"\n".join(kept.smembers(key)),
        b"zset": lambda key: b"\n".join(kept.zrange(key, 0, -1)),
    }
    for key in kept.scan_iter(count=1000):
        yield key
        yield read[kept.type(key)](key) or b""

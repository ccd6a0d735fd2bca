"""Valkey of the portal's own."""

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from portal.launch import valkey
from portal.launch.console import Halt
from portal.launch.valkey import Valkey


@pytest.fixture
def stopping():
    """Stops what a test has started."""
    children = []
    yield children.append
    for child in children:
        child.ask_to_stop()
        child.await_end(10)


@pytest.mark.parametrize("program", valkey.candidates(), ids=str)
def test_every_program_found_here_serves_whoever_knows_the_password(places, stopping, program):
    server = Valkey(places, programs=[program])
    child = server.start()
    stopping(child)
    server.await_ready(child)
    assert redis.Redis.from_url(server.url).ping()
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=server.port, retry=Retry(NoBackoff(), 0)).ping()
    assert server.password not in " ".join(child.command)


def test_without_any_program_it_says_what_to_do(places):
    with pytest.raises(Halt, match="安装 valkey 或 redis-server，或设置 REDIS_URL"):
        Valkey(places, programs=[])

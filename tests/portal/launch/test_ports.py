"""A port that is taken, and who answers."""

import socket

import pytest

from portal.launch import ports
from portal.launch.console import Halt


def test_a_taken_port_is_one_sentence_with_a_remedy():
    with socket.socket() as other:
        other.bind((ports.LOCAL, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Halt) as refused:
            ports.refuse_taken(port)
    remedy = f"请先停下它，或换一个端口，例如 PORTAL_PORT={port + 1} make run。"
    assert str(refused.value) == f"端口 {port} 已被另一个程序占用；{remedy}"


def test_a_free_port_is_not_refused_and_nobody_answers_there():
    port = ports.free_port()
    ports.refuse_taken(port)
    assert not ports.answers(port)

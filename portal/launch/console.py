"""What the person at the terminal reads: one line at a time, in plain Chinese."""

import sys


class Halt(Exception):
    """The command cannot go on; the message is one clear sentence saying why and what to do."""


def say(text: str) -> None:
    """Write a line at once; a closed terminal must not take the portal down."""
    try:
        sys.stdout.buffer.write(f"{text}\n".encode())
        sys.stdout.buffer.flush()
    except OSError:
        sys.stdout = open("/dev/null", "w")  # noqa: SIM115 - kept open to the end of the process


def say_step(name: str, seconds: float) -> None:
    """Report a finished step with its duration."""
    say(f"  {seconds:5.1f} 秒  {name}")

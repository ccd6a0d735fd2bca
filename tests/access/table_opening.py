"""Addresses of the opening hall and its record."""

from collections.abc import Callable

from tests.spine import Purchase


def package_number(walk: Purchase) -> dict:
    return {"number": walk.package.number}


def incident(verb: str) -> Callable[[Purchase], dict]:
    return lambda walk: package_number(walk) | {"verb": verb}

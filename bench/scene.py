"""Where rows are measured: two databases of one server that differ in nothing but the number of rows."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from django.db import connections
from django.test import Client

Place = Callable[[], AbstractContextManager]


@dataclass(frozen=True)
class Counts:
    """How much of everything; a smoke test takes next to nothing of it."""

    rounds: int = 30
    few_organisations: int = 400
    many_organisations: int = 40_000
    # Of townships and of villages.
    few_stations: tuple[int, int] = (100, 100)
    many_stations: tuple[int, int] = (1_940, 12_360)
    related: int = 120
    entries: int = 500
    envelopes: int = 100
    imported: int = 40_000
    # Who writes to the ledger at once, and how many entries each; who bids at once; how many are opened.
    writers: tuple[int, int] = (8, 25)
    bidders: int = 50
    # How often each submits.
    submitted: int = 10
    opened: int = 200
    megabytes: int = 200


@dataclass(frozen=True)
class Scene:
    """`few` and `many` are entered with `with`; what runs inside works on that database.

    `empty` (reference data alone) and `filled` (the many organisations) are the names of databases that
    processes of their own get copies of; `folder` holds their files.
    """

    few: Place
    many: Place
    counts: Counts
    folder: Path
    empty: str = ""
    filled: str = ""

    def page(self, place: Place, path: str) -> Callable[[], object]:
        """Fetch a page as a visitor does, through all middleware; anything but a page is an error."""
        client = Client(SERVER_NAME="localhost")

        def fetch() -> None:
            with place():
                response = client.get(path)
            if response.status_code != HTTPStatus.OK:
                raise RuntimeError(f"{path}: {response.status_code}")

        return fetch


def database(name: str) -> Place:
    """A database of the server under the alias by which everything is read."""
    usual = connections["default"]
    other = type(usual)({**usual.settings_dict, "NAME": name}, usual.alias)

    @contextmanager
    def entered() -> Iterator[None]:
        before = connections["default"]
        connections["default"] = other
        try:
            yield
        finally:
            connections["default"] = before

    return entered

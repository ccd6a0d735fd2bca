"""What a row of the table of personal data is: a way from a record to a person, its purpose, its term."""

from dataclasses import dataclass, field
from enum import Enum, auto

from django.apps import apps
from django.db.models import Model


class Keeps(Enum):
    """How long something is held after the account is closed."""

    NOT = auto()  # deleted with the account
    REST = auto()  # as long as anything else about the person
    PURCHASE = auto()  # years from the end of the purchase
    OFFICE = auto()  # years from the day of the act
    REQUEST = auto()  # years from the answer
    CHAIN = auto()  # for good: taking it away would break the proof


@dataclass(frozen=True)
class Purpose:
    """Why something is held, in the person's words."""

    title: str
    why: str
    keeps: Keeps


@dataclass(frozen=True)
class Holding:
    """One way from a record to a person.

    `path` is "app.Model.field"; `when` the moment of the record; `shows` what the person reads of it besides
    its name; `about` where the name stands; `project` the way to the purchase; `name` the column beside the
    number that holds a copy of the person's name.
    """

    path: str
    when: str = ""
    shows: tuple[str, ...] = ()
    about: str = ""
    project: str = ""
    name: str = ""
    says: str = ""

    @property
    def model(self) -> type[Model]:
        """The model of the record."""
        app, model, _field = self.path.split(".")
        return apps.get_model(app, model)

    @property
    def field(self) -> str:
        """The field, or the way through several, that leads to the person."""
        return self.path.split(".")[2]


@dataclass(frozen=True)
class Section:
    """What is held for one purpose."""

    purpose: Purpose
    holdings: tuple[Holding, ...] = field(default_factory=tuple)

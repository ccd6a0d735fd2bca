"""Who acts: a person in one capacity. Every verb takes one as `by=`."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Actor:
    """A signed-in person acting for one body.

    `roles` are the capacities of the acting membership, `body_id` the body acted for (None for an expert
    or an operator who acts for nobody), `body_code` its credit code (by which floors know it that do not
    know bodies), `membership_id` the row that gives the capacity, `is_lent` true for a person lent by
    another body, `is_administrator` true for whoever runs the body's own people.
    """

    user_id: int
    name: str
    body_id: int | None = None
    body_name: str = ""
    body_code: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    membership_id: int | None = None
    is_lent: bool = False
    is_administrator: bool = False

    def has_role(self, *roles: str) -> bool:
        """True when the acting membership carries one of these roles."""
        return not self.roles.isdisjoint(roles)


SYSTEM = Actor(user_id=0, name="系统", body_name="平台", roles=frozenset({"system"}))

"""Community organisations, stations and bases for tests; the same call gives the same record."""

from datetime import date

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.community import workflow
from orgs.community.models import CommunityOrganisation, Incubation, IncubationBase, SocialWorkStation
from tests.factories.people import body, division

TOWNSHIP = "430111001"
OPENED_ON = date(2020, 3, 1)


def organisation(
    name: str = "邻里议事会（示例）", *, township: str = TOWNSHIP, **facts
) -> CommunityOrganisation:
    """On record with its township, unless a body is given."""
    made = {
        "kind": "deliberation",
        "activities": "邻里议事",
        "recorded_on": OPENED_ON,
        **workflow.found_by(name),
    }
    return CommunityOrganisation.objects.get_or_create(
        name=name, division=division(township), defaults={**made, **facts}
    )[0]


def hub(of: Body | None = None) -> CommunityOrganisation:
    """A registered hub."""
    registered = of or social("枢纽（示例）")
    return organisation("社区社会组织联合会（示例）", kind="hub", body=registered)


def station(name: str = "侯家塘社工站（示例）", *, place: str = TOWNSHIP, **facts) -> SocialWorkStation:
    """Of the township level, unless a village is given."""
    level = "village" if facts.get("village") else "township"
    made = {
        "level": level,
        "fields": ["elderly", "children"],
        "opened_on": OPENED_ON,
        **workflow.found_by(name),
    }
    return SocialWorkStation.objects.get_or_create(
        name=name, division=division(place), defaults={**made, **facts}
    )[0]


def base(name: str = "雨花区社会组织孵化基地（示例）", *, place: str = "430111", **facts) -> IncubationBase:
    """An open base."""
    made = {"services": ["incubation", "training"], "opened_on": OPENED_ON, **workflow.found_by(name)}
    return IncubationBase.objects.get_or_create(
        name=name, defaults={"division": division(place), **made, **facts}
    )[0]


def incubation() -> Incubation:
    """An organisation inside the base."""
    return Incubation.objects.get_or_create(
        base=base(), body=social("在孵组织（示例）"), defaults={"entered_on": OPENED_ON}
    )[0]


def social(name: str) -> Body:
    """A registered social organisation."""
    return Body.objects.filter(name=name).first() or body(BodyKind.SOCIAL_ORGANISATION, name=name)

"""Who takes part in the journey, and their browsers: each signs in as people do."""

from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page, expect

from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.people.choices import SUPPLIER_ROLES, Role
from orgs.people.models import User
from portal.kernel.actors import Actor
from tests.factories.people import actor, body, user
from tests.factories.review import expert

PASSWORD = "Xiang-Jiang-2026"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@dataclass
class Person:
    """Somebody of the journey: the capacity, and the secret of the second factor."""

    actor: Actor
    username: str
    secret: str = ""
    page: Page | None = None


@dataclass
class Cast:
    """Everybody, by the name of the part."""

    url: str
    new_page: Callable[..., Page]
    parts: dict[str, Person] = field(default_factory=dict)
    visitor: Page | None = None

    def join(self, part: str, capacity: Actor) -> None:
        """Give a person a password, and staff a second factor."""
        person = User.objects.get(pk=capacity.user_id)
        person.set_password(PASSWORD)
        person.is_staff = capacity.has_role(Role.AUDITOR)
        person.save(update_fields=["password", "is_staff"])
        self.parts[part] = Person(capacity, person.username)
        if not capacity.has_role(*SUPPLIER_ROLES):
            self.parts[part].secret = generate_totp_secret()
            TOTP.activate(person, self.parts[part].secret)

    def at(self, part: str, address: str = "") -> Page:
        """The person's browser, signed in, at an address of the portal."""
        person = self.parts[part]
        if person.page is None:
            person.page = self.sign_in(person)
        if address:
            person.page.goto(self.url + address)
        return person.page

    def public(self, address: str) -> Page:
        """A member of the public at an address."""
        if self.visitor is None:
            self.visitor = self.new_page(viewport=WIDE)
        self.visitor.goto(self.url + address)
        return self.visitor

    def sign_in(self, person: Person) -> Page:
        """Name, password, and the code of the second factor."""
        page = self.new_page(viewport=WIDE)
        page.set_default_timeout(30_000)
        page.goto(f"{self.url}/accounts/login/")
        page.locator("#id_login").fill(person.username)
        page.locator("#id_password").fill(PASSWORD)
        page.locator("main").get_by_role("button", name="登录", exact=True).click()
        if person.secret:
            page.locator("#id_code").fill(code_of(person.secret))
            page.locator("main form").first.get_by_role("button").first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("我的事项")
        return page

    def of(self, part: str) -> Actor:
        """The capacity of a part."""
        return self.parts[part].actor


def code_of(secret: str) -> str:
    """What the person's telephone shows now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def gather(url: str, new_page: Callable[..., Page]) -> Cast:
    """A purchaser with its people, the finance department, three organisations, two experts, the others."""
    cast = Cast(url, new_page)
    purchaser = body(name="长沙市民政局（示例）")
    for part, role in (
        ("handler", Role.PURCHASER_HANDLER),
        ("reviewer", Role.PURCHASER_REVIEWER),
        ("representative", Role.PURCHASER_REVIEWER),
        ("leader", Role.PURCHASER_LEADER),
    ):
        cast.join(part, actor(role, of=purchaser))
    cast.join("finance", actor(Role.FINANCE))
    names = ("湘江暖邻社会工作服务中心（示例）", "星城颐养服务中心（示例）", "岳麓银龄互助协会（示例）")
    for number, name in enumerate(names, start=1):
        join_supplier(cast, number, body(BodyKind.SOCIAL_ORGANISATION, name=name))
    cast.join("expert1", expert("某大学（示例）"))
    cast.join("expert2", expert("某研究院（示例）"))
    cast.join("evaluator", actor(Role.EVALUATOR))
    cast.join("auditor", actor(Role.AUDITOR))
    return cast


def join_supplier(cast: Cast, number: int, organisation: Body) -> None:
    """One person who submits and signs for the organisation."""
    both = actor(Role.SUPPLIER, Role.SUPPLIER_SIGNATORY, of=organisation, person=user())
    cast.join(f"supplier{number}", both)


SUPPLIERS = ("supplier1", "supplier2", "supplier3")

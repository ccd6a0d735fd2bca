"""Passkeys in a real browser with an authenticator of its own, under the policy that production has."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import admin
from playwright.sync_api import Page

from orgs.people.choices import Role
from orgs.people.middleware import FACTORS
from orgs.people.models import User
from tests.browser import grave_findings
from tests.factories import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-pass-phrase-2026"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OLD_KEY = DEVICE | {
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": False,
    "isUserVerified": False,
}


@pytest.fixture
def site(live_server) -> str:
    """The name of the host: a passkey belongs to a name, never to a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def person(settings) -> User:
    settings.SECOND_FACTOR_OPTIONAL = False
    found = User.objects.get(pk=people.actor(Role.PURCHASER_HANDLER).user_id)
    found.set_password(PASSWORD)
    found.save(update_fields=["password"])
    return found


def with_device(page: Page, device: dict) -> Page:
    """The page, on a machine that has this authenticator."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return page


def type_password(page: Page, person: User) -> None:
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()


def sign_in_and_add(page: Page, site: str, person: User, name: str) -> None:
    """From the password to a passkey, as a new person is led."""
    page.goto(f"{site}/accounts/login/?next=/workbench/")
    type_password(page, person)
    page.wait_for_url("**/accounts/2fa/")
    assert grave_findings(page) == []
    page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.get_by_label("名称").fill(name)
    assert grave_findings(page) == []


def sign_out(page: Page, site: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/accounts/login/?next=/workbench/")


@pytest.mark.parametrize("width", [1440, 360])
def test_a_person_adds_renames_uses_and_removes_a_passkey(site, new_page, person, width):
    page = with_device(new_page(viewport={"width": width, "height": 900}), DEVICE)
    sign_in_and_add(page, site, person, "办公室电脑")
    page.get_by_role("button", name="添加通行密钥").click()
    page.get_by_role("heading", name="备用码").wait_for()
    page.goto(f"{site}/workbench/")
    assert page.url == f"{site}/workbench/"

    sign_out(page, site)
    page.get_by_role("button", name="使用通行密钥").click()
    page.wait_for_url(f"{site}/workbench/")
    assert Authenticator.objects.get(user=person, type="webauthn").last_used_at is not None

    page.goto(f"{site}/accounts/2fa/webauthn/")
    assert grave_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("link", name="改名称").click()
    page.get_by_role("link", name="用通行密钥确认").click()
    assert grave_findings(page) == []
    page.get_by_role("button", name="用通行密钥确认").click()
    page.get_by_label("名称").fill("我的手机")
    assert grave_findings(page) == []
    page.get_by_role("button", name="保存名称").click()
    page.get_by_role("rowheader", name="我的手机").wait_for()
    page.get_by_role("link", name="删除").click()
    assert grave_findings(page) == []
    page.get_by_role("button", name="删除通行密钥").click()
    page.get_by_text("还没有通行密钥").wait_for()
    page.goto(f"{site}/workbench/")
    assert page.url == f"{site}/accounts/2fa/"


def test_an_old_key_is_the_second_factor_after_the_password(site, new_page, person):
    page = with_device(new_page(), OLD_KEY)
    sign_in_and_add(page, site, person, "安全密钥")
    page.get_by_label("用它直接登录").uncheck()
    page.get_by_role("button", name="添加通行密钥").click()
    page.get_by_role("heading", name="备用码").wait_for()

    sign_out(page, site)
    type_password(page, person)
    page.wait_for_url("**/2fa/authenticate/**")
    assert grave_findings(page) == []
    page.get_by_role("button", name="使用通行密钥").click()
    page.wait_for_url(f"{site}/workbench/")


def test_a_passkey_that_does_not_answer_is_said_in_words(site, new_page, person):
    page = with_device(new_page(), DEVICE | {"isUserVerified": False})
    sign_in_and_add(page, site, person, "办公室电脑")
    page.get_by_role("button", name="添加通行密钥").click()
    page.get_by_text("没有完成：您取消了").wait_for()
    assert not Authenticator.objects.exists()
    assert page.get_by_label("名称").input_value() == "办公室电脑"


def test_what_a_passkey_is_counts_as_second_factor_and_recovery_codes_alone_do_not(person):
    Authenticator.objects.create(user=person, type="recovery_codes", data={})
    assert not is_mfa_enabled(person, FACTORS)
    Authenticator.objects.create(user=person, type="webauthn", data={"name": "办公室电脑"})
    assert is_mfa_enabled(person, FACTORS)


def test_no_authenticator_is_in_the_admin():
    assert Authenticator not in admin.site._registry


@pytest.mark.parametrize(
    "credential",
    ["", "{", "[]", "{}", '"x"', '{"id": "x"}', '{"response": []}', '{"response": {"userHandle": 7}}',
     '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": "_w"}}'],
)  # fmt: skip
def test_junk_instead_of_a_passkey_signs_nobody_in(client, credential):
    page = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert (page.status_code, page.url) == (302, "/accounts/login/")
    assert "_auth_user_id" not in client.session

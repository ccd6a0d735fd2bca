"""Signing in, second factor and sessions: in Chinese, in the portal's frame, for everybody."""

import pytest

from orgs.people.models import User
from tests.browser import grave_findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a-long-pass-phrase-2026"
PAGES = [
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/password/change/",
    "/accounts/sessions/",
]


@pytest.fixture
def person(settings) -> User:
    settings.SECOND_FACTOR_OPTIONAL = True
    return User.objects.create_user(username="zhou", name="周敏（示例）", password=PASSWORD)


@pytest.mark.parametrize("width", [1440, 360])
def test_a_person_signs_in_confirms_and_sees_the_pages_of_the_account(live_server, new_page, person, width):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(f"{live_server.url}/accounts/login/?next=/help/")
    assert grave_findings(page) == []
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.wait_for_url("**/help/")
    page.goto(f"{live_server.url}/accounts/2fa/totp/activate/")
    assert grave_findings(page) == []
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="确认").click()
    page.get_by_role("heading", name="启用验证器").wait_for()
    for path in PAGES:
        page.goto(live_server.url + path)
        assert page.url == live_server.url + path
        assert grave_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_wrong_password_is_said_above_the_form_and_the_name_is_kept(live_server, new_page, person):
    page = new_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("用户名").fill(person.username)
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("用户名").input_value() == person.username

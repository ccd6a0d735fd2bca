"""One purchase from its budget to its evaluation, by everybody who takes part, in the browser."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from portal.kernel.clock import at_local
from portal.kernel.ledger import queries as ledger
from tests.factories.procurement import separation
from tests.journey import announcing, awarding, closing, demanding, preparing, reviewing, sealing
from tests.journey.cast import Cast, gather
from tests.portal_clock import PortalClock
from tests.spine import STARTS_ON

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# How long before the project its intention is published.
AHEAD = timedelta(days=40)
HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture
def cast(live_server, new_page, settings, portal_clock: PortalClock) -> Cast:
    """Everybody, on the reference data, some weeks before a Monday in March."""
    settings.PASSWORD_HASHERS = [HASHER]
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    portal_clock.set(at_local(STARTS_ON, 9) - AHEAD)
    call_command("reference")
    separation()
    return gather(live_server.url.replace("127.0.0.1", "localhost"), new_page)


def test_one_purchase_is_carried_from_its_budget_to_its_evaluation(cast: Cast, portal_clock: PortalClock):
    demanding.publish_intention(cast)
    portal_clock.set(at_local(STARTS_ON, 9))
    preparing.enter_lines(cast)
    announcing.write_scheme(cast)
    project = preparing.draft_project(cast)
    demanding.find_demand(cast, project)
    preparing.submit_project(cast, project)
    demanding.decide_together(cast, project, "预算和立项", on=STARTS_ON)
    demanding.review_demand(cast, project)
    preparing.approve_project(cast, project)
    demanding.choose_intention(cast)
    demanding.hear_counsel(cast, project)
    demanding.decide_together(cast, project, "采购文件", on=STARTS_ON)
    notice = announcing.announce(cast, project)
    sealing.work_off()
    portal_clock.set(announcing.documents_from(project))
    announcing.obtain_documents(cast, notice)
    phrases = sealing.submit_responses(cast)
    package = project.packages.get()
    portal_clock.set(package.response_deadline)
    sealing.open_package(cast, phrases)
    package.refresh_from_db()
    reviewing.name_panel(cast, package, portal_clock)
    reviewing.swear_in(cast, package)
    reviewing.examine(cast, package)
    reviewing.consult(cast, package)
    sealing.open_window(cast, package)
    phrases = sealing.submit_quotes(cast)
    portal_clock.set(package.quote_window.closes_at)
    sealing.open_package(cast, phrases)
    reviewing.score(cast, package)
    reviewing.sign(cast, package)
    sealing.work_off()
    award = awarding.decide(cast, package)
    awarding.read_letters(cast)
    contract = awarding.sign_contract(cast, award)
    sealing.work_off()
    portal_clock.set(at_local(contract.ends_on, 10) + timedelta(days=1))
    closing.accept(cast, contract)
    evaluation = closing.evaluate(cast, contract)
    sealing.work_off()
    closing.stands_on_the_public_page(cast, evaluation)
    closing.audit(cast, project)
    closing.verify(cast, contract)
    assert ledger.verify() == []

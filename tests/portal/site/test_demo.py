"""The demonstration: made once, marked as invented, on any day of any year."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from stdnum.cn import uscc

from catalog.services.models import InstitutionService
from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.clock import SHANGHAI, RehearsalClock, at_local, local_date
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.site.demo import bids, cast, demanding, facts, live, script
from portal.site.demo.stage import Stage
from procurement.award import workflow as award
from procurement.award.framework.models import FrameworkApplication
from procurement.award.models import Award
from procurement.bidding.models import Submission
from procurement.challenges import answering, carrying
from procurement.challenges.models import Challenge
from procurement.contracts.orders.models import OrderContract
from procurement.notices.models import Notice
from procurement.opening import workflow as opening
from procurement.opening.models import OpenedSubmission, OpeningSession
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.models import ProcurementProject
from procurement.projects.suspension import queries as suspensions
from procurement.projects.suspension.choices import Act
from procurement.review import workflow as review
from procurement.review.low_price import pages
from procurement.review.low_price.models import LowPriceReview
from procurement.review.rules import scores
from tests.factories.law import law
from tests.refusals import refused


@pytest.fixture
def reference(db, settings, tmp_path):
    """The reference data that the demonstration stands on; it lays key files into a folder of its own."""
    settings.VAR_DIR = tmp_path
    call_command("reference", verbosity=0, stdout=io.StringIO())


@pytest.mark.parametrize(
    "today", [date(2026, 11, 23), date(2026, 2, 18), date(2027, 1, 3), date(2028, 4, 20)]
)
def test_the_demonstration_is_made_on_any_day_and_only_once(reference, today):
    now = datetime(today.year, today.month, today.day, 2, tzinfo=UTC)
    first = dict(script.run(now=now))
    services = InstitutionService.objects.values_list("status", flat=True)
    assert sorted(services) == ["entered", "planned"]
    counts = (Body.objects.count(), User.objects.count(), ProcurementProject.objects.count())
    again = dict(script.run(now=now))
    assert set(first.values()) == {"已建立"}
    assert set(again.values()) == {"已经在演示数据中"}
    assert (Body.objects.count(), User.objects.count(), ProcurementProject.objects.count()) == counts
    assert ledger.verify() == []
    hours = {entry.at.astimezone(SHANGHAI).hour for entry in LedgerEntry.objects.all()}
    assert hours <= set(range(8, 19))
    opened_tender()
    tender_is_challenged(now)
    agreement_in_force()
    assert final_quotes() == {name: quote for name, (_price, quote) in bids.CONSULTED.items()}
    if today > date(2026, 3, 31):  # the paper on low prices is law since February
        low_price_awaits_its_last_opinion()
    assert open_call() > now
    second_is_chosen(now)
    if today == date(2026, 11, 23):
        call_that_ends_soon(now)
        assert [open_call(), first_deadline()] == [at_local(date(2026, 11, day), 9, 30) for day in (24, 23)]


def of(part: facts.PurchasePart) -> ProcurementProject:
    return ProcurementProject.objects.get(title=f"{part.title}{cast.MARK}")


def opened_tender() -> None:
    """P4: five bids in the record; the custodian opened that of the one that did not come; two signed."""
    session = OpeningSession.objects.get(package__project=of(facts.P4))
    rows = {row["price"]: (row["is_there"], row["is_opened"]) for row in session.record.content["bidders"]}
    came = {price: (name != bids.ABSENT, True) for name, price in bids.TENDERED.items()}
    assert rows == came
    assert session.opened.get(custody_release__isnull=False).custody_release.done_by.username == "gongzheng"
    assert (session.record.status, session.record.signatures.count()) == ("signed", 2)


def tender_is_challenged(now: datetime) -> None:
    """P4: points and places of five, letters to all; the second challenges the first, signing waits."""
    package = of(facts.P4).packages.get()
    rows = package.review.candidates.order_by("rank")
    assert [(str(row.price_points), str(row.total_points)) for row in rows] == [
        ("9.47", "93.87"),
        ("9.57", "90.77"),
        ("9.21", "87.81"),
        ("10.00", "84.30"),
        ("9.09", "78.59"),
    ]
    members = package.review.members
    assert (members.filter(seat="expert").count(), members.filter(signature__agrees=True).count()) == (4, 5)
    assert not LowPriceReview.objects.filter(candidate__session=package.review).exists()
    made = Award.objects.get(package=package)
    assert made.supplier_id == rows[0].supplier_id and made.prepared_by_id != made.approved_by_id
    assert made.letters.count() == len(bids.TENDERED)
    challenge = Challenge.objects.get(package=package)
    assert (challenge.status, challenge.sender_id) == ("prepared", rows[1].supplier_id)
    assert local_date(made.told_at) <= challenge.received_on < local_date(now) < challenge.answer_by
    waits = suspensions.refusals(package.pk, Act.SIGN, on=local_date(now))
    assert [one.code for one in waits] == ["suspended"]
    if local_date(now) == date(2026, 11, 23):
        days = (made.approved_at, made.told_at, challenge.sent_at)
        assert [local_date(day) for day in days] == [date(2026, 11, day) for day in (13, 16, 20)]
        assert (challenge.last_day, challenge.answer_by) == (date(2026, 11, 26), date(2026, 12, 1))


def second_is_chosen(now: datetime) -> None:
    """P4, shown live: the answer is given and carried out, finance is told, rank 2 is decided on."""
    actors = cast.gather(now=now)
    handler, leader = (actors.actors[name] for name in ("shaoyun", "tongxin"))
    number = Challenge.objects.get(package__project=of(facts.P4)).number
    for verb in (answering.give, carrying.carry_out, carrying.tell_finance):
        verb(number, by=leader, now=now)
    stage = Stage(facts.P4, actors, local_date(now), RehearsalClock(now), project=of(facts.P4))
    demanding.decide_together(stage, DecisionStep.AWARD)
    made = Award.objects.get(package=stage.package)
    second, now = made.ranking[1], stage.clock.now()
    award.prepare(made.pk, second["candidate"], minutes="经集体研究，依序改定第二名。", by=handler, now=now)
    chosen = award.approve(made.pk, by=leader, now=now)
    assert chosen.supplier.name == "洞庭社会服务发展中心（示例）" and chosen.status == "approved"


def final_quotes() -> dict[str, str]:
    """P3: what four suppliers quoted last, by the sign-in name of who did."""
    rows = OpenedSubmission.objects.filter(
        session__package__project=of(facts.P3), session__kind="final_quote", status="opened"
    )
    return {row.submission.submitted_by.username: opening.fields_of(row)["price"] for row in rows}


def low_price_awaits_its_last_opinion() -> None:
    """P3: its first attempt ended for one conforming; a low price triggers twice, and the base moves."""
    first = of(facts.P3_FIRST).packages.get().review
    assert (first.status, first.termination_cause) == ("terminated", "too_few")
    price = LowPriceReview.objects.get(candidate__session__package__project=of(facts.P3))
    assert [(one["kind"], one["limit"]) for one in price.triggers] == [
        ("second", "548700.00"),
        ("ceiling", "531000.00"),
    ]
    assert (price.status, price.opinions.count()) == ("explained", 2)
    actors, opinion = cast.gather(now=price.explained_at), review.Opinion(False, bids.FINDING)
    review.judge_price(price.pk, opinion, by=actors.actors["yihong"], clock=lambda: price.explained_at)
    moved = {(str(before), str(after)) for _one, before, after in pages.moved(price.candidate.session)}
    assert moved == {("4.59", "9.69"), ("4.48", "9.46"), ("4.74", "10.00"), ("10.00", "None")}


def agreement_in_force() -> None:
    """The agreement: two joined, a third waits, the contract of a district's order is out."""
    rows = FrameworkApplication.objects.filter(package__project=of(facts.AGREEMENT))
    assert list(rows.order_by("applied_at").values_list("is_accepted", flat=True)) == [True, True, None]
    contract = OrderContract.objects.get(order__member__package__project=of(facts.AGREEMENT))
    assert contract.notice.published_at and contract.order.buyer != contract.notice.project.purchaser
    assert contract.order.line.contracted_amount == contract.order.amount


def open_call() -> datetime:
    """P2: two bids under two locks each, one with two files; the deadline."""
    [package, other] = of(facts.P2).packages.order_by("index")
    sealed = Submission.objects.filter(package=package)
    assert sorted(row.files.count() for row in sealed) == [0, 2]
    assert all(row.custody_part.key.body.name.startswith("长沙市财政局") for row in sealed)
    assert package.response_deadline == other.response_deadline
    return package.response_deadline


def call_that_ends_soon(now: datetime) -> None:
    """The call of `--live`: open for some minutes more, with two bids in it."""
    actors = cast.gather(now=now)
    package = live.play(actors, minutes=10, now=now)
    assert package.response_deadline == now + timedelta(minutes=10)
    assert Submission.objects.filter(package=package).count() == 2
    refused(live.play, actors, minutes=10, now=now, code="twice")


def first_deadline() -> datetime:
    """The deadline of P2 before the law moved it."""
    correction = Notice.objects.get(project=of(facts.P2), type="correction")
    assert correction.body["is_pushed_by_law"]
    call = correction.corrects
    return datetime.fromisoformat(call.body["schedule"]["response_deadline"])


def test_the_prices_give_the_points_of_the_script():
    points = scores.price_points({name: Decimal(price) for name, price in bids.TENDERED.items()}, Decimal(10))
    assert [str(points[name]) for name in bids.TENDERED] == ["9.47", "9.57", "9.21", "10.00", "9.09"]


def test_the_lowest_quote_moves_the_base_when_it_falls_away():
    """The figures of P3: with the fourth quote and without it."""
    quotes = {name: Decimal(quote) for name, (_price, quote) in bids.CONSULTED.items()}
    with_it = scores.price_points(quotes, Decimal(10))
    assert list(map(str, with_it.values())) == ["4.59", "4.48", "4.74", "10.00"]
    lowest = min(quotes, key=quotes.get)
    without = scores.price_points({name: quotes[name] for name in quotes if name != lowest}, Decimal(10))
    assert list(map(str, without.values())) == ["9.69", "9.46", "10.00"]


def test_a_call_ends_in_some_minutes_of_a_working_day(db):
    law()
    saturday, monday = (datetime(2026, 11, day, 2, tzinfo=UTC) for day in (21, 23))
    assert [one.code for one in live.refusals(10, saturday)] == ["deadline_on_day_off"]
    assert [one.code for one in live.refusals(2, monday)] == ["minutes"]
    assert live.refusals(10, monday) == []


def test_everybody_invented_is_marked_and_has_a_valid_code(reference):
    cast.gather(now=datetime(2026, 3, 2, tzinfo=UTC))
    assert [
        body.name for body in Body.objects.all() if cast.MARK not in body.name or not body.is_sample
    ] == []
    assert [body.name for body in Body.objects.all() if not uscc.is_valid(body.credit_code)] == []
    assert [user.name for user in User.objects.all() if cast.MARK not in user.name] == []


def test_a_portal_in_service_gets_no_demonstration(settings, db):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="演示数据只能在演示环境建立"):
        call_command("demo")
    assert not Body.objects.exists()

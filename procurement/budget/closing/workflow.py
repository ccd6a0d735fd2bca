"""A list proposed by the purchaser and decided by the finance department; decided, the money moves."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.inbox.workflow import notify_body, notify_users
from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step, advance, allow
from procurement.budget import posting
from procurement.budget import queries as budget
from procurement.budget.choices import Account, LineKind, MovementKind
from procurement.budget.closing import queries, rules
from procurement.budget.closing.choices import EDITABLE, Choice, ListStatus
from procurement.budget.closing.models import YearEndItem, YearEndList
from procurement.budget.closing.rules import Decision
from procurement.budget.models import BudgetLine
from procurement.budget.posting import Cause
from procurement.budget.rules import BUDGET_FIRST, Paper, paper_refusals
from procurement.budget.workflow import must_keep
from procurement.budget.years import workflow as years

DRAFTERS = (Role.PURCHASER_HANDLER,)
DECIDERS = (Role.FINANCE,)
SUBMITTED, RETURNED = (ListStatus.SUBMITTED,), ListStatus.RETURNED
STEPS = {
    "draw": Step(gettext_lazy("生成年末清单"), (), ListStatus.DRAFT, DRAFTERS, "", BUDGET_FIRST),
    "choose": Step(gettext_lazy("填写年末清单"), EDITABLE, "", DRAFTERS, "", BUDGET_FIRST),
    "submit": Step(gettext_lazy("提交年末清单"), EDITABLE, ListStatus.SUBMITTED, DRAFTERS, "", BUDGET_FIRST),
    "abandon": Step(gettext_lazy("放弃年末清单"), EDITABLE, ListStatus.ABANDONED, DRAFTERS, "", BUDGET_FIRST),
    "approve": Step(gettext_lazy("批准年末清单"), SUBMITTED, ListStatus.APPROVED, DECIDERS, "", BUDGET_FIRST),
    "return": Step(gettext_lazy("退回年末清单"), SUBMITTED, RETURNED, DECIDERS, "", BUDGET_FIRST),
}


@transaction.atomic
def draw(year: int, *, by: Actor, now: datetime) -> YearEndList:
    """List everything that is still open on the own body's lines of a year."""
    allow(STEPS, "draw", by=by)
    budget.body_for_update(by.body_id)
    today = clock.local_date(now)
    found = queries.open_on_lines(queries.lines_of(by.body_id, year=year, on=today), on=today)
    refuse(
        rules.draw_refusals(
            year=year,
            on=today,
            has_open_list=queries.has_open_list(by.body_id, year=year),
            found=len(found),
        )
    )
    made = YearEndList.objects.create(
        body_id=by.body_id, fiscal_year=year, proposed_by_id=by.user_id, proposed_at=now
    )
    YearEndItem.objects.bulk_create(
        YearEndItem(
            year_end_list=made,
            line_id=one.line_id,
            reference=one.reference,
            account=one.account,
            amount=one.amount,
        )
        for one in found
    )
    record(made, "draw", by=by, now=now)
    return made


@transaction.atomic
def choose(list_id: int, decisions: Iterable[Decision], *, by: Actor, now: datetime) -> YearEndList:
    """Write what is proposed for each item; incomplete is allowed until the list is submitted."""
    found = begin(list_id, "choose", by=by)
    chosen = {decision.item_id: decision for decision in decisions}
    items = [item for item in found.items.all() if item.pk in chosen]
    for item in items:
        item.choice, item.reason = chosen[item.pk].choice, chosen[item.pk].reason.strip()
    YearEndItem.objects.bulk_update(items, ["choice", "reason"])
    record(found, "choose", by=by, now=now)
    return found


@transaction.atomic
def submit(list_id: int, *, by: Actor, now: datetime) -> YearEndList:
    """Hand the list to the finance department; refused while one item lacks a lawful decision."""
    found = begin(list_id, "submit", by=by)
    items = list(found.items.select_related("line"))
    refuse(
        [
            *(r for i in items for r in rules.choice_refusals(i.reference, i.account, i.choice, i.reason)),
            *moving_refusals(items, {item.line_id: item.line for item in items}, now=now),
        ]
    )
    found.proposed_by_id, found.proposed_at = by.user_id, now
    found.save(update_fields=["status", "proposed_by", "proposed_at"])
    record(found, "submit", by=by, now=now)
    return found


@transaction.atomic
def abandon(list_id: int, *, by: Actor, now: datetime) -> YearEndList:
    """Give a list up, so that it can be drawn up anew."""
    found = begin(list_id, "abandon", by=by)
    found.save(update_fields=["status"])
    record(found, "abandon", by=by, now=now)
    return found


@transaction.atomic
def approve(list_id: int, paper: Paper, *, by: Actor, now: datetime) -> YearEndList:
    """Another person decides the list by a paper; every item's money moves in the same transaction.

    Raises Refused when a purchase moved on since the list was drawn up; then nothing moves.
    """
    found = decided(list_id, "approve", by=by)
    items = list(found.items.order_by("pk"))
    lines = budget.lines_for_update(item.line_id for item in items)
    refuse([*moving_refusals(items, lines, now=now), *paper_refusals(paper)])
    cause = Cause(by=by, now=now, paper=paper)
    for item in items:
        carry_out(item, lines[item.line_id], cause=cause)
    found.decided_by_id, found.decided_at = by.user_id, now
    found.document_number, found.document_on = paper.number, paper.dated_on
    found.save(update_fields=["status", "decided_by", "decided_at", "document_number", "document_on"])
    record(found, "approve", by=by, now=now)
    tell(
        found,
        _("年末清单已决定"),
        _("各项已按清单结转、释放或者收回；从合同收回的金额列在“以后年度安排”里。"),
        now=now,
    )
    return found


@transaction.atomic
def return_list(list_id: int, *, opinion: str, by: Actor, now: datetime) -> YearEndList:
    """Send the list back and say what has to be changed."""
    found = decided(list_id, "return", by=by)
    refuse(rules.opinion_refusals(opinion))
    found.decided_by_id, found.decided_at, found.opinion = by.user_id, now, opinion.strip()
    found.save(update_fields=["status", "decided_by", "decided_at", "opinion"])
    record(found, "return", by=by, now=now)
    notify_users(
        [found.proposed_by_id],
        subject=_("年末清单已退回"),
        text=found.opinion,
        url=found.get_absolute_url(),
        now=now,
    )
    return found


def carry_out(item: YearEndItem, line: BudgetLine, *, cause: Cause) -> None:
    """Move the money of one item as it was decided.

    What is released after the end of the year is free on a line of the current one; what is recalled from a
    signed contract the contract needs of a later year.
    """
    account, this_year = Account(item.account), clock.local_date(cause.now).year
    here = Cause(by=cause.by, now=cause.now, reference=item.reference, paper=cause.paper, reason=item.reason)
    if item.choice == Choice.CARRY:
        target = next_years(line, cause.paper, this_year=this_year)
        posting.post(
            MovementKind.CARRY, line, item.amount, cause=here, accounts=(account, account), to_line=target
        )
    elif item.choice == Choice.RELEASE:
        target = next_years(line, cause.paper, this_year=this_year) if line.fiscal_year < this_year else None
        posting.post(MovementKind.RELEASE, line, item.amount, cause=here, to_line=target)
    else:
        accounts = (account, Account.OUTSIDE)
        posting.post(MovementKind.RECALL, line, item.amount, cause=here, accounts=accounts)
        if account == Account.CONTRACTED:
            year = following(line.fiscal_year, this_year=this_year)
            years.owe(item.reference, line.body_id, {year: item.amount})


def following(year: int, *, this_year: int) -> int:
    """The year to which what is left of a year goes: the next one, or the current one when that has ended."""
    return max(year + 1, this_year)


def next_years(line: BudgetLine, paper: Paper, *, this_year: int) -> BudgetLine:
    """The line of the next year to which what is carried over from this one goes; made when it is missing."""
    known = BudgetLine.objects.select_for_update().filter(carried_from=line, document_number=paper.number)
    same = {
        "body_id": line.body_id,
        "fiscal_year": following(line.fiscal_year, this_year=this_year),
        "code": line.code,
        "fund_source": line.fund_source,
        "kind": LineKind.CARRY_OVER,
    }
    number = paper.number
    if not known.exists() and BudgetLine.objects.filter(**same, document_number=number).exists():
        number = f"{paper.number}（{line.get_kind_display()}{line.pk}）"
        known = BudgetLine.objects.select_for_update().filter(carried_from=line, document_number=number)
    return known.first() or BudgetLine.objects.create(
        **same,
        title=line.title,
        document_number=number,
        document_on=paper.dated_on,
        function_code=line.function_code,
        carried_from=line,
        standard=line.standard,
    )


def moving_refusals(
    items: list[YearEndItem], lines: dict[int, BudgetLine], *, now: datetime
) -> list[Refusal]:
    """What is no longer so as the list says, and what could not be arranged again once recalled."""
    listed, today = [queries.as_open(item) for item in items], clock.local_date(now)
    recalled: dict[int, list[str]] = {}
    for item in items:
        if item.choice == Choice.RECALL and item.account == Account.CONTRACTED:
            year = following(lines[item.line_id].fiscal_year, this_year=today.year)
            recalled.setdefault(year, []).append(item.reference)
    return [
        *rules.changed_refusals(listed, queries.open_on_lines(lines.values(), on=today)),
        *(
            refusal
            for year, contracts in recalled.items()
            for refusal in rules.owed_refusals(queries.settled_years(contracts, year=year), year=year)
        ),
    ]


def begin(list_id: int, verb: str, *, by: Actor) -> YearEndList:
    """Lock and advance a list of the own body."""
    found = queries.list_for_update(list_id)
    advance(found, STEPS, verb, by=by)
    if found.body_id != by.body_id:
        raise NotPermitted(_("这是其他单位的年末清单。"))
    return found


def decided(list_id: int, verb: str, *, by: Actor) -> YearEndList:
    """Lock and advance a list of a body whose budget this finance department keeps, by another person."""
    found = queries.list_for_update(list_id)
    advance(found, STEPS, verb, by=by)
    must_keep(found.body_id, by=by)
    refuse(rules.same_person_refusals(proposed_by=found.proposed_by_id, decided_by=by.user_id))
    return found


def tell(found: YearEndList, subject: str, text: str, *, now: datetime) -> None:
    """A message to the purchaser that leads to the list."""
    url = found.get_absolute_url()
    notify_body(found.body_id, roles=PURCHASER_ROLES, subject=subject, text=text, url=url, now=now)


def record(found: YearEndList, verb: str, *, by: Actor, now: datetime) -> None:
    """The fifth beat: the whole list as it stands."""
    facts = {
        "fiscal_year": found.fiscal_year,
        "body": found.body.name,
        "document_number": found.document_number,
        "opinion": found.opinion,
        "items_of_list": [
            {"reference": i.reference, "account": i.account, "amount": i.amount, "choice": i.choice}
            for i in found.items.order_by("pk")
        ],
    }
    ledger.record(found, f"budget_closing.{verb}", says=STEPS[verb].says, by=by, at=now, facts=facts)

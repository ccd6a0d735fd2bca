"""The life of a request: asked, checked by one operator, closed by another, masked at the end."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.accounts.erasure import closing, queries, rules
from orgs.accounts.erasure.choices import ErasureStatus
from orgs.accounts.erasure.models import OPEN, ErasureRequest
from orgs.accounts.erasure.rules import Held
from orgs.inbox.workflow import notify_users
from orgs.registry import law
from portal.kernel import clock
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.calendar import queries as calendar
from portal.kernel.calendar.rules import years_after
from portal.kernel.errors import NotPermitted, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.numbers import next_number
from portal.kernel.outbox.workflow import later
from portal.kernel.workflow import Step, advance

STEPS = {
    "prepare": Step(
        says=gettext_lazy("核对申请人"),
        sources=(ErasureStatus.SUBMITTED,),
        target=ErasureStatus.PREPARED,
        roles=queries.DECIDERS,
    ),
    "confirm": Step(
        says=gettext_lazy("注销账号"),
        sources=(ErasureStatus.PREPARED,),
        target=ErasureStatus.CLOSED,
        roles=queries.DECIDERS,
    ),
    "give_back": Step(
        says=gettext_lazy("退回申请"),
        sources=OPEN,
        target=ErasureStatus.RETURNED,
        roles=queries.DECIDERS,
    ),
    "withdraw": Step(
        says=gettext_lazy("撤回申请"), sources=OPEN, target=ErasureStatus.WITHDRAWN, roles=("self",)
    ),
    "finish": Step(
        says=gettext_lazy("遮盖到期的姓名"),
        sources=(ErasureStatus.CLOSED,),
        target=ErasureStatus.FINISHED,
        roles=tuple(SYSTEM.roles),
    ),
}


@dataclass(frozen=True)
class Decision:
    """Who closes an account, and what the floors above know of the person."""

    by: Actor
    held: Held


def person(user_id: int) -> Actor:
    """A person in the own matter: neither a name nor a body goes into the ledger."""
    return Actor(user_id=user_id, name=closing.as_person(), roles=frozenset({"self"}))


def ask(user_id: int, *, reason: str, held: Held, now: datetime) -> ErasureRequest:
    """Ask for deletion. Refused while something is open that only this person can finish."""
    by, today = person(user_id), clock.local_date(now)
    with transaction.atomic():
        user = queries.user_for_update(user_id)
        found = queries.open_of(user_id)
        refuse(rules.open_request_refusals(found and found.number) + held.obstacles(user_id, now=now))
        days = int(law.number("personal_answer_days", on=today))
        request = ErasureRequest.objects.create(
            number=f"GR-{today.year}-{next_number(f'erasure-{today.year}'):04d}",
            user=user,
            reason=reason,
            asked_at=now,
            due_on=calendar.current().add_workdays(today, days).date,
        )
        record(request, "ask", says=_("申请删除个人信息"), by=by, at=now)
        tell(request, _("删除申请已收到：%(number)s"), _("答复以前可以随时撤回。"), now=now)
    return request


def withdraw(number: str, *, user_id: int, now: datetime) -> ErasureRequest:
    """Take one's own request back."""
    by = person(user_id)
    with transaction.atomic():
        request = queries.request_for_update(number)
        if request.user_id != user_id:
            raise NotPermitted(_("这不是您的申请。"))
        advance(request, STEPS, "withdraw", by=by)
        request.save(update_fields=["status"])
        record(request, "withdraw", says=STEPS["withdraw"].says, by=by, at=now)
    return request


def prepare(number: str, *, checked: str, by: Actor, now: datetime) -> ErasureRequest:
    """Write down how the person was recognised; the first of two."""
    with transaction.atomic():
        request = queries.request_for_update(number)
        advance(request, STEPS, "prepare", by=by)
        refuse(rules.second_person_refusals(user_id=request.user_id, by=by.user_id, prepared_by=None))
        request.checked, request.prepared_by_id, request.prepared_at = checked, by.user_id, now
        request.save(update_fields=["status", "checked", "prepared_by", "prepared_at"])
        record(request, "prepare", says=STEPS["prepare"].says, by=by, at=now)
    return request


def give_back(number: str, *, reason: str, by: Actor, now: datetime) -> ErasureRequest:
    """Do not close the account; the person reads why."""
    with transaction.atomic():
        request = queries.request_for_update(number)
        advance(request, STEPS, "give_back", by=by)
        refuse(rules.second_person_refusals(user_id=request.user_id, by=by.user_id, prepared_by=None))
        request.refusal, request.decided_by_id, request.decided_at = reason, by.user_id, now
        request.save(update_fields=["status", "refusal", "decided_by", "decided_at"])
        record(request, "give_back", says=STEPS["give_back"].says, by=by, at=now)
        tell(request, _("删除申请没有办理：%(number)s"), reason, now=now)
    return request


def confirm(number: str, decision: Decision, *, now: datetime) -> ErasureRequest:
    """Close the account; the second of two. What is kept, until when and why is fixed and sent.

    What a request of the person that was already running enters beside this is the organisation's act and
    stands; the nightly masking asks anew what is kept.
    """
    by, held = decision.by, decision.held
    with transaction.atomic():
        request = queries.request_for_update(number)
        advance(request, STEPS, "confirm", by=by)
        user = queries.user_for_update(request.user_id)
        refuse(
            rules.second_person_refusals(user_id=user.pk, by=by.user_id, prepared_by=request.prepared_by_id)
            or rules.closing_refusals(held.obstacles(user.pk, now=now))
        )
        answer = held.answer(user.pk, now=now)
        request.answer = [line.plain() for line in answer]
        request.name_until = rules.name_until(answer)
        request.decided_by_id, request.decided_at = by.user_id, now
        request.save(update_fields=["status", "answer", "name_until", "decided_by", "decided_at"])
        held.forget(user.pk)
        closing.close(user, now=now)
        record(request, "confirm", says=STEPS["confirm"].says, by=by, at=now)
        later("accounts.send_erasure_answer", request.pk)
    return request


def finish(*, held: Held, now: datetime) -> int:
    """Mask every name that no rule keeps any longer; gives the number of accounts that are done."""
    forget_old(now=now)
    return sum(finish_one(pk, held=held, now=now) for pk in queries.unfinished())


def finish_one(request_id: int, *, held: Held, now: datetime) -> bool:
    """One account under its locks; false while something is still kept, or the answer is not out."""
    with transaction.atomic():
        request = ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
        user = queries.user_for_update(request.user_id)
        answer = held.answer(user.pk, now=now)
        if (
            request.status != ErasureStatus.CLOSED
            or request.answered_at is None
            or not rules.may_mask(answer)
        ):
            return False
        advance(request, STEPS, "finish", by=SYSTEM)
        held.mask(user.pk, closing.mask(user))
        request.reason = request.checked = ""
        request.finished_at = now
        request.save(update_fields=["status", "reason", "checked", "finished_at"])
        record(request, "finish", says=STEPS["finish"].says, by=SYSTEM, at=now)
    return True


def forget_old(*, now: datetime) -> int:
    """Empty what was written in requests that were answered long enough ago; gives their number."""
    today = clock.local_date(now)
    years = int(law.number("personal_answer_years", on=today))
    old = ErasureRequest.objects.exclude(status__in=OPEN).exclude(reason="", checked="")
    return old.filter(asked_at__date__lt=years_after(today, -years)).update(reason="", checked="")


def tell(request: ErasureRequest, subject: str, text: str, *, now: datetime) -> None:
    """A message to the person."""
    subject = subject % {"number": request.number}
    notify_users([request.user_id], subject=subject, text=text, url=reverse("personal:own"), now=now)


def record(request: ErasureRequest, verb: str, *, says: str, by: Actor, at: datetime) -> None:
    """The fifth beat; nothing of the person, nothing of the reasons."""
    facts = {"reference": request.number, "status": request.status}
    ledger.record(request, f"erasure.{verb}", says=says, by=by, at=at, facts=facts)

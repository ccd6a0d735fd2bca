"""The life of an application: applied for in public, called back, approved or returned."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.accounts import entry, proofs
from orgs.accounts.applications import queries, rules
from orgs.accounts.applications.choices import ApplicationStatus
from orgs.accounts.applications.models import AccountApplication, CallBack
from orgs.accounts.erasure.rules import STARS, masked_name
from orgs.bodies.models import Body
from orgs.inbox.workflow import notify_users
from orgs.people.rules import membership_refusals
from orgs.registry import law
from portal.kernel import clock, uploads
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.calendar.rules import years_after
from portal.kernel.errors import refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from portal.kernel.workflow import Step, advance

WAITING = (ApplicationStatus.SUBMITTED,)
STEPS = {
    "call_back": Step(says=gettext_lazy("记录回拨"), sources=WAITING, roles=queries.DECIDERS),
    "approve": Step(
        says=gettext_lazy("开通账号"),
        sources=WAITING,
        target=ApplicationStatus.APPROVED,
        roles=queries.DECIDERS,
    ),
    "give_back": Step(
        says=gettext_lazy("退回申请"),
        sources=WAITING,
        target=ApplicationStatus.RETURNED,
        roles=queries.DECIDERS,
    ),
    "send_link": Step(
        says=gettext_lazy("再发一次链接"), sources=(ApplicationStatus.APPROVED,), roles=queries.DECIDERS
    ),
}
# Who applies has no account yet, so the name is not known to be anybody's.
APPLICANT = Actor(user_id=0, name="申请人")


@dataclass(frozen=True)
class Facts:
    """What the applicant states."""

    credit_code: str
    applicant_name: str
    post: str
    email: str
    phone: str
    roles: tuple[str, ...]
    way: str = proofs.DEFAULT


@dataclass(frozen=True)
class Call:
    """A call to the organisation."""

    number: str
    spoke_with: str
    said: str
    confirmed: bool


def apply(facts: Facts, letter: UploadedFile, *, now: datetime) -> AccountApplication:
    """Keep an application. Refused by what the public register says, never by who has an account."""
    body = queries.body_of(facts.credit_code)
    refuse(rules.applicant_refusals(queries.applicant(body, now=now)))
    refuse(membership_refusals(body_kind=body.kind, body_name=body.name, roles=facts.roles))
    with transaction.atomic():
        application = AccountApplication.objects.create(
            body=body,
            applicant_name=facts.applicant_name,
            post=facts.post,
            email=facts.email,
            phone=facts.phone,
            roles=list(facts.roles),
            way=proofs.way(facts.way).code,
            letter=uploads.store(letter, owner_id=APPLICANT.user_id, now=now),
            applied_at=now,
        )
        record(application, "apply", says=_("申请账号"), by=APPLICANT, at=now)
    return application


def call_back(application_id: int, call: Call, *, by: Actor, now: datetime) -> CallBack:
    """Write down a call to the organisation."""
    with transaction.atomic():
        application = queries.application_for_update(application_id, by=by)
        advance(application, STEPS, "call_back", by=by)
        made = CallBack.objects.create(
            application=application,
            number=call.number,
            spoke_with=call.spoke_with,
            said=call.said,
            confirmed=call.confirmed,
            called_at=now,
            called_by_id=by.user_id,
        )
        record(application, "call_back", says=STEPS["call_back"].says, by=by, at=now)
    return made


def approve(
    application_id: int, *, is_administrator: bool, site: str, by: Actor, now: datetime
) -> AccountApplication:
    """Open the account: user, membership and the link that sets the password.

    Refused while the proof is not complete, or when nobody would run the organisation's account.
    """
    with transaction.atomic():
        application = queries.application_for_update(application_id, by=by)
        advance(application, STEPS, "approve", by=by)
        body = Body.objects.select_for_update(of=("self",)).get(pk=application.body_id)
        running = list(queries.administrators(body.pk, now=now).values_list("pk", flat=True))
        refuse(
            rules.applicant_refusals(queries.applicant(body, now=now))
            + proofs.way(application.way).refusals(queries.evidence(application))
            + rules.administrator_refusals(has_administrator=bool(running), is_administrator=is_administrator)
        )
        membership = entry.open_account(
            newcomer(application, is_administrator=is_administrator, site=site), body=body, now=now
        )
        application.user_id, application.decided_by_id, application.decided_at = (
            membership.user_id, by.user_id, now,
        )  # fmt: skip
        application.save(update_fields=["status", "user", "decided_by", "decided_at"])
        record(application, "approve", says=STEPS["approve"].says, by=by, at=now)
        tell_administrators(running, now=now)
    return application


def give_back(application_id: int, *, reason: str, by: Actor, now: datetime) -> AccountApplication:
    """Return an application with the reason; the applicant is told by e-mail and may apply again."""
    with transaction.atomic():
        application = queries.application_for_update(application_id, by=by)
        advance(application, STEPS, "give_back", by=by)
        application.reason, application.decided_by_id, application.decided_at = reason, by.user_id, now
        application.save(update_fields=["status", "reason", "decided_by", "decided_at"])
        record(application, "give_back", says=STEPS["give_back"].says, by=by, at=now)
        later("accounts.tell_applicant", application.pk)
    return application


def send_link(application_id: int, *, site: str, by: Actor, now: datetime) -> None:
    """Send the link once more; it does nothing for a person who has a password."""
    with transaction.atomic():
        application = queries.application_for_update(application_id, by=by)
        advance(application, STEPS, "send_link", by=by)
        record(application, "send_link", says=STEPS["send_link"].says, by=by, at=now)
        later("accounts.send_entry_link", application.user_id, site)


def forget_returned(*, now: datetime) -> int:
    """Mask whoever applied and was returned years ago; gives the number. The letter is the organisation's."""
    today = clock.local_date(now)
    before = years_after(today, -int(law.number("personal_answer_years", on=today)))
    found = AccountApplication.objects.filter(
        status=ApplicationStatus.RETURNED, user=None, decided_at__date__lt=before
    ).exclude(post=STARS)
    with transaction.atomic():
        masked = list(found.select_for_update(of=("self",)).select_related("body", "letter").order_by("pk"))
        for application in masked:
            application.applicant_name = masked_name(application.applicant_name)
            application.post = application.phone = STARS
            application.email = f"application-{application.pk}@masked.invalid"
            application.save(update_fields=["applicant_name", "post", "phone", "email"])
            application.calls.update(spoke_with=STARS, said=STARS)
            record(application, "forget", says=_("遮盖申请人"), by=SYSTEM, at=now)
    return len(masked)


def newcomer(application: AccountApplication, *, is_administrator: bool, site: str) -> entry.Newcomer:
    """The applicant as a person to come."""
    return entry.Newcomer(
        name=application.applicant_name,
        email=application.email,
        phone=application.phone,
        roles=tuple(application.roles),
        is_administrator=is_administrator,
        site=site,
    )


def tell_administrators(user_ids: list[int], *, now: datetime) -> None:
    """Whoever runs the account learns that somebody else got one."""
    notify_users(
        user_ids,
        subject=_("登记管理人员为本单位开通了一个账号"),
        text=_("请在“本单位人员”中核对。不是本单位同意的，请立即结束该人员的任职，并告诉我们。"),
        url=reverse("members:list"),
        now=now,
    )


def record(application: AccountApplication, verb: str, *, says: str, by: Actor, at: datetime) -> None:
    """The fifth beat; nothing of the applicant's person goes into the ledger."""
    facts = {
        "body": application.body.name,
        "status": application.status,
        "letter_sha256": application.letter.sha256,
    }
    ledger.record(application, f"accounts.{verb}", says=says, by=by, at=at, facts=facts)

"""Verbs of an organisation's administrator; an organisation is never left without one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.accounts import entry
from orgs.accounts.members import queries
from orgs.bodies.models import Body
from orgs.people.models import Membership
from orgs.people.rules import last_administrator_refusals, membership_refusals
from portal.kernel import clock
from portal.kernel.actors import Actor
from portal.kernel.errors import NotPermitted, Refusal, Refused, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Capacity:
    """What a person is for the organisation."""

    roles: tuple[str, ...]
    is_administrator: bool


def invite(person: entry.Newcomer, *, by: Actor, now: datetime) -> Membership:
    """A colleague gets an account of its own; the link that sets the password goes by e-mail."""
    require_administrator(by)
    with transaction.atomic():
        body = Body.objects.select_for_update(of=("self",)).get(pk=by.body_id)
        refuse(membership_refusals(body_kind=body.kind, body_name=body.name, roles=person.roles))
        membership = entry.open_account(person, body=body, now=now)
        record(membership, "invite", says=_("邀请同事"), by=by, at=now)
    return membership


def change(membership_id: int, capacity: Capacity, *, by: Actor, now: datetime) -> Membership:
    """Other roles, or the mark of the administrator given or taken."""
    require_administrator(by)
    with transaction.atomic():
        membership, others = found_for_update(membership_id, by=by, now=now)
        body = membership.body
        refuse(membership_refusals(body_kind=body.kind, body_name=body.name, roles=capacity.roles))
        if not capacity.is_administrator and membership.is_administrator:
            refuse(without_administrator(others))
        membership.roles = list(capacity.roles)
        membership.is_administrator = capacity.is_administrator
        membership.save(update_fields=["roles", "is_administrator"])
        record(membership, "change", says=_("变更身份"), by=by, at=now)
    return membership


def end(membership_id: int, *, by: Actor, now: datetime) -> Membership:
    """The person leaves: the membership ends at once, and all sessions."""
    require_administrator(by)
    with transaction.atomic():
        membership, others = found_for_update(membership_id, by=by, now=now)
        if membership.is_administrator:
            refuse(without_administrator(others))
        leave(membership, by=by, now=now)
    return membership


def hand_over(membership_id: int, *, to: int, by: Actor, now: datetime) -> Membership:
    """The person leaves, and a colleague takes over roles and mark; gives the colleague's membership."""
    require_administrator(by)
    with transaction.atomic():
        membership, others = found_for_update(membership_id, by=by, now=now)
        heir = next((other for other in others if other.pk == to), None)
        if heir is None:
            raise Refused(Refusal(because=_("接手的人必须是本单位的另一名同事。"), code="no_colleague"))
        heir.roles = sorted({*heir.roles, *membership.roles})
        heir.is_administrator = heir.is_administrator or membership.is_administrator
        heir.save(update_fields=["roles", "is_administrator"])
        record(heir, "hand_over", says=_("接手离职同事的身份"), by=by, at=now)
        leave(membership, by=by, now=now)
    return heir


def send_link(membership_id: int, *, site: str, by: Actor, now: datetime) -> None:
    """Send the link once more; it does nothing for a person who has a password."""
    require_administrator(by)
    with transaction.atomic():
        membership, _others = found_for_update(membership_id, by=by, now=now)
        record(membership, "send_link", says=_("再发一次链接"), by=by, at=now)
        later("accounts.send_entry_link", membership.user_id, site)


def leave(membership: Membership, *, by: Actor, now: datetime) -> None:
    """End a locked membership so that it no longer counts today, and sign the person out everywhere."""
    membership.ends_on = clock.local_date(now) - ONE_DAY
    membership.is_administrator = False
    membership.save(update_fields=["ends_on", "is_administrator"])
    entry.revoke_sessions(membership.user_id)
    record(membership, "end", says=_("结束任职"), by=by, at=now)


def found_for_update(membership_id: int, *, by: Actor, now: datetime) -> tuple[Membership, list[Membership]]:
    """The membership and the others, locked. Raises NotPermitted for somebody of another organisation."""
    members = queries.members_for_update(by, on=clock.local_date(now))
    found = next((member for member in members if member.pk == membership_id), None)
    if found is None:
        raise NotPermitted(_("此人不是本单位现在的人员。"))
    return found, [member for member in members if member is not found]


def without_administrator(others: list[Membership]) -> list[Refusal]:
    """Refusals when nobody else runs the account; the last person of all stays as well."""
    if not others:
        return [
            Refusal(
                because=_("您是本单位唯一的人员，离开后没有人管理账号。"),
                remedy=_("请先邀请一名同事，再办理移交。"),
                code="last_administrator",
            )
        ]
    marks = [other.is_administrator for other in others]
    return last_administrator_refusals(is_administrator=True, others=marks)


def require_administrator(by: Actor) -> None:
    """Raise NotPermitted for everybody else."""
    if not by.is_administrator:
        raise NotPermitted(_("只有本单位管理员可以办理。"))


def record(membership: Membership, verb: str, *, says: str, by: Actor, at: datetime) -> None:
    """The fifth beat; the person is known by the membership, not by name."""
    facts = {
        "body": membership.body.name,
        "roles": sorted(membership.roles),
        "is_administrator": membership.is_administrator,
        "ends_on": membership.ends_on,
    }
    ledger.record(membership, f"members.{verb}", says=says, by=by, at=at, facts=facts)

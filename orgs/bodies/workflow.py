"""Registering bodies."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orgs.bodies import fields, rules
from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body, Registration
from orgs.people.choices import Role
from orgs.regions.models import Division
from portal.kernel import clock, pinyin, search
from portal.kernel.actors import SYSTEM, Actor
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger

CHUNK = 2_000


@dataclass(frozen=True)
class BodyFacts:
    """What is known of a body when it is registered."""

    name: str
    kind: str
    credit_code: str
    division: Division
    budget_division: Division | None = None
    supervising_body: Body | None = None
    address: str = ""
    contact_name: str = ""
    phone: str = ""
    staffing_type: str = ""
    is_fully_treasury_funded: bool = False
    is_sample: bool = False


@dataclass(frozen=True)
class RegistrationFacts:
    """The registration of a social organisation; `authority_division` None for one of the ministry.

    `direct_registration` is filled when there is no competent unit. Grades are facts of orgs.registry.
    """

    type: str
    authority: str
    authority_division: Division | None
    registered_on: date
    legal_representative: str
    scope: str
    competent_unit: str = ""
    direct_registration: str = ""
    industry_unit: str = ""
    party_work_unit: str = ""
    founded_on: date | None = None
    deregistered_on: date | None = None
    chief_officer: str = ""
    is_association: bool = False
    party_organisation: str = ""
    has_party_article: bool = False

    @property
    def fields_of_service(self) -> list[str]:
        """What the business scope names."""
        return fields.fields_named(self.scope)


@transaction.atomic
def register(
    facts: BodyFacts, *, by: Actor, now: datetime, registration: RegistrationFacts | None = None
) -> Body:
    """Enter a body with a right code; a social organisation with its registration facts."""
    if by != SYSTEM and not by.has_role(Role.OPERATOR):
        raise NotPermitted(_("只有平台管理员可以登记单位。"))
    refuse(_refusals(facts, registration, today=clock.local_date(now)))
    body = Body.objects.create(**vars(facts), **found_by(facts.name, facts.credit_code))
    if registration is not None:
        named = registration.fields_of_service
        Registration.objects.create(body=body, **vars(registration), fields_of_service=named)
    ledger.record(
        body,
        "bodies.register",
        says=_("登记单位"),
        by=by,
        at=now,
        facts={"name": body.name, "kind": body.kind, "credit_code": body.credit_code},
    )
    return body


@transaction.atomic
def read_fields() -> int:
    """Read the fields of registrations that have none yet; gives their number. Doing it twice is once."""
    unread = Registration.objects.filter(fields_of_service=[]).only("scope")
    read = 0
    for registration in unread.iterator(chunk_size=CHUNK):
        named = fields.fields_named(registration.scope)
        read += Registration.objects.filter(pk=registration.pk).update(fields_of_service=named)
    return read


def found_by(name: str, credit_code: str) -> dict[str, Any]:
    """The fields by which lists find a body; whoever writes a name or a code writes these as well."""
    return {
        "pinyin_initials": pinyin.initials(name)[:120],
        "search": search.vector(credit_code, names=[name]),
    }


def _refusals(facts: BodyFacts, registration: RegistrationFacts | None, *, today: date) -> list[Refusal]:
    if registration is None:
        refusals = rules.party_code_refusals(facts.credit_code, kind=facts.kind)
    else:
        refusals = rules.registration_refusals(_case(facts, registration), today=today)
    if (facts.kind == BodyKind.SOCIAL_ORGANISATION) != (registration is not None):
        refusals.append(
            Refusal(because=_("社会组织须有登记信息，其他单位不填登记信息。"), code="registration")
        )
    taken = Body.objects.filter(credit_code=facts.credit_code) | Body.objects.filter(name=facts.name)
    if taken.exists():
        refusals.append(
            Refusal(
                because=_("已有同名或者同一信用代码的单位。"), remedy=_("请核对是否已经登记。"), code="taken"
            )
        )
    return refusals


def _case(facts: BodyFacts, registration: RegistrationFacts) -> rules.RegistrationCase:
    division = registration.authority_division
    return rules.RegistrationCase(
        code=facts.credit_code,
        type=registration.type,
        authority_code=division.gb_code if division else rules.NATIONAL_CODE,
        competent_unit=registration.competent_unit,
        direct_registration=registration.direct_registration,
        is_association=registration.is_association,
        founded_on=registration.founded_on,
        registered_on=registration.registered_on,
        deregistered_on=registration.deregistered_on,
    )

"""Bodies, people and capacities for tests. Credit codes are valid by GB 32100."""

from datetime import date, datetime, timedelta
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from stdnum.cn import uscc

from orgs.accounts.applications import workflow as applications
from orgs.accounts.applications.models import AccountApplication
from orgs.accounts.papers import workflow as papers
from orgs.accounts.papers.models import Paper
from orgs.bodies import workflow as bodies
from orgs.bodies.choices import BodyKind, SocialOrganisationType
from orgs.bodies.models import Body, Registration
from orgs.people import queries
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from orgs.regions.choices import DivisionKind, DivisionLevel
from orgs.regions.models import Division
from portal.kernel import clock
from portal.kernel.actors import Actor

numbers = count(1)
STARTS_ON = date(2020, 1, 1)


LEVELS = {
    2: DivisionLevel.PROVINCE,
    4: DivisionLevel.PREFECTURE,
    6: DivisionLevel.COUNTY,
    9: DivisionLevel.TOWNSHIP,
}
KINDS = {
    2: DivisionKind.PROVINCE,
    4: DivisionKind.PREFECTURE_CITY,
    6: DivisionKind.COUNTY,
    9: DivisionKind.TOWN,
}
NAMES = {"43": "湖南省", "4301": "长沙市", "430111": "雨花区", "4306": "岳阳市", "430626": "平江县"}


def division(code: str = "43") -> Division:
    """A division by its statistical code of 2, 4, 6 or 9 digits, with those above it."""
    level = LEVELS[len(code)]
    parent = None if level == DivisionLevel.PROVINCE else division(code[: 6 if len(code) == 9 else -2])
    defaults = {"name": NAMES.get(code, f"区划{code}"), "level": level, "kind": KINDS[len(code)]}
    return Division.objects.get_or_create(
        code=code, defaults={**defaults, "parent": parent, "pinyin": "", "initials": "", "edition": "2023"}
    )[0]


def credit_code(prefix: str = "52430000MJ") -> str:
    """A valid code that no other call gives; the check digit is computed."""
    stem = f"{prefix}{next(numbers):07d}"[:17]
    return stem + uscc.calc_check_digit(stem)


def body(kind: str = BodyKind.STATE_ORGAN, *, name: str = "", division_code: str = "4301", **facts) -> Body:
    """A body at a budget level; a social organisation gets its registration."""
    place = division(division_code)
    name = name or f"单位{next(numbers)}（示例）"
    code = credit_code("51430000MJ" if kind == BodyKind.SOCIAL_ORGANISATION else "11430000MB")
    made = Body.objects.create(
        name=name,
        kind=kind,
        credit_code=code,
        division=place,
        budget_division=place,
        is_sample=True,
        **bodies.found_by(name, code),
        **facts,
    )
    if kind == BodyKind.SOCIAL_ORGANISATION:
        Registration.objects.create(
            body=made,
            type=SocialOrganisationType.SOCIAL_GROUP,
            authority="民政厅（示例）",
            authority_division=division("43"),
            direct_registration="community",
            registered_on=STARTS_ON,
            legal_representative="张三（示例）",
            scope="社会服务",
        )
    return made


def user(name: str = "", **facts) -> User:
    """A person without a password who never signs in unless a test sets one."""
    number = next(numbers)
    return User.objects.create(
        username=f"person{number}", name=name or f"人员{number}（示例）", is_sample=True, **facts
    )


def membership(*roles: str, body: Body, person: User | None = None, **facts) -> Membership:
    """A person acting for a body."""
    return Membership.objects.create(
        user=person or user(), body=body, roles=list(roles), starts_on=STARTS_ON, **facts
    )


def letter(name: str = "申请函.pdf") -> SimpleUploadedFile:
    """A scan that passes for a document."""
    return SimpleUploadedFile(name, b"%PDF-1.7 letter")


def application(*, of: Body | None = None, now: datetime, **changes) -> AccountApplication:
    """An application as the public form sends it."""
    facts = {
        "credit_code": (of or body(BodyKind.SOCIAL_ORGANISATION)).credit_code,
        "applicant_name": "申请人甲（示例）",
        "post": "秘书长",
        "email": f"person{next(numbers)}@example.invalid",
        "phone": "13800000000",
        "roles": (Role.SUPPLIER, Role.SUPPLIER_SIGNATORY),
    }
    return applications.apply(applications.Facts(**facts | changes), letter(), now=now)


def paper(by: Actor, *, now: datetime, **changes) -> Paper:
    """A paper of one's own organisation."""
    today = clock.local_date(now)
    facts = {
        "kind": "qualification",
        "number": f"ZZ-{next(numbers)}",
        "issuer": "某主管部门（示例）",
        "issued_on": STARTS_ON,
        "expires_on": today + timedelta(days=400),
    }
    return papers.add(papers.Facts(**facts | changes), letter("证书.pdf"), by=by, now=now)


KIND_OF_ROLE = {
    Role.SUPPLIER: BodyKind.SOCIAL_ORGANISATION,
    Role.SUPPLIER_SIGNATORY: BodyKind.SOCIAL_ORGANISATION,
    Role.AGENCY_HANDLER: BodyKind.AGENCY,
    Role.FINANCE: BodyKind.FINANCE_DEPARTMENT,
    Role.EVALUATOR: BodyKind.EVALUATION_INSTITUTION,
    Role.AUDITOR: BodyKind.AUDIT_BODY,
    Role.OPERATOR: BodyKind.PLATFORM,
    Role.EXPERT: BodyKind.PLATFORM,
}


def actor(*roles: str, of: Body | None = None, person: User | None = None) -> Actor:
    """A person in a capacity; the body is made to fit the first role when none is given."""
    body_of = of or body(KIND_OF_ROLE.get(roles[0], BodyKind.STATE_ORGAN))
    return queries.actor_for(membership(*roles, body=body_of, person=person))

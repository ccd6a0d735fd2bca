"""Reads of imports, and what makes one impossible to undo."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from orgs.bodies.models import Body, Registration
from orgs.eligibility.models import EligibilitySnapshot
from orgs.imports.choices import RowOutcome
from orgs.imports.models import RegisterImport, RegisterImportRow
from orgs.people.choices import Role
from orgs.regions.models import Division
from orgs.registry.models import RegistrationChange, RegistryFact
from orgs.registry.registrations import OF_BODY, OF_REGISTRATION
from portal.kernel.actors import Actor
from portal.kernel.pointing import fields_pointing_at

IMPORTERS = (Role.REGISTRAR, Role.OPERATOR)
# Records that an import makes itself.
OWN = (Registration, RegisterImportRow)
FIELDS = ("credit_code", *OF_BODY)
REGISTERED = OF_REGISTRATION


def visible_to(actor: Actor | None) -> QuerySet[RegisterImport]:
    """All imports, for those who keep the register."""
    imports = RegisterImport.objects.select_related("upload", "begun_by", "applied_by", "body")
    return imports if actor and actor.has_role(*IMPORTERS) else imports.none()


def import_for_update(import_id: int) -> RegisterImport:
    """One import, locked until the transaction ends."""
    found = RegisterImport.objects.select_for_update(of=("self",))
    return found.select_related("upload", "body", "begun_by", "applied_by").get(pk=import_id)


def area_of(actor: Actor) -> str:
    """How the divisions begin whose register the capacity keeps: all for an operator."""
    if actor.has_role(Role.OPERATOR):
        return ""
    return Body.objects.filter(pk=actor.body_id).values_list("division_id", flat=True).first() or "-"


def divisions_by_gb_code() -> dict[str, str]:
    """The division of each six-digit code as it stands inside a credit code."""
    codes = Division.objects.exclude(level="township").values_list("code", flat=True)
    return {code.ljust(6, "0"): code for code in codes if len(code) <= 6}


def registered(codes: Iterable[str]) -> dict[str, dict]:
    """The facts of the social organisations that are registered under these codes."""
    rows = Body.objects.filter(credit_code__in=list(codes)).values(
        "pk", *FIELDS, *(f"registration__{name}" for name in REGISTERED)
    )
    return {row["credit_code"]: {key.removeprefix("registration__"): row[key] for key in row} for row in rows}


def names_taken(names: Iterable[str]) -> dict[str, str]:
    """The credit code of each body that has one of these names."""
    return dict(Body.objects.filter(name__in=list(names)).values_list("name", "credit_code"))


def used_by(found: RegisterImport) -> list[str]:
    """Which records already use what the import brought, in words."""
    brought = found.rows.filter(outcome=RowOutcome.NEW, fact=None, body__isnull=False).values("body_id")
    facts = found.rows.filter(fact__isnull=False).values("fact_id")
    used = [*pointing(Body, brought), *pointing(RegistryFact, facts)]
    changed = found.rows.filter(change__isnull=False).values("change_id")
    later = RegistrationChange.objects.filter(body=OuterRef("body_id"), pk__gt=OuterRef("pk"))
    if RegistrationChange.objects.filter(Exists(later), pk__in=changed).exists():
        used.append(_("后来的登记变更"))
    frozen = EligibilitySnapshot.objects.disclosed().filter(taken_at__gte=found.applied_at)
    if frozen.filter(body__in=found.rows.filter(fact__isnull=False).values("body_id")).exists():
        used.append(str(EligibilitySnapshot._meta.verbose_name))
    return list(dict.fromkeys(used))


def pointing(model: type[Model], brought: QuerySet) -> list[str]:
    """The records that point at some of these, but for those that an import makes itself.

    Records of purchases are not named: before an opening their kind alone would tell who has bid.
    """
    fields = [field for field in fields_pointing_at(model) if field.model not in OWN]
    return [
        str(field.model._meta.verbose_name) if is_named(field.model) else _("其他记录")
        for field in fields
        if field.model._base_manager.filter(**{f"{field.name}__in": brought}).exists()
    ]


def is_named(model: type[Model]) -> bool:
    """Whether a record of this kind may be named as what uses another."""
    return model._meta.app_label == Body._meta.app_label and model is not EligibilitySnapshot


def point_at(rows: Sequence[RegisterImportRow], name: str, keys: Sequence[int | None]) -> None:
    """Let rows point at what became of them, by their keys in the same order."""
    table = connection.ops.quote_name(RegisterImportRow._meta.db_table)
    column = connection.ops.quote_name(RegisterImportRow._meta.get_field(name).column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = made.key"  # noqa: S608
            " FROM unnest(%s::bigint[], %s::bigint[]) AS made (row, key) WHERE id = made.row",
            [[row.pk for row in rows], list(keys)],
        )

"""Reads of imports, and what makes one impossible to undo."""

from collections.abc import Iterable

from django.db.models import QuerySet

from orgs.bodies.models import Body, Registration
from orgs.imports.choices import RowOutcome
from orgs.imports.models import RegisterImport, RegisterImportRow
from orgs.people.choices import Role
from orgs.regions.models import Division
from portal.kernel.actors import Actor
from portal.kernel.pointing import fields_pointing_at

IMPORTERS = (Role.REGISTRAR, Role.OPERATOR)
# Records that an import makes itself.
OWN = (Registration, RegisterImportRow)
FIELDS = ("credit_code", "name", "address")
REGISTERED = ("type", "authority", "competent_unit", "legal_representative", "registered_on", "scope")


def visible_to(actor: Actor | None) -> QuerySet[RegisterImport]:
    """All imports, for those who keep the register."""
    imports = RegisterImport.objects.select_related("upload", "begun_by", "applied_by")
    return imports if actor and actor.has_role(*IMPORTERS) else imports.none()


def import_for_update(import_id: int) -> RegisterImport:
    """One import, locked until the transaction ends."""
    return RegisterImport.objects.select_for_update(of=("self",)).select_related("upload").get(pk=import_id)


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


def used_by(register_import: RegisterImport) -> list[str]:
    """Which records already use an organisation that the import brought, in words."""
    brought = register_import.rows.filter(outcome=RowOutcome.NEW, body__isnull=False).values("body_id")
    fields = [field for field in fields_pointing_at(Body) if field.model not in OWN]
    used = [
        str(field.model._meta.verbose_name)
        for field in fields
        if field.model._base_manager.filter(**{f"{field.name}__in": brought}).exists()
    ]
    return list(dict.fromkeys(used))

"""Single sources whose talks are due; the award's own to-dos follow from the record."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.actors import Actor
from portal.kernel.todos import Todo, narrowed
from procurement.award.agreed import queries, rules, workflow

SHOWN = 50


def todos(actor: Actor, *, now: datetime, of: str | None = None) -> list[Todo]:
    """Packages whose response is open and whose talks are not on record."""
    if not actor.has_role(*workflow.STEPS["keep"].roles):
        return []
    packages = narrowed(queries.waiting(actor), project__number=of)[:SHOWN]
    return [
        Todo(
            title=_("与唯一供应商协商，登记协商情况"),
            subject=f"{package.number} {package.project.title}",
            why=_("供应商的响应文件已经开启"),
            url=workflow.page(package.pk),
            button=_("登记协商情况"),
            basis=rules.BASIS,
        )
        for package in packages
    ]

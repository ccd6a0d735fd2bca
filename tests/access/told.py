"""Which page names an organisation that took part, to whom, while that is a secret."""

import re
from collections.abc import Iterator

from django.contrib import admin
from django.urls import reverse

from tests.access.readers import EVERYBODY, Readers
from tests.access.rows import ROWS
from tests.access.walking import address_of, open_as, text_of

# The last stage before the deadline: whoever takes part has the document and has handed in by now.
STAGE = "submitted"
STAGES = (
    "drafted_project",
    "submitted_project",
    "approved_project",
    "drafted_notice",
    "submitted_notice",
    "announced_package",
    "obtained",
    STAGE,
)
# Who was registered is public, and who signs in is seen by the operator; it tells nothing about a purchase.
REGISTERS = ("site:organisation", "organisations:", "people:", "registry:", "eligibility:detail")
REGISTER_MODELS = ("orgs.body", "orgs.registration", "orgs.user", "orgs.membership", "orgs.registryfact")
ADMINS = {"auditor", "operator"}
# A page for everybody is read by one of each side: the public, the purchaser, bidders, who watches.
ONE_OF_EACH = {"visitor", "handler", "supplier", "rival", "outsider", "supervisor", "auditor", "operator"}
TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|\?v=\w+')


def told(readers: Readers) -> Iterator[str]:
    """What is wrong: a page, its reader and the name that it gave away."""
    for part, client in readers.clients.items():
        secrets = secrets_from(readers, part)
        for name, address in addresses(readers, part):
            text = TOKENS.sub("", text_of(open_as(client, address)))
            yield from (f"{name} tells {part} of {fact}" for fact in secrets if fact in text)


def addresses(readers: Readers, part: str) -> Iterator[tuple[str, str]]:
    """The pages that this reader may open by now, and for those who read the admin its lists."""
    for row in ROWS:
        if row.readers == EVERYBODY and part not in ONE_OF_EACH:
            continue
        if row.at in STAGES and part in row.readers and not row.name.startswith(REGISTERS):
            yield row.name, address_of(row, readers.walk)
    if part in ADMINS:
        for about in (model._meta for model in admin.site._registry):
            if about.label_lower not in REGISTER_MODELS:
                yield about.label, reverse(f"admin:{about.app_label}_{about.model_name}_changelist")


def secrets_from(readers: Readers, part: str) -> list[str]:
    """Names of those who took part, but for the reader's own organisation."""
    own = readers.actors[part].body_id if part in readers.actors else None
    others = [readers.actors[one] for one in ("supplier", "rival") if readers.actors[one].body_id != own]
    return [fact for one in others for fact in (one.body_name, one.name)]

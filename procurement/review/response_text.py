"""The opened form fields of a response as headed paragraphs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.kernel.money import format_amount, yuan
from procurement.methods.terms import Terms
from procurement.review.models import Candidate

LABELS = {
    "plan": _("服务方案"),
    "team": _("团队"),
    "experience": _("业绩"),
    "emergency": _("应急"),
    "training": _("培训"),
    "management": _("管理"),
    "contact_name": _("联系人"),
    "contact_phone": _("联系电话"),
    "declarations": _("声明"),
    "declaration": _("声明"),
    "qualification": _("资格证明"),
    "statement_credit": _("信用声明"),
    "statement_truth": _("真实性声明"),
    "price": _("报价"),
}


@dataclass(frozen=True)
class OpenedResponse:
    """One supplier's response: headed texts in the order in which they were written."""

    candidate: Candidate
    parts: list[tuple[str, str]]


def opened_responses(candidates: Iterable[Candidate]) -> list[OpenedResponse]:
    """The responses of these suppliers."""
    return [opened_response(candidate) for candidate in candidates]


def opened_response(candidate: Candidate) -> OpenedResponse:
    """One response; a field without a known name keeps the name under which it was sealed."""
    fields = candidate.response.get("fields", candidate.response)
    return OpenedResponse(candidate, parts_of(fields, terms=candidate.session.declared.terms))


def parts_of(fields: Mapping[str, object], *, terms: Terms) -> list[tuple[str, str]]:
    """Labels and words of opened fields; the price is called as the method calls it."""
    labels = LABELS | {"first_price": terms.offer}
    parts = [(str(labels.get(name, name)), _words(name, value)) for name, value in fields.items()]
    return [(label, words) for label, words in parts if words]


def _words(name: str, value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if name.endswith("price"):
        try:
            return f"{format_amount(yuan(str(value)))} 元"
        except ValueError:
            return str(value)
    return (
        {"on": "已承诺", True: "已承诺"}.get(value, str(value or "")) if not isinstance(value, dict) else ""
    )

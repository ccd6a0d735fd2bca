"""The opened form fields of a response as headed paragraphs."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.kernel.money import format_amount, yuan
from procurement.methods.terms import Terms
from procurement.review.choices import Fit
from procurement.review.models import Candidate, Criterion

STAMPED = "stamped_sha256"
BESIDE = frozenset({"signatures", STAMPED})
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
    "deviations": _("偏离说明"),
    "statement_qualification": _("资格声明"),
    "bond_form": _("保证金形式"),
    "bond_reference": _("保函编号或者转账凭证号"),
    "signatures": _("签署方式"),
    STAMPED: _("盖章页的内容摘要"),
}
NEED = re.compile(r"need_(\d+)(_fits)?")
EVIDENCE = re.compile(r"evidence_(\d+)")
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class OpenedResponse:
    """One supplier's response: headed texts in the order in which they were written."""

    candidate: Candidate
    parts: list[tuple[str, str]]

    @property
    def files(self) -> list[dict]:
        """What is attached: identifier, name, what it is for, size."""
        return self.candidate.files


def opened_responses(candidates: Iterable[Candidate]) -> list[OpenedResponse]:
    """The responses of these suppliers, all in one review."""
    candidates = list(candidates)
    criteria = _criteria(candidates[0].session.scheme_id) if any(map(_gives_evidence, candidates)) else NONE
    return [_opened(candidate, criteria) for candidate in candidates]


def opened_response(candidate: Candidate) -> OpenedResponse:
    """One response; a field without a known name keeps the name under which it was sealed."""
    return opened_responses([candidate])[0]


def parts_of(
    fields: Mapping[str, object], *, terms: Terms, criteria: Mapping[str, str] = NONE
) -> list[tuple[str, str]]:
    """Labels and words of opened fields; the price is called as the method calls it.

    `criteria` are the labels of the fields in which evidence stands.
    """
    labels = {**LABELS, "first_price": terms.offer, **criteria}
    parts = [
        (_label(name, labels), _words(name, value)) for name, value in sorted(fields.items(), key=_place)
    ]
    if STAMPED in fields:
        parts.append((gettext("盖章页与网页内容"), _stamped(fields)))
    return [(label, words) for label, words in parts if words]


def _stamped(fields: Mapping[str, object]) -> str:
    """Whether the page that was stamped is of this very text; its scan shows the same digest and code."""
    typed = {name: value for name, value in fields.items() if name not in BESIDE}
    text = json.dumps(typed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if hashlib.sha256(text.encode()).hexdigest() == fields[STAMPED]:
        return gettext("一致：摘要就是这份内容的；请对照扫描件上的摘要。")
    return gettext("不一致：打印盖章页以后内容改过。")


def _opened(candidate: Candidate, criteria: Mapping[str, str]) -> OpenedResponse:
    terms = candidate.session.declared.terms
    return OpenedResponse(candidate, parts_of(_fields(candidate), terms=terms, criteria=criteria))


def _fields(candidate: Candidate) -> dict:
    return candidate.response.get("fields", candidate.response)


def _gives_evidence(candidate: Candidate) -> bool:
    return any(map(EVIDENCE.fullmatch, _fields(candidate)))


def _criteria(scheme_id: int) -> dict[str, str]:
    """The fields in which evidence for each criterion stands, by its name."""
    rows = Criterion.objects.filter(scheme_id=scheme_id).values_list("order", "name")
    return {f"evidence_{order}": gettext("%(item)s的证明") % {"item": name} for order, name in rows}


def _label(name: str, labels: Mapping[str, object]) -> str:
    need, evidence = NEED.fullmatch(name), EVIDENCE.fullmatch(name)
    if evidence and name not in labels:
        return gettext("评审因素第 %(n)s 项的证明") % {"n": evidence[1]}
    if not need:
        return str(labels.get(name, name))
    says = _("采购需求第 %(n)s 条是否满足") if need[2] else _("采购需求第 %(n)s 条怎样满足")
    return says % {"n": need[1]}


def _place(field: tuple[str, object]) -> tuple[bool, int, str]:
    """Texts first as they were written, then the items by number, each answer before its reasons."""
    item = NEED.fullmatch(field[0]) or EVIDENCE.fullmatch(field[0])
    if not item:
        return (False, 0, "")
    is_evidence = item.re is EVIDENCE
    return (True, int(item[1]) + 1000 * is_evidence, "" if field[0].endswith("_fits") else "reasons")


def _words(name: str, value: object) -> str:
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if name.endswith("_fits") and value in Fit.values:
        return str(Fit(value).label)
    if name.endswith("price"):
        try:
            return f"{format_amount(yuan(str(value)))} 元"
        except ValueError:
            return str(value)
    return (
        {"on": "已承诺", True: "已承诺"}.get(value, str(value or "")) if not isinstance(value, dict) else ""
    )

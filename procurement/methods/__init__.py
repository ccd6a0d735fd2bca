"""The purchasing methods as declarations: a method is data, read by every stage."""

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal, Refused
from procurement.methods import (
    competitive_consultation,
    competitive_negotiation,
    framework_agreement,
    inquiry,
    invited_tender,
    open_tender,
    single_source,
)
from procurement.methods.declaration import Method, Number

__all__ = ["Method", "Number", "all", "get"]

MODULES = (
    open_tender,
    invited_tender,
    competitive_consultation,
    competitive_negotiation,
    single_source,
    framework_agreement,
    inquiry,
)
METHODS = {module.METHOD.code: module.METHOD for module in MODULES}
NAMES = {method.code: method.name for method in METHODS.values()}


def all() -> tuple[Method, ...]:  # noqa: A001
    """Every method, in the order of the law."""
    return tuple(METHODS.values())


def get(code: str) -> Method:
    """The method of this code; Refused when the law knows none of that name."""
    if code not in METHODS:
        raise Refused(
            Refusal(
                because=_("“%(code)s”不是法定采购方式。") % {"code": code},
                basis=_("《政府采购法》第二十六条"),
                remedy=_("请从列出的采购方式中选择。"),
                code="unknown_method",
            )
        )
    return METHODS[code]

"""Which organisations may apply, and what a registrar needs before an account is opened. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal


@dataclass(frozen=True)
class Applicant:
    """The organisation as the register has it; `is_known` is false for a code that is not public there."""

    is_known: bool
    name: str = ""
    may_contract: bool = False
    capacity_basis: str = ""
    is_deregistered: bool = False


def applicant_refusals(found: Applicant) -> list[Refusal]:
    """Refusals that anybody may read: they repeat the public register, never who has an account."""
    if not found.is_known:
        return [
            Refusal(
                because=_("登记簿中没有这个统一社会信用代码。"),
                remedy=_("请对照登记证书核对；确实无误的，请联系登记管理机关补登。"),
                code="not_in_register",
            )
        ]
    if found.is_deregistered:
        return [Refusal(because=_("%(body)s已经注销。") % {"body": found.name}, code="deregistered")]
    if not found.may_contract:
        return [
            Refusal(
                because=_("%(body)s不属于可以承接服务的单位。") % {"body": found.name},
                basis=found.capacity_basis,
                remedy=_("采购人、代理机构等单位的账号由平台运行单位开立，请联系我们。"),
                code="may_not_contract",
            )
        ]
    return []


def administrator_refusals(*, has_administrator: bool, is_administrator: bool) -> list[Refusal]:
    """An organisation's first person runs the account."""
    if has_administrator or is_administrator:
        return []
    return [
        Refusal(
            because=_("这个单位还没有管理员。"),
            remedy=_("请勾选“设为本单位管理员”。"),
            code="needs_administrator",
        )
    ]

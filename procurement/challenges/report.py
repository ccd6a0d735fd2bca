"""The written report to the finance department on a result that a challenge has changed."""

from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.documents import OfficialPage, Section
from portal.kernel.money import format_amount
from procurement.award.replacing.models import Removal
from procurement.challenges.models import Challenge


def content(challenge: Challenge, *, on: date) -> dict:
    """The report as plain values."""
    project = challenge.package.project
    removal = Removal.objects.filter(award__package=challenge.package, reference=challenge.number).first()
    return {
        "purchaser": project.purchaser.name,
        "project": f"{project.number} {project.title}",
        "package": f"包{challenge.package.index} {challenge.package.title}",
        "challenge": challenge.number,
        "challenger": challenge.sender_name,
        "received_on": challenge.received_on.isoformat(),
        "matters": [one.matter for one in challenge.matters.order_by("index") if one.is_founded],
        "what": str(challenge.get_effect_display()),
        "supplier": removal.supplier.name if removal else "",
        "amount": format_amount(removal.amount) if removal else "",
        "on": on.isoformat(),
    }


def document(told: dict) -> OfficialPage:
    """The report as an official document."""
    former = [(_("原成交供应商"), told["supplier"]), (_("原成交金额（元）"), told["amount"])]
    facts = [
        (_("采购项目"), told["project"]),
        (_("采购包"), told["package"]),
        (_("质疑编号"), told["challenge"]),
        (_("质疑人"), told["challenger"]),
        (_("收到质疑函的日期"), told["received_on"]),
        *(former if told["supplier"] else []),
    ]
    ending = _("经答复，质疑成立并影响采购结果。处理：%(what)s。依法书面报告。")
    return OfficialPage(
        title=_("关于质疑改变采购结果的报告"),
        subtitle=told["project"],
        number=told["challenge"],
        facts=[(_("报告单位"), told["purchaser"]), (_("报告日期"), told["on"])],
        sections=[
            Section(heading=_("基本情况"), facts=facts),
            Section(heading=_("成立的质疑事项"), paragraphs=told["matters"]),
            Section(heading=_("处理结果"), paragraphs=[ending % {"what": told["what"]}]),
        ],
        signatures=[told["purchaser"]],
    )

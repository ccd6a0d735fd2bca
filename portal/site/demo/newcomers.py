"""An organisation without an account has applied for one; a registrar has to call back."""

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from orgs.accounts.applications import workflow
from orgs.accounts.applications.models import AccountApplication
from orgs.people.choices import SUPPLIER_ROLES
from portal.kernel.documents import OfficialPage, Section
from portal.site.demo.cast import MARK, Cast

TITLE = f"开福和馨社区服务中心的账号申请{MARK}"
WORDS = "本单位申请在购买服务平台开通账号，由理事长何欣（示例）经办并签署。"
LETTER = f"申请函{MARK}.pdf"


def wait_for_registrar(cast: Cast, *, now: datetime) -> str:
    """Apply once."""
    body = cast.bodies["hexin"]
    if AccountApplication.objects.filter(body=body).exists():
        return _("已经在演示数据中")
    facts = workflow.Facts(
        credit_code=body.credit_code,
        applicant_name=f"何欣{MARK}",
        post="理事长",
        email="hexin@example.invalid",
        phone="0731-0000-0000",
        roles=tuple(SUPPLIER_ROLES),
    )
    page = OfficialPage(title=TITLE, sections=[Section(paragraphs=[WORDS])], signatures=[body.name])
    workflow.apply(facts, SimpleUploadedFile(LETTER, page.render()), now=now)
    return _("已建立")

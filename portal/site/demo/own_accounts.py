"""Papers of an organisation that end soon, and a colleague who has left and asks for deletion."""

from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from orgs.accounts.erasure import workflow as erasure
from orgs.accounts.erasure.models import ErasureRequest
from orgs.accounts.papers import workflow as papers
from orgs.accounts.papers.choices import PaperKind
from orgs.accounts.papers.models import Paper
from portal.kernel import clock
from portal.kernel.documents import OfficialPage, Section
from portal.site.demo.cast import MARK, Cast
from portal.site.personal.keeping import Held

PAPERS_TITLE = f"快到期的证书和授权{MARK}"
LEAVING_TITLE = f"删除个人信息的申请{MARK}"
REASON = "已经离开本单位，请注销账号。"
# Kind, number, who issued it, and in how many days it ends.
PAPERS = (
    (PaperKind.QUALIFICATION, f"长民福示字第0104号{MARK}", f"长沙市民政局{MARK}", 25),
    (PaperKind.AUTHORISATION, f"暖邻授字第7号{MARK}", f"湘江暖邻社会工作服务中心{MARK}", 6),
)


def papers_that_end(cast: Cast, *, now: datetime) -> str:
    """Two papers, of which the organisation has just been reminded."""
    owner = cast.actors["nuanlin"]
    if Paper.objects.filter(body_id=owner.body_id).exists():
        return _("已经在演示数据中")
    for kind, number, issuer, days in PAPERS:
        ends_on = clock.local_date(now) + timedelta(days=days)
        facts = papers.Facts(kind, number, issuer, date(ends_on.year - 3, 1, 5), ends_on)
        page = OfficialPage(title=number, sections=[Section(paragraphs=[issuer])], signatures=[issuer])
        papers.add(facts, SimpleUploadedFile(f"扫描件{MARK}.pdf", page.render()), by=owner, now=now)
    papers.remind(now=now)
    return _("已建立")


def leaving(cast: Cast, *, now: datetime) -> str:
    """The request waits for the first of two operators."""
    person = cast.actors["xiaoyue"].user_id
    if ErasureRequest.objects.filter(user_id=person).exists():
        return _("已经在演示数据中")
    erasure.ask(person, reason=REASON, held=Held(), now=now)
    return _("已建立")

"""The notice of a published intention, and the correction that says that it was withdrawn."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from portal.kernel.actors import SYSTEM
from portal.kernel.clock import local_date
from portal.kernel.documents import OfficialPage
from portal.kernel.ledger import workflow as ledger
from portal.kernel.search import vector
from procurement.notices import issuing
from procurement.notices.choices import NoticeStatus, NoticeType
from procurement.notices.models import Notice
from procurement.notices.official import intents
from procurement.notices.official.reading import form_of
from procurement.notices.official.rules import Values, compose
from procurement.notices.outside.rules import Publication
from procurement.notices.sections import day
from procurement.notices.text import Section
from procurement.projects.intention import queries as intentions
from procurement.projects.intention.choices import IntentionStatus
from procurement.projects.intention.models import PurchaseIntention

# What is entered later than this was not new when it came into the list: nobody is told of it.
LATE = timedelta(days=1)


@transaction.atomic
def tell(intention_id: int, *, now: datetime, correction: Publication | None = None) -> Notice | None:
    """Put a public intention among the notices, and its withdrawal behind it; telling twice is once.

    `correction` is where the correction first came out, if that was elsewhere.
    """
    intention = intentions.intention_for_update(intention_id)
    if not intention.is_public:
        return None
    notice = of(intention, NoticeType.INTENT) or _published(intention, now=now)
    if intention.status == IntentionStatus.WITHDRAWN and of(intention, NoticeType.CORRECTION) is None:
        _withdrawn(intention, notice, correction, now=now)
    return notice


def of(intention: PurchaseIntention, kind: str) -> Notice | None:
    """The intention's notice, or the correction of it."""
    return Notice.objects.filter(intention=intention, type=kind).first()


def _published(intention: PurchaseIntention, *, now: datetime) -> Notice:
    notice = Notice(
        number=intention.number,
        type=NoticeType.INTENT,
        intention=intention,
        issuer=intention.purchaser,
        title=f"{intention.title}采购意向",
        body={"sections": [section.as_json() for section in intents.sections_of(intention)]},
        created_by_id=intention.drafted_by_id,
    )
    return _put_out(notice, at=intention.published_at, now=now)


def _withdrawn(
    intention: PurchaseIntention, original: Notice, elsewhere: Publication | None, *, now: datetime
) -> Notice:
    """The original stays as it was; the correction says before, after and why."""
    body = {
        "sections": [section.as_json() for section in withdrawal_sections(intention, original)],
        "changes": [{"what": "采购意向", "before": "已公开", "after": "已撤销"}],
        "reason": intention.withdrawn_because,
    }
    notice = Notice(
        number=f"{intention.number}-01",
        type=NoticeType.CORRECTION,
        intention=intention,
        issuer=intention.purchaser,
        corrects=original,
        title=withdrawal_title(original),
        body=body,
        created_by_id=intention.drafted_by_id,
    )
    if elsewhere:
        notice.outside_number, notice.outside_url = elsewhere.number, elsewhere.url
    return _put_out(notice, at=intention.withdrawn_at, now=now)


def withdrawal_title(original: Notice) -> str:
    """What the correction is called."""
    return f"{original.title}的更正公告（撤销）"


@translation.override("zh-hans")
def withdrawal_sections(intention: PurchaseIntention, original: Notice) -> list[Section]:
    """The correction in the official form."""
    return compose(form_of(NoticeType.CORRECTION), withdrawal_values(intention, original))


@translation.override("zh-hans")
def withdrawal_page(intention: PurchaseIntention) -> OfficialPage:
    """The correction of an intention that is to be withdrawn, to be published on the official site."""
    original = of(intention, NoticeType.INTENT)
    sections = withdrawal_sections(intention, original)
    return OfficialPage(
        title=withdrawal_title(original),
        number=f"{intention.number}-01",
        sections=[section.for_print() for section in sections],
    )


def withdrawal_values(intention: PurchaseIntention, original: Notice) -> Values:
    """The fields of the form of corrections for an intention that was withdrawn."""
    purchaser, at = intention.purchaser, intention.withdrawn_at
    return {
        "original": {
            "公告名称": original.title,
            "公告编号": original.number,
            "发布日期": day(local_date(original.published_at)),
        },
        "changes": {
            "更正事项": "撤销采购意向",
            "更正日期": day(local_date(at)) if at else "发布之日",
            "更正原因": intention.withdrawn_because or intention.leaving_because,
            "table": (("事项", "更正前", "更正后"), [("采购意向", "已公开", "已撤销")]),
        },
        "others": {"text": "原公告保持不变。"},
        "contacts": {
            "采购人": purchaser.name,
            "地址": purchaser.address or "—",
            "联系电话": purchaser.phone or "—",
            "联系人": purchaser.contact_name,
        },
    }


def _put_out(notice: Notice, *, at: datetime, now: datetime) -> Notice:
    """The notice counts from the publication of the intention; no notice period is set for it."""
    intention = notice.intention
    notice.status, notice.published_at = NoticeStatus.PUBLISHED, at
    if notice.type == NoticeType.INTENT:
        notice.outside_number, notice.outside_url = intention.outside_number, intention.outside_url
    notice.shown_at = at if now - at > LATE else now
    notice.sha256 = issuing.digest(notice)
    names = [notice.title, intention.purchaser.name]
    notice.search = vector(notice.number, intention.catalogue_item.name, names=names)
    notice.save()
    facts = {
        "type": notice.type,
        "title": notice.title,
        "intention": intention.number,
        "sha256": notice.sha256,
    }
    ledger.record(notice, "notices.publish", says=_("发布公告"), by=SYSTEM, at=now, facts=facts)
    return notice

"""Notices as an Atom feed (RFC 4287)."""

import re
from collections.abc import Sequence

from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from procurement.notices.models import Notice

SHOWN = 50
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@translation.override("zh-hans")
def atom(notices: Sequence[Notice], *, words: Sequence[str], site: str, query: str) -> str:
    """The feed of a search; an entry is the notice, whose address never changes."""
    root = site.rstrip("/")
    title = "，".join([_("政府购买服务公告"), *words])
    feed = Atom1Feed(
        title=plain(title),
        link=f"{root}{reverse('notices:list')}?{query}",
        description=_("按发布时间排列，最新在前。"),
        language="zh-Hans",
        feed_url=f"{root}{reverse('notices:feed')}?{query}",
    )
    for notice in notices:
        address = root + notice.get_absolute_url()
        feed.add_item(
            title=plain(notice.title),
            link=address,
            unique_id=address,
            description=plain(f"{notice.get_type_display()}，{notice.purchaser.name}"),
            pubdate=notice.published_at,
            updateddate=notice.published_at,
            categories=[str(notice.get_type_display())],
        )
    return feed.writeString("utf-8")


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return NOT_IN_XML.sub("", text)

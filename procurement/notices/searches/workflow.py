"""Keeping searches and telling what is new: a person's own convenience, no part of the procedure."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from orgs.inbox import workflow as inbox
from orgs.people.models import User
from portal.kernel.errors import refuse
from procurement.notices.models import Notice
from procurement.notices.searches import queries, rules
from procurement.notices.searches.models import SavedSearch

# A publication is committed at the latest so long after the moment that it bears.
SETTLES = timedelta(minutes=5)
SHOWN = 10


@transaction.atomic
def keep(user_id: int, *, name: str, query: str, mails: bool, site: str, now: datetime) -> SavedSearch:
    """Keep a search for a person; `query` is canonical. Only what comes out from now on is told."""
    User.objects.select_for_update().get(pk=user_id)
    kept = queries.of(user_id)
    refuse(
        rules.keeping_refusals(
            kept=kept.count(),
            is_kept=kept.filter(query=query).exists(),
            is_usable=queries.filter_of(query).is_valid(),
        )
    )
    return SavedSearch.objects.create(
        user_id=user_id,
        name=name,
        query=query,
        mails=mails,
        site=site,
        created_at=now,
        told_until=now,
    )


@transaction.atomic
def change(search_id: int, *, name: str, mails: bool, now: datetime) -> None:
    """Another name, or told or not; who is told again hears of what comes from now on."""
    search = queries.search_for_update(search_id)
    if search is None:
        return
    if mails and not search.mails:
        search.told_until = now
    search.name, search.mails = name, mails
    search.save(update_fields=["name", "mails", "told_until"])


def remove(search_id: int) -> None:
    """Forget a search; a second time nothing happens."""
    SavedSearch.objects.filter(pk=search_id).delete()


def remove_all(user_id: int) -> None:
    """Forget everything that a person kept, when the account is closed."""
    queries.of(user_id).delete()


@transaction.atomic
def tell(search_id: int, *, now: datetime) -> int:
    """Tell a person what is new in a search, once; gives how many notices."""
    search, until = queries.search_for_update(search_id), now - SETTLES
    if search is None or not search.mails or search.told_until >= until:
        return 0
    found = list(queries.new_for(search, until=until)[: SHOWN + 1])
    search.told_until = until
    search.save(update_fields=["told_until"])
    if found:
        with translation.override("zh-hans"):
            inbox.notify_users(
                [search.user_id],
                subject=_("“%(name)s”有新公告") % {"name": search.name},
                text=letter(search, found),
                url=reverse("notices:search_open", args=[search.pk]),
                now=now,
            )
    return len(found)


def letter(search: SavedSearch, found: list[Notice]) -> str:
    """What the message says: each notice with its address."""
    lines = [_("符合您保存的筛选条件的新公告：")]
    for notice in found[:SHOWN]:
        address = search.site.rstrip("/") + notice.get_absolute_url()
        lines += ["", f"{notice.title}（{notice.purchaser.name}）", address]
    if len(found) > SHOWN:
        lines += ["", _("还有更多，请在公告列表中查看。")]
    lines += ["", _("不想再收到的，请在“保存的筛选”中关闭通知。")]
    return "\n".join(lines)

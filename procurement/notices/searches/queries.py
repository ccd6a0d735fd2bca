"""Reads of kept searches, and of the notices that they find."""

from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict

from portal.kernel import listing
from procurement.notices import queries as notices
from procurement.notices.choices import CALLS
from procurement.notices.filters import NoticeFilter
from procurement.notices.models import Notice
from procurement.notices.searches.models import SavedSearch


def of(user_id: int) -> QuerySet[SavedSearch]:
    """What a person has kept, the newest first."""
    return SavedSearch.objects.filter(user_id=user_id)


def search_for_update(search_id: int) -> SavedSearch | None:
    """The search, locked until the transaction ends; None when its person has removed it meanwhile."""
    return SavedSearch.objects.select_for_update(of=("self",)).filter(pk=search_id).first()


def filter_of(query: str) -> NoticeFilter:
    """The filter with the conditions of an address."""
    return NoticeFilter(QueryDict(query), queryset=notices.public_list())


def found(query: str) -> QuerySet[Notice]:
    """The notices that fit; none while a condition is wrong."""
    filterset = filter_of(query)
    return listing.filtered(filterset, filterset.queryset)


def words_of(query: str) -> list[str]:
    """The conditions in words: ["地区：长沙市", "状态：征集响应中"]."""
    return list(listing.conditions(filter_of(query)).values())


def new_for(search: SavedSearch, *, until: datetime) -> QuerySet[Notice]:
    """What came out since the person was told last."""
    fitting = found(search.query).filter(shown_at__gt=search.told_until, shown_at__lte=until)
    return fitting.order_by("-published_at", "-pk")


def taking_responses(query: str, *, at: datetime) -> QuerySet[Notice]:
    """The notices of purchase that fit and still take responses."""
    running = found(query).filter(type__in=CALLS, project__schedule__response_deadline__gt=at)
    return running.order_by("project__schedule__response_deadline", "pk")


def due(*, until: datetime) -> list[int]:
    """The searches whose persons want to be told and were not told up to this moment."""
    searches = SavedSearch.objects.filter(mails=True, user__is_active=True, told_until__lt=until)
    return list(searches.order_by("pk").values_list("pk", flat=True))

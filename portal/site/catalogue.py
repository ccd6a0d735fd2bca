"""The page of a catalogue item: its place and history, who uses it, what is bought under it and from whom."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import DecimalField, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.editions import queries, rules
from catalog.editions.models import CatalogueItem
from catalog.revisions import queries as revisions
from catalog.revisions import workflow as proposing
from evaluation.reports.rules import share_of
from orgs.bodies.choices import BodyKind
from portal.kernel.clock import local_date
from portal.site.notice_rows import rows_of
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract
from procurement.notices.models import Notice

SHOWN = 10
YEARS_SHOWN = 10
ZERO = Decimal(0)


@dataclass(frozen=True)
class Year:
    """What was contracted under an item in a year, and how much of it from social organisations."""

    year: int
    amount: Decimal
    social_amount: Decimal

    @property
    def share(self) -> Decimal | None:
        """Per cent of money that went to social organisations."""
        return share_of(self.social_amount, self.amount)


@require_safe
def item(request: HttpRequest, code: str) -> HttpResponse:
    """One item, public."""
    now = timezone.now()
    today = local_date(now)
    found = queries.item_by_code(code, on=today)
    if found is None:
        raise Http404
    is_leaf = found.level >= max(rules.LEVELS)
    siblings, departmental = queries.neighbours_of(found, on=today)
    context = {
        "item": found,
        "above": [level for level in (_grandparent(found), found.parent) if level],
        "below": [] if is_leaf else list(found.children.order_by("code")),
        "siblings": siblings if is_leaf else [],
        "departmental": departmental,
        "mark": rules.source_mark(found.source),
        "categories": list(found.category_links.select_related("category")),
        "may_propose": request.actor is not None and request.actor.has_role(*proposing.HANDLERS),
        **_use_of(found, now),
        **_history_of(found, today),
    }
    return render(request, "portal/site/catalogue_item.html", context)


def _use_of(item: CatalogueItem, now: datetime) -> dict:
    """What is announced under it (what is open first), what was paid for it."""
    used = _bought_under("project__catalogue_item", item)
    return {
        "notices": rows_of(Notice.objects.filter(used), SHOWN, open_at=now),
        "years": years_of(item),
    }


def _history_of(item: CatalogueItem, today: date) -> dict:
    """What became of it from edition to edition; `successors` where it is no longer in force."""
    history = queries.history_of(item)
    return {
        "history": [row for row in history if row.how != "kept"],
        "state": item.edition.state_on(today),
        "proposals": revisions.decided_about(item),
        "successors": [row.new for row in history if row.old_id == item.pk and row.new],
    }


def years_of(item: CatalogueItem) -> list[Year]:
    """The published contracts under an item by the year of signing, the newest first. One query."""
    social = Q(supplier__kind=BodyKind.SOCIAL_ORGANISATION)
    rows = (
        _published_under(item)
        .annotate(year=ExtractYear("signed_at"))
        .values("year")
        .annotate(
            total=Sum("amount"),
            social=Coalesce(Sum("amount", filter=social), ZERO, output_field=DecimalField()),
        )
        .order_by("-year")
    )
    return [Year(row["year"], row["total"], row["social"]) for row in rows[:YEARS_SHOWN]]


def _published_under(item: CatalogueItem) -> QuerySet[Contract]:
    under = _bought_under("award__package__project__catalogue_item", item)
    return Contract.objects.filter(under, status=ContractStatus.PUBLISHED)


def _bought_under(path: str, item: CatalogueItem) -> Q:
    """Purchases of an item or of its former and later selves, and of departmental items below it."""
    kin = queries.kin(item.pk)
    return Q(**{f"{path}_id__in": kin}) | Q(**{f"{path}__general_item_id__in": kin})


def _grandparent(item: CatalogueItem) -> CatalogueItem | None:
    return item.parent.parent if item.parent else None

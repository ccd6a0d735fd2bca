"""Reads for replacing a chosen supplier."""

from decimal import Decimal

from procurement.award import queries as awards
from procurement.award.choices import AwardStatus
from procurement.award.models import Award
from procurement.award.replacing import rules
from procurement.award.replacing.models import Removal
from procurement.review import queries as reviews
from procurement.review.models import Candidate


def of_award(award: Award) -> list[Removal]:
    """Who fell out, oldest first."""
    return list(award.removals.select_related("supplier", "by", "paper"))


def is_chosen(package_id: int) -> bool:
    """Whether somebody was chosen for a package by two people, so that another could take its place."""
    rows = Award.objects.filter(package_id=package_id, winner__isnull=False)
    return rows.filter(status__in=(AwardStatus.APPROVED, AwardStatus.PUBLISHED)).exists()


def left_after(award: Award, rank: int | None) -> list[dict]:
    """The places that remain when one more falls out, in their order."""
    gone = awards.removed_ranks(award) | {rank}
    return [place for place in award.ranking if place["rank"] not in gone]


def needed(award: Award) -> int:
    """How many qualified suppliers the method asks for, by its exception for services where it has one."""
    limits = reviews.limits_of(award.package.review)
    return int(min(limits.usual.value, limits.exception.value))


def order_holds(award: Award, left: list[dict]) -> bool:
    """Whether the order of the others holds without the price of who falls out."""
    session = award.package.review
    if not session.declared.is_scored or len(left) < 2:
        return True
    rows = Candidate.objects.filter(pk__in=[place["candidate"] for place in left])
    known = {row.pk: row for row in rows}
    return rules.order_holds(
        [place["candidate"] for place in left],
        quotes={pk: row.final_quote for pk, row in known.items()},
        technical={pk: row.technical_points or Decimal(0) for pk, row in known.items()},
        weight=reviews.price_weight(session),
    )


def is_base(award: Award) -> bool:
    """Whether the chosen supplier's price is the lowest of all: the one that points were counted from."""
    return award.amount == min(Decimal(place["amount"]) for place in award.ranking)

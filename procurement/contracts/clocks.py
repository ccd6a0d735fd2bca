"""The legal limits of a contract: signed within 30 days, published within 2 working days, as dated rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext as _

from orgs.people.choices import PURCHASER_ROLES
from portal.kernel.calendar import queries as calendar
from portal.kernel.calendar.clocks import Clock
from portal.kernel.calendar.rules import Calendar, LegalDate
from portal.kernel.clock import local_date
from procurement.award.models import Award
from procurement.contracts import queries
from procurement.contracts.choices import ContractStatus
from procurement.contracts.models import Contract


@dataclass(frozen=True)
class SigningLimit:
    """The last day for signing as counted, and where it would roll to when that is no working day."""

    last_day: date
    rolled: LegalDate

    @property
    def is_rolled(self) -> bool:
        """Whether the two differ; the portal reminds of the earlier one."""
        return self.last_day != self.rolled.date

    @property
    def words(self) -> str:
        """What to say about the later date."""
        if not self.is_rolled:
            return ""
        return _("期限最后一日是休息日，顺延到 %(day)s 是否可行待确认，平台按未顺延的日期提醒。") % {
            "day": self.rolled.date.isoformat()
        }


def signing_limit(award: Award) -> SigningLimit:
    """Thirty days after the award letter (Government Procurement Law, art. 46)."""
    count = queries.days("sign_contract_days", award)
    return limit(award.told_at, count, days=calendar.current())


def signing_limits(awards: Sequence[Award]) -> list[tuple[Award, SigningLimit]]:
    """The same for a list: the law is read once for each day and budget level, the calendar once."""
    if not awards:
        return []
    days, counts = calendar.current(), {}
    rows = []
    for award in awards:
        law = (award.package.project.decided_on, queries.region_of(award))
        if law not in counts:
            counts[law] = queries.days("sign_contract_days", award)
        rows.append((award, limit(award.told_at, counts[law], days=days)))
    return rows


def limit(told_at: datetime, count: int, *, days: Calendar) -> SigningLimit:
    """The last day by counting, and where it would roll to."""
    told_on = local_date(told_at)
    return SigningLimit(days.add_days(told_on, count, roll=False).date, days.add_days(told_on, count))


def publish_by(contract: Contract) -> LegalDate | None:
    """Two working days after the signing (Regulation, art. 50); None before it."""
    if contract.signed_at is None:
        return None
    count = queries.days("publish_contract_workdays", contract.award)
    return calendar.current().add_workdays(local_date(contract.signed_at), count)


def file_by(contract: Contract) -> LegalDate | None:
    """Seven working days after the signing, for the copy to finance (Government Procurement Law, art. 47).

    None before it, and where the law asks for no copy: its article is about purchases that it governs.
    """
    if contract.signed_at is None or queries.is_own(contract.award):
        return None
    count = queries.days("file_contract_workdays", contract.award)
    return calendar.current().add_workdays(local_date(contract.signed_at), count)


def running(*, today: date, before: Calendar) -> Iterator[Clock]:
    """Contracts that are signed and still to be published and filed; the days to sign do not roll."""
    signed = Contract.objects.filter(status=ContractStatus.SIGNED)
    for contract in signed.select_related("award__package__project__purchaser").order_by("pk"):
        yield limit_of(contract, "publish", _("合同公告期限"), "publish_contract_workdays")
        if not queries.is_own(contract.award):
            yield limit_of(contract, "file", _("合同备案期限"), "file_contract_workdays")


def limit_of(contract: Contract, what: str, says: str, code: str) -> Clock:
    """One limit that runs from the signing."""
    signed_on = local_date(contract.signed_at)
    purchaser_id = contract.award.package.project.purchaser_id
    return Clock(
        key=f"contracts.{what}:{contract.pk}",
        says=says,
        subject=contract.number,
        url=contract.get_absolute_url(),
        count=partial(Calendar.add_workdays, start=signed_on, count=queries.days(code, contract.award)),
        bodies=((purchaser_id, tuple(PURCHASER_ROLES)),),
    )

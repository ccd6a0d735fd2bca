"""Two invented services of invented class-II institutions: one confirmed, one that waits for finance."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from stdnum.cn import uscc

from catalog.services import workflow
from catalog.services.models import InstitutionService
from catalog.services.rules import ServiceFacts
from portal.site.demo.cast import MARK, Cast

HOME_CARE, TRAINING = f"特困老人集中照护{MARK}", f"养老护理员培训{MARK}"
EDITION = f"长沙市民政部门目录（修订中）{MARK}"


def play(cast: Cast, *, now: datetime) -> Iterator[tuple[str, str]]:
    """Enter what is missing; gives each service's name and what was done. `now` lies in office hours."""
    year = now.year
    care = ServiceFacts(
        name=HOME_CARE,
        content="为特困老人提供全日照护、康复和精神慰藉，一年约120人。社会力量已有成熟的照护机构，可以公开选择。",
        provider_name=f"长沙市社会福利中心{MARK}",
        provider_code=_code("12430100MJDM2001"),
        amount=Decimal("1860000"),
        amount_year=year,
        planned_title=EDITION,
        planned_year=year + 1,
    )
    training = ServiceFacts(
        name=TRAINING,
        content="组织养老护理员职业技能培训和考核，一年6期，每期40人。",
        provider_name=f"长沙市民政培训中心{MARK}",
        provider_code=_code("12430100MJDM2002"),
        amount=Decimal("420000"),
        amount_year=year,
        planned_title=EDITION,
        planned_year=year + 1,
    )
    yield care.name, _once(care, cast, now=now, is_confirmed=True)
    yield training.name, _once(training, cast, now=now, is_confirmed=False)


@transaction.atomic
def _once(facts: ServiceFacts, cast: Cast, *, now: datetime, is_confirmed: bool) -> str:
    if InstitutionService.objects.filter(name=facts.name).exists():
        return _("已经在演示数据中")
    service = workflow.enter(facts, by=cast.actors["hejing"], now=now)
    if is_confirmed:
        later = now + timedelta(hours=2)
        workflow.confirm(service.pk, opinion=_("经费已核对。"), by=cast.actors["caizheng"], now=later)
    return _("已建立")


def _code(stem: str) -> str:
    """A valid code of an invented institution."""
    whole = f"{stem}0"
    return whole + uscc.calc_check_digit(whole)

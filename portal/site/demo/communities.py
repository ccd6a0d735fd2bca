"""A few organisations of communities, stations of both levels and a base, entered by the registrar."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from orgs.community import changing, workflow
from orgs.community.models import CommunityOrganisation, IncubationBase, SocialWorkStation
from orgs.regions.models import Division
from portal.kernel.clock import local_date
from portal.site.demo.cast import MARK, Cast

REGISTRAR = "dengji"
TITLE = f"社区社会组织、社会工作服务站和孵化基地{MARK}"
BASE = f"长沙市雨花区社会组织孵化基地{MARK}"
TOWNSHIP = "430111001"
ON_RECORD = (
    ("邻里议事会", "deliberation", "每月一次居民协商，讨论停车、加装电梯等事项"),
    ("和事佬调解队", "harmony", "邻里纠纷调解、平安巡防"),
    ("银龄互助队", "service", "探访独居老人、陪同就医"),
    ("湘韵花鼓队", "culture_sports", "花鼓戏排练和社区演出"),
)
SUBSIDIES = ((2024, "400000.00"), (2025, "350000.00"))


def enter(cast: Cast, *, now: datetime) -> str:
    """Enter everything once."""
    if IncubationBase.objects.filter(name=BASE).exists():
        return _("已经在演示数据中")
    place = Division.objects.get(pk=TOWNSHIP)
    hub = organisation(
        cast, "社区社会组织联合会", "hub", "培育和支持辖区社区社会组织", now=now, body="yichuang"
    )
    for name, kind, activities in ON_RECORD:
        organisation(cast, name, kind, activities, now=now, hub=hub)
    for name, village, operator in (("社会工作服务站", "", "nuanlin"), ("社工室", "红星社区", None)):
        facts = workflow.StationFacts(
            name=f"{place.name}{village}{name}{MARK}",
            level="village" if village else "township",
            division=place,
            fields=["elderly", "children", "community"],
            opened_on=date(2021, 5, 1),
            village=village,
            operator_body=cast.bodies[operator] if operator else None,
            is_sample=True,
        )
        workflow.open_station(facts, by=cast.actors[REGISTRAR], now=now)
    base_with_subsidies(cast, now=now)
    changed_since(cast, now=now)
    return _("已建立")


def organisation(
    cast: Cast, name: str, kind: str, activities: str, *, now: datetime, hub=None, body: str = ""
) -> CommunityOrganisation:
    """One organisation, on record unless a body is named."""
    facts = workflow.RecordFacts(
        name=f"{name}{MARK}",
        kind=kind,
        division=Division.objects.get(pk=TOWNSHIP),
        activities=activities,
        body=cast.bodies[body] if body else None,
        hub=hub,
        is_sample=True,
    )
    return workflow.put_on_record(facts, by=cast.actors[REGISTRAR], now=now)


def base_with_subsidies(cast: Cast, *, now: datetime) -> None:
    """The base, two years' money, one organisation inside."""
    registrar = cast.actors[REGISTRAR]
    facts = workflow.BaseFacts(
        name=BASE,
        division=Division.objects.get(pk="430111"),
        services=["incubation", "training", "venture", "information"],
        opened_on=date(2023, 9, 1),
        operator_body=cast.bodies["yichuang"],
        is_sample=True,
    )
    base = workflow.open_base(facts, by=registrar, now=now)
    for year, amount in SUBSIDIES:
        workflow.enter_subsidy(
            base.pk, year=year, amount=Decimal(amount), document_number="", by=registrar, now=now
        )
    workflow.admit(base.pk, cast.bodies["nuanlin"], entered_on=date(2024, 3, 1), by=registrar, now=now)


def changed_since(cast: Cast, *, now: datetime) -> None:
    """A team that has come to an end, a station with a new operator: both keep what they said before."""
    registrar, today = cast.actors[REGISTRAR], local_date(now)
    team = CommunityOrganisation.objects.get(name=f"湘韵花鼓队{MARK}")
    because = changing.Because(today, "成员并入社区艺术团，不再单独活动。")
    changing.strike_off(team.pk, because=because, by=registrar, now=now)
    room = SocialWorkStation.objects.get(division_id=TOWNSHIP, level="village")
    facts = workflow.StationFacts(
        name=room.name,
        level=room.level,
        division=room.division,
        fields=room.fields,
        opened_on=room.opened_on,
        village=room.village,
        operator_body=cast.bodies["yichuang"],
        is_sample=True,
    )
    because = changing.Because(date(today.year, 1, 1), "原由街道自己运营，本年起委托社会组织承接。")
    changing.correct_station(room.pk, facts, because=because, by=registrar, now=now)

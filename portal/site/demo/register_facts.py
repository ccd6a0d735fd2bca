"""Facts of the demonstration's organisations: one corrected, one on the abnormal list and removed again."""

from datetime import date, datetime
from decimal import Decimal

from orgs.registry import workflow as registry
from orgs.registry.choices import FactKind
from orgs.registry.models import RegistryFact
from orgs.registry.rules import Fact
from orgs.registry.workflow import Source
from portal.kernel.clock import local_date
from portal.site.demo.cast import MARK, Cast

OFFICE = f"湖南省民政厅{MARK}"
REGISTRAR = "dengji"


def enter_all(cast: Cast, *, now: datetime) -> bool:
    """Enter the facts once; tells whether there was anything to do."""
    if RegistryFact.objects.filter(body__in=cast.bodies.values()).exists():
        return False
    year = local_date(now).year
    for name in ("nuanlin", "yiyang", "yinling", "yichuang"):
        for inspected in (year - 3, year - 2):
            enter(cast, name, inspection(inspected, "qualified"), now=now)
    enter(cast, "nuanlin", grade("4A", date(year - 2, 12, 18)), now=now)
    enter(cast, "yiyang", grade("3A", date(year - 1, 6, 20)), now=now)
    trainings_and_cases(cast, year, now=now)
    corrected_grade(cast, year, now=now)
    removed_listing(cast, year, now=now)
    return True


def trainings_and_cases(cast: Cast, year: int, *, now: datetime) -> None:
    """What the organisations learned, and what they are known for."""
    for name, subject, says in (
        ("nuanlin", "project", "全省社会组织项目管理培训班"),
        ("nuanlin", "social_work", "社会工作督导人才研修班"),
        ("yichuang", "finance", "社会组织财务规范化培训班"),
    ):
        day = date(year - 1, 9, 18)
        enter(cast, name, Fact(FactKind.TRAINING, subject, day, issued_by=OFFICE, remark=says), now=now)
    case = Fact(
        FactKind.CASE,
        "province",
        date(year - 1, 5, 28),
        issued_by=OFFICE,
        number=f"社会组织参与社会服务典型经验〔{year - 1}〕1号{MARK}",
        remark="邻里互助点亮养老路：社区探访服务的做法",
    )
    enter(cast, "nuanlin", case, now=now)


def corrected_grade(cast: Cast, year: int, *, now: datetime) -> None:
    """The registrar read one line too high, and says so."""
    wrong = enter(cast, "yichuang", grade("5A", date(year - 2, 12, 18)), now=now)
    registry.correct(
        wrong.pk,
        grade("4A", date(year - 2, 12, 18)),
        reason="录入时看错一行，公告中为4A级。",
        source=source("评估等级公告", wrong.happened_on),
        by=cast.actors[REGISTRAR],
        now=now,
    )


def removed_listing(cast: Cast, year: int, *, now: datetime) -> None:
    """No report in time, put on the list, handed in, removed; and a small fine, which is no major record."""
    listed = Fact(
        FactKind.LISTING,
        "abnormal",
        date(year - 2, 7, 15),
        cause="no_report",
        issued_by=OFFICE,
        number=f"异常名录〔{year - 2}〕3号{MARK}",
    )
    made = enter(cast, "yinling", listed, now=now)
    removed = Fact(**{**vars(listed), "ends_on": date(year - 2, 11, 6), "remark": "已补报年度报告。"})
    registry.proceed(
        made.pk,
        removed,
        source=source("移出活动异常名录决定", removed.ends_on),
        by=cast.actors[REGISTRAR],
        now=now,
    )
    fine = Fact(
        FactKind.PENALTY,
        "fine",
        date(year - 2, 9, 2),
        issued_by=OFFICE,
        number=f"民罚〔{year - 2}〕8号{MARK}",
        amount=Decimal(5_000),
        remark="未按规定办理变更登记。",
    )
    enter(cast, "yinling", fine, now=now)


def grade(code: str, announced_on: date) -> Fact:
    """A grade as announced."""
    return Fact(FactKind.GRADE, code, announced_on, cause="awarded", issued_by=OFFICE)


def inspection(year: int, result: str) -> Fact:
    """The inspection of a year, concluded in the summer after it."""
    return Fact(FactKind.INSPECTION, result, date(year + 1, 8, 10), year=year, issued_by=OFFICE)


def enter(cast: Cast, name: str, fact: Fact, *, now: datetime) -> RegistryFact:
    """The registrar of the province enters a fact with its source."""
    words = {
        FactKind.GRADE: "评估等级公告",
        FactKind.INSPECTION: "年度检查结论公告",
        FactKind.LISTING: "活动异常名录公告",
        FactKind.PENALTY: "行政处罚决定书",
        FactKind.TRAINING: "培训班结业名单",
        FactKind.CASE: "典型经验推介名单",
    }
    said = source(words[FactKind(fact.kind)], fact.happened_on)
    return registry.enter(cast.bodies[name].pk, fact, source=said, by=cast.actors[REGISTRAR], now=now)


def source(says: str, on: date) -> Source:
    """A paper of that day."""
    return Source(f"{says}{MARK}", on)

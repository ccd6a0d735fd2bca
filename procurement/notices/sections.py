"""What stands in a notice: ordered sections, made from the project's facts.

A section's `key` names what a correction may or may not change. Notices are Chinese whatever language
the reader has chosen.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import translation

from portal.kernel import money
from portal.kernel.clock import SHANGHAI
from procurement.methods import get as method_of
from procurement.methods.terms import Terms
from procurement.notices import bonds, frameworks
from procurement.notices.official.rules import NUMERALS
from procurement.notices.rules import ScheduleFacts, ScheduleLaw
from procurement.notices.text import Section
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.plans.rules import FRAMEWORK
from procurement.projects.queries import is_statutory
from procurement.projects.redo import queries as redo
from procurement.projects.rules import VOLUNTARY
from procurement.projects.terms import queries as agreed

WEEKDAYS = "一二三四五六日"
OBJECT, QUALIFICATION = "object", "qualification"
FIXED = {OBJECT: "采购标的", QUALIFICATION: "供应商资格条件"}
GENERAL_CONDITIONS = (
    "符合《中华人民共和国政府采购法》第二十二条和《政府购买服务管理办法》（财政部令第102号）第六条、第七条的规定："
    "具有独立承担民事责任的能力，治理结构健全，具有健全的财务会计制度和履行合同所必需的条件，"
    "有依法缴纳税收和社会保障资金的良好记录，参加本次采购活动前三年内没有重大违法记录，信用状况良好。"
)
CREDIT = (
    "采购人在提交截止当日通过“信用中国”“中国政府采购网”和社会组织信用信息渠道查询供应商信用记录，查询结果与采购文件一并保存；"
    "被列入失信被执行人、严重违法失信名单或者政府采购严重违法失信行为记录名单的，不得参加。"
)
PAPER_COPY = (
    "供应商可以在提交截止前另交一份密封的纸质备份，注明回执编号，内容与最后一次电子提交一致。只有电子文件因不是供应商的原因不能打开的，"
    "才启封纸质备份，由两人录入、核对；其他情形不启封，原样退还。%(response)s仍以电子提交为准。"
)


@dataclass(frozen=True)
class Texts:
    """What the law leaves to the purchaser's own words."""

    specific_qualification: str = ""
    accepts_consortium: bool = False
    service_requirements: str = ""
    contract_terms: str = ""
    response_requirements: str = ""
    other_matters: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    bond_required: bool = False
    bond_percent: str = ""
    bond_reason: str = ""
    accepts_paper_copy: bool = False


@dataclass(frozen=True)
class Original:
    """The notice that a correction corrects."""

    title: str
    number: str
    on: date


def day(value: date) -> str:
    """2026年11月24日（星期二）."""
    return f"{value.year}年{value.month}月{value.day}日（星期{WEEKDAYS[value.weekday()]}）"


def moment(value: datetime) -> str:
    """2026年11月24日（星期二）09:30."""
    local = value.astimezone(SHANGHAI)
    return f"{day(local.date())}{local:%H:%M}"


def amount(value) -> str:
    """980,000 元（玖拾捌万元整）."""
    return f"{money.format_amount(value)} 元（{money.in_words(value)}）"


@translation.override("zh-hans")
def call(
    project: ProcurementProject,
    packages: list[Package],
    *,
    schedule: ScheduleFacts,
    texts: Texts,
    law: ScheduleLaw,
    on: date | None = None,
    is_public: bool = True,
) -> list[Section]:
    """The form of a call in its method's words (财办库〔2020〕50号); an invitation has no notice period."""
    method = method_of(project.method)
    written = [
        _basics(project, packages, on=on),
        _demand(project, packages),
        _qualification(project, texts),
        _obtaining(schedule, method.terms),
        *_taking_part(project, schedule, method.terms, on=on),
        *([_period(law)] if is_public else []),
        _others(texts, packages, method.terms),
        _contacts(project, texts),
    ]
    return [numbered(section, at) for at, section in enumerate(written)]


def numbered(section: Section, at: int) -> Section:
    """A section under the numeral of its place."""
    return replace(section, heading=f"{NUMERALS[at]}、{section.heading.partition('、')[2]}")


def _period(law: ScheduleLaw) -> Section:
    says = f"自本公告发布之日起 {int(law.notice)} 个工作日。"
    return Section("六、公告期限", paragraphs=(says,), key="period")


def _basics(project: ProcurementProject, packages: list[Package], *, on: date | None = None) -> Section:
    total = sum(package.budget_amount for package in packages)
    return Section(
        "一、项目基本情况",
        facts=(
            ("项目编号", project.number),
            ("项目名称", project.title),
            ("采购方式", str(method_of(project.method).name)),
            *plans.public_facts(project),
            *_nature(project, on=on),
            *redo.public_facts(packages),
            ("采购人", project.purchaser.name),
            ("采购目录", f"{project.catalogue_item.code} {project.catalogue_item.name}"),
            ("项目预算", amount(total)),
            ("合同履行期限", f"自合同签订之日起 {project.term_months} 个月"),
            *agreed.public_facts(project),
        ),
        headers=("采购包", "名称", "预算（元）", "最高限价（元）"),
        rows=tuple(
            (
                f"包{package.index}",
                package.title,
                money.format_amount(package.budget_amount),
                money.format_amount(package.ceiling_amount),
            )
            for package in packages
        ),
        key="basics",
    )


def _nature(project: ProcurementProject, *, on: date | None) -> tuple[tuple[str, str], ...]:
    """Said where the law asks for no method on the day of the notice."""
    return () if is_statutory(project, on=on) else (("采购性质", str(VOLUNTARY)),)


def _demand(project: ProcurementProject, packages: list[Package]) -> Section:
    return Section(
        "二、采购需求",
        facts=(("服务对象", project.recipients), ("服务地点", project.service_area)),
        paragraphs=(
            *project.demand.splitlines(),
            *(f"包{package.index} {package.title}：{package.content}" for package in packages),
        ),
        key=OBJECT,
    )


def _qualification(project: ProcurementProject, texts: Texts) -> Section:
    consortium = "接受" if texts.accepts_consortium else "不接受"
    return Section(
        "三、申请人的资格要求",
        facts=(("联合体", f"本项目{consortium}联合体参加"),),
        paragraphs=(
            GENERAL_CONDITIONS,
            *agreed.qualification_says(project),
            f"特定资格要求：{texts.specific_qualification or '无'}",
            CREDIT,
        ),
        key=QUALIFICATION,
    )


def _obtaining(schedule: ScheduleFacts, terms: Terms) -> Section:
    return Section(
        f"四、获取{terms.document}",
        facts=(
            ("时间", f"{day(schedule.documents_from)}至{day(schedule.documents_until)}"),
            ("地点和方式", "登录本平台，在本公告页面获取"),
            ("售价", "免费"),
        ),
        key="obtaining",
    )


def _taking_part(
    project: ProcurementProject, schedule: ScheduleFacts, terms: Terms, *, on: date | None
) -> list[Section]:
    """How to respond, or to apply where suppliers join one by one; of a framework its two phases."""
    if project.method != FRAMEWORK:
        return [_responding(schedule, terms)]
    phases = frameworks.phases(project, on=on or project.decided_on)
    if not plans.takes_applications(project):
        return [_responding(schedule, terms), phases]
    until = moment(schedule.response_deadline)
    return [frameworks.joining(project, until=until, on=on or project.decided_on), phases]


def _responding(schedule: ScheduleFacts, terms: Terms) -> Section:
    return Section(
        f"五、{terms.response}提交和{terms.opened}",
        facts=(
            (str(terms.closing), moment(schedule.response_deadline)),
            ("提交方式", "在本平台填写，由供应商的浏览器加密后提交"),
            (str(terms.opening), moment(schedule.response_deadline)),
            ("开启地点", schedule.opening_place),
        ),
        key="responding",
    )


def _others(texts: Texts, packages: list[Package], terms: Terms) -> Section:
    bond = bonds.says(
        [(f"包{package.index}", package.budget_amount) for package in packages],
        is_required=texts.bond_required,
        percent=texts.bond_percent,
        reason=texts.bond_reason,
        terms=terms,
    )
    paper = (PAPER_COPY % {"response": terms.response},) if texts.accepts_paper_copy else ()
    paragraphs = (*bond, *paper, *texts.other_matters.splitlines())
    return Section("七、其他补充事宜", paragraphs=paragraphs, key="others")


def _contacts(project: ProcurementProject, texts: Texts) -> Section:
    purchaser = project.purchaser
    facts = [
        ("采购人", purchaser.name),
        ("地址", purchaser.address or "—"),
        ("联系人", texts.contact_name or purchaser.contact_name or "—"),
        ("联系电话", texts.contact_phone or purchaser.phone or "—"),
    ]
    if project.agency_mandate_id:
        agency = project.agency_mandate.agency
        facts += [("代理机构", agency.name), ("代理机构电话", agency.phone or "—")]
    return Section("八、联系方式", facts=tuple(facts), key="contacts")


@translation.override("zh-hans")
def amendment(
    project: ProcurementProject, *, original: Original, subject: str, changes: list[dict], reason: str
) -> list[Section]:
    """The same form for a result, contract, acceptance or termination."""
    return correction(project, Texts(), original=original, changes=changes, reason=reason, subject=subject)


@translation.override("zh-hans")
def correction(
    project: ProcurementProject,
    texts: Texts,
    *,
    original: Original,
    changes: list[dict],
    reason: str,
    subject: str = "采购公告、采购文件",
) -> list[Section]:
    """The form of a correction notice: what it corrects, before and after, why, whom to ask."""
    return [
        Section(
            "一、原公告",
            facts=(
                ("公告名称", original.title),
                ("公告编号", original.number),
                ("发布日期", day(original.on)),
            ),
            key="original",
        ),
        Section(
            "二、更正内容",
            facts=(
                ("更正事项", subject),
                ("更正日期", "本公告发布之日"),
                ("更正原因", reason),
            ),
            headers=("事项", "更正前", "更正后"),
            rows=tuple((change["what"], change["before"], change["after"]) for change in changes),
            key="changes",
        ),
        Section("三、其他", paragraphs=("其余内容不变。",), key="others"),
        replace(_contacts(project, texts), heading="四、联系方式"),
    ]


def _ended(package: Package, basis: str) -> tuple[tuple[str, str], ...]:
    case = package.get_ended_because_display()
    return (("依据", basis), *((("终止情形", str(case)),) if case else ()))


@translation.override("zh-hans")
def termination(package: Package, *, reason: str, basis: str) -> list[Section]:
    """The form of a termination notice: basics, reason, contacts."""
    project = package.project
    return [
        Section(
            "一、项目基本情况",
            facts=(
                ("项目编号", project.number),
                ("项目名称", project.title),
                ("采购包", f"包{package.index} {package.title}"),
                ("采购人", project.purchaser.name),
            ),
            key="basics",
        ),
        Section("二、项目终止的原因", facts=_ended(package, basis), paragraphs=(reason,), key="reason"),
        Section("三、其他补充事宜", paragraphs=(agreed.termination_says(package) or "无。",), key="others"),
        Section(
            "四、联系方式",
            facts=(
                ("采购人", project.purchaser.name),
                ("地址", project.purchaser.address or "—"),
                ("联系电话", project.purchaser.phone or "—"),
            ),
            key="contacts",
        ),
    ]

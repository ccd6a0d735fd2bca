"""The menus, in the order of the procedure. An address that does not exist is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role


@dataclass(frozen=True)
class Entry:
    """One line of a menu: its words, the name of its address, who sees it (everybody when empty)."""

    label: str
    url_name: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Item:
    """An entry as shown to one reader."""

    label: str
    url: str
    is_current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Section:
    """A titled group of items."""

    label: str
    items: tuple[Item, ...]


PUBLIC = (
    Entry(_("公告"), "notices:list"),
    Entry(_("采购目录"), "editions:item_list"),
    Entry(_("社会组织"), "organisations:list"),
    Entry(_("结果与评价"), "site:result_list"),
    Entry(_("公开与核验"), "site:verify"),
)
FOOT = (
    (
        _("帮助"),
        (
            Entry(_("怎样使用"), "site:help"),
            Entry(_("申请账号"), "applications:apply"),
            Entry(_("词语解释"), "site:terms"),
            Entry(_("联系我们"), "site:contact"),
        ),
    ),
    (
        _("公开"),
        (
            Entry(_("采购意向"), "intentions:list"),
            Entry(_("需求征求意见"), "demand:list"),
            Entry(_("法定数值和期限"), "routing:parameter_list"),
            Entry(_("价格分计算"), "review:price_scores"),
            Entry(_("政策文件"), "policies:paper_list"),
            Entry(_("公益二类服务转换"), "services:service_list"),
            Entry(_("目录修订建议"), "revisions:proposal_list"),
            Entry(_("核验一条记录"), "site:verify"),
            Entry(_("数据下载"), "site:data"),
            Entry(_("接口说明"), "api:docs"),
            Entry(_("程序和格式"), "site:program_list"),
            Entry(_("社会组织和站点分布"), "community:region_map"),
        ),
    ),
    (
        _("说明"),
        (
            Entry(_("无障碍声明"), "site:accessibility"),
            Entry(_("个人信息保护"), "site:privacy"),
        ),
    ),
)
REPORT_READERS = frozenset({Role.AUDITOR, Role.SUPERVISOR, Role.OPERATOR, Role.PURCHASER_LEADER})
PURCHASING = frozenset(PURCHASER_ROLES)
ORGANISING = PURCHASING | {Role.AGENCY_HANDLER}
OVERSEEING = frozenset({Role.SUPERVISOR, Role.FINANCE, Role.AUDITOR})
BIDDING = frozenset(SUPPLIER_ROLES)
REGISTERING = frozenset({Role.REGISTRAR, Role.AUDITOR, Role.SUPERVISOR})
RELEASING = PURCHASING | {Role.FINANCE, Role.SUPERVISOR, Role.AGENCY_HANDLER}
REGISTERING = frozenset({Role.REGISTRAR, Role.OPERATOR})
CALENDAR = OVERSEEING | {Role.OPERATOR}
PARTIES = ORGANISING | BIDDING
WORK = (
    ("", (Entry(_("我的事项"), "site:workbench"),)),
    (
        _("采购前"),
        (
            Entry(_("预算与计划"), "budget:line_list", PURCHASING | OVERSEEING),
            Entry(_("立项与审批"), "projects:project_list", ORGANISING | OVERSEEING),
            Entry(_("采购意向"), "intentions:work_list", PURCHASING | OVERSEEING),
            Entry(_("资助公告"), "notices:grant_list", PURCHASING),
            Entry(_("紧急采购登记"), "emergency:list", PURCHASING | OVERSEEING),
            Entry(_("评审标准"), "review:scheme_list", ORGANISING),
            Entry(_("公益二类服务"), "services:work_list", PURCHASING | OVERSEEING),
        ),
    ),
    (
        _("采购中"),
        (
            Entry(_("公告与答疑"), "notices:work_list", ORGANISING),
            Entry(_("我的机会"), "notices:opportunity_list", BIDDING),
            Entry(_("资格自查"), "eligibility:own", BIDDING),
            Entry(_("响应文件"), "bidding:response_list", BIDDING),
            Entry(_("解锁"), "opening:unlock_list", BIDDING),
            Entry(_("开启"), "opening:session_list", RELEASING),
            Entry(_("第二把钥匙"), "custody:key_list", frozenset({Role.CUSTODIAN})),
            Entry(_("打开托管的文件"), "opening:custody_list", frozenset({Role.CUSTODIAN})),
            Entry(_("专家抽取"), "draws:list", ORGANISING | {Role.AUDITOR}),
            Entry(_("评审与磋商"), "review:panel_list", PARTIES | {Role.EXPERT}),
            Entry(_("评审后的记录"), "closing:own", ORGANISING | {Role.EXPERT}),
            Entry(_("定标与结果"), "award:award_list", PARTIES | OVERSEEING - {Role.FINANCE}),
            Entry(_("质疑"), "challenges:list", PARTIES | OVERSEEING),
            Entry(_("投诉"), "complaints:list", PARTIES | {Role.FINANCE, Role.AUDITOR}),
        ),
    ),
    (
        _("采购后"),
        (
            Entry(_("合同与付款"), "contracts:contract_list", PARTIES | OVERSEEING),
            Entry(_("履约与验收"), "delivery:acceptance_list", PARTIES | OVERSEEING),
            Entry(_("绩效评价"), "performance:evaluation_list", PARTIES | OVERSEEING | {Role.EVALUATOR}),
        ),
    ),
    (
        _("本单位"),
        (
            Entry(_("本单位人员"), "members:list", BIDDING),
            Entry(_("证书和授权"), "papers:list", BIDDING),
        ),
    ),
    (
        _("查询"),
        (
            Entry(_("社会组织"), "organisations:list"),
            Entry(_("采购目录"), "editions:item_list"),
            Entry(_("目录编制"), "editions:work_list", PURCHASING | OVERSEEING | {Role.OPERATOR}),
            Entry(_("目录修订建议"), "revisions:work_list", PURCHASING | OVERSEEING),
            Entry(_("法定数值"), "proposals:proposal_list", OVERSEEING | {Role.OPERATOR}),
            Entry(_("登记与信用"), "registry:list", REGISTERING),
            Entry(_("月度报告"), "reports:report_list", REPORT_READERS),
            Entry(_("账号申请"), "applications:list", REGISTERING),
            Entry(_("登记簿导入"), "imports:list", REGISTERING),
            Entry(_("社区社会组织"), "community:organisation_list", frozenset({Role.REGISTRAR})),
            Entry(_("社会工作服务站"), "community:station_list", frozenset({Role.REGISTRAR})),
            Entry(_("孵化基地"), "community:base_list", frozenset({Role.REGISTRAR})),
            Entry(_("删除申请"), "personal:request_list", frozenset({Role.OPERATOR})),
            Entry(_("放假安排"), "calendar:loading_list", CALENDAR),
            Entry(_("平台专家库"), "experts:list", frozenset({Role.OPERATOR, Role.AUDITOR})),
            Entry(_("人员与授权"), "people:membership_list", PURCHASING | {Role.SUPERVISOR, Role.OPERATOR}),
            Entry(_("审计后台"), "admin:index", frozenset({Role.AUDITOR, Role.OPERATOR})),
        ),
    ),
)
ACCOUNT = (
    Entry(_("修改密码"), "account_change_password"),
    Entry(_("第二重验证"), "mfa_index"),
    Entry(_("登录记录"), "usersessions_list"),
    Entry(_("我的个人信息"), "personal:own"),
    Entry(_("我的专家信息"), "experts:own"),
)


@cache
def address(url_name: str) -> str:
    """The address of a page, or nothing while the page does not exist; the same for as long as we run."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def items(entries: Iterable[Entry], *, path: str, roles: frozenset[str] = frozenset()) -> tuple[Item, ...]:
    """The entries that this reader sees; the current one is the longest address that begins the path."""
    seen = [(entry, address(entry.url_name)) for entry in entries if not entry.roles or entry.roles & roles]
    seen = [(entry, url) for entry, url in seen if url]
    current = max((url for _entry, url in seen if path.startswith(url)), key=len, default="")
    return tuple(Item(label=entry.label, url=url, is_current=url == current) for entry, url in seen)


def sections(groups, *, path: str, roles: frozenset[str] = frozenset()) -> tuple[Section, ...]:
    """The groups with at least one item; only one item in all of them is the current one."""
    every = items([entry for _label, entries in groups for entry in entries], path=path, roles=roles)
    shown = {item.url: item for item in every}
    found = []
    for label, entries in groups:
        addresses = [address(e.url_name) for e in entries if not e.roles or e.roles & roles]
        inside = tuple(shown[url] for url in addresses if url)
        if inside:
            found.append(Section(label=label, items=inside))
    return tuple(found)

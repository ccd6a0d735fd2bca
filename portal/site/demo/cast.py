"""Who plays in the demonstration. Every body and person is invented and marked 示例."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from orgs.bodies import rules
from orgs.bodies import workflow as bodies
from orgs.bodies.choices import BodyKind, DirectRegistration, PartyOrganisation, SocialOrganisationType
from orgs.bodies.models import Body
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from orgs.people.queries import actor_for
from orgs.regions.models import Division
from portal.kernel.actors import SYSTEM, Actor
from procurement.review.models import Expert

MARK = "（示例）"
PASSWORD = "shili-yanshi"  # noqa: S105 - production refuses the demonstration as a whole
JOINED_ON = date(2020, 1, 1)


@dataclass(frozen=True)
class BodyPart:
    """One invented body: `key` names it in the script, `over` is the key of its supervising body."""

    key: str
    name: str
    kind: str
    division: str
    over: str = ""
    type: str = ""
    scope: str = ""
    direct: str = DirectRegistration.COMMUNITY


@dataclass(frozen=True)
class PersonPart:
    """One invented person with a sign-in name and the capacity for one body."""

    username: str
    name: str
    body: str
    roles: tuple[str, ...]
    does: str


GROUP, SERVICE = SocialOrganisationType.SOCIAL_GROUP, SocialOrganisationType.PRIVATE_NON_ENTERPRISE
ORGAN, SOCIAL = BodyKind.STATE_ORGAN, BodyKind.SOCIAL_ORGANISATION
FINANCE_OF = BodyKind.FINANCE_DEPARTMENT
STATIONS = "社会工作服务、社会工作站运营"

BODIES = (
    BodyPart("province", "湖南省民政厅", ORGAN, "43"),
    BodyPart("changsha", "长沙市民政局", ORGAN, "4301", over="province"),
    BodyPart("yuhua", "长沙市雨花区民政局", ORGAN, "430111", over="changsha"),
    BodyPart("yueyang", "岳阳市民政局", ORGAN, "4306", over="province"),
    BodyPart("pingjiang", "平江县民政局", ORGAN, "430626", over="yueyang"),
    BodyPart("changsha_finance", "长沙市财政局", FINANCE_OF, "4301"),
    BodyPart("yuhua_finance", "长沙市雨花区财政局", FINANCE_OF, "430111"),
    BodyPart("pingjiang_finance", "平江县财政局", FINANCE_OF, "430626"),
    BodyPart("audit", "湖南省审计厅", BodyKind.AUDIT_BODY, "43"),
    BodyPart("platform", "购买服务平台管理中心", BodyKind.PLATFORM, "43"),
    BodyPart("mingde", "三湘明德会计师事务所", BodyKind.EVALUATION_INSTITUTION, "4301"),
    BodyPart(
        "nuanlin",
        "湘江暖邻社会工作服务中心",
        SOCIAL,
        "430104",
        type=SERVICE,
        scope="社会工作、居家养老、社区服务",
    ),
    BodyPart(
        "yiyang", "星城颐养服务中心", SOCIAL, "430103", type=SERVICE, scope="养老照护、康复护理、助餐服务"
    ),
    BodyPart(
        "yinling",
        "岳麓银龄互助协会",
        SOCIAL,
        "430104",
        type=GROUP,
        scope="老年互助、探访关爱、志愿服务",
        direct="",
    ),
    BodyPart(
        "yichuang",
        "雨花益创发展中心",
        SOCIAL,
        "430111",
        type=SERVICE,
        scope="社会组织孵化培育、能力建设、公益创投",
    ),
    BodyPart("hexin", "开福和馨社区服务中心", SOCIAL, "430105", type=SERVICE, scope="社区服务、儿童关爱"),
    BodyPart("province_finance", "湖南省财政厅", FINANCE_OF, "43"),
    BodyPart("shigu", "衡阳市石鼓区民政局", ORGAN, "430407", over="province"),
    BodyPart("shigu_finance", "衡阳市石鼓区财政局", FINANCE_OF, "430407"),
    BodyPart("qihang", "衡州启航社会工作服务中心", SOCIAL, "430407", type=SERVICE, scope=STATIONS),
    BodyPart("yancheng", "雁城同行社会工作服务中心", SOCIAL, "430406", type=SERVICE, scope=STATIONS),
    BodyPart("zhongyi", "石鼓众益社会工作服务中心", SOCIAL, "430407", type=SERVICE, scope=STATIONS),
    BodyPart("xinya", "蒸湘新芽社会工作服务中心", SOCIAL, "430408", type=SERVICE, scope=STATIONS),
    BodyPart("notary", "三湘公证处", BodyKind.INSTITUTION_BUSINESS, "43"),
    BodyPart("lushan", "麓山社工督导中心", SOCIAL, "430104", type=SERVICE, scope="社会工作督导、培训、咨询"),
    BodyPart(
        "dongting",
        "洞庭社会服务发展中心",
        SOCIAL,
        "430602",
        type=SERVICE,
        scope="社会工作培训、社会组织能力建设",
    ),
)

HANDLER, REVIEWER, LEADER = Role.PURCHASER_HANDLER, Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER
BIDDER = (Role.SUPPLIER, Role.SUPPLIER_SIGNATORY)

PEOPLE = (
    PersonPart("zhoumin", "周敏", "pingjiang", (HANDLER,), "平江县采购经办：起草项目，等待审批"),
    PersonPart("pengli", "彭立", "pingjiang", (LEADER,), "平江县分管领导：审批项目"),
    PersonPart("lixiang", "李想", "pingjiang", (REVIEWER,), "平江县复核"),
    PersonPart("hejing", "何静", "changsha", (HANDLER,), "长沙市采购经办：公告中的采购"),
    PersonPart("tanfeng", "谭枫", "changsha", (REVIEWER,), "长沙市复核：复核并发布公告"),
    PersonPart(
        "guoyan", "郭岩", "changsha", (LEADER, Role.SUPERVISOR), "长沙市分管领导，也是雨花区的主管预算单位"
    ),
    PersonPart("luoting", "罗婷", "yuhua", (HANDLER,), "雨花区采购经办：已完成的采购"),
    PersonPart("xiaqing", "夏青", "yuhua", (REVIEWER,), "雨花区复核"),
    PersonPart("tangwei", "唐伟", "yuhua", (LEADER,), "雨花区分管领导"),
    PersonPart("caizheng", "江南", "changsha_finance", (Role.FINANCE,), "长沙市财政：录入预算指标"),
    PersonPart(
        "tuoguan",
        "田固",
        "changsha_finance",
        (Role.CUSTODIAN,),
        "长沙市财政托管人员：钥匙文件在 var/demo/custody-key.json",
    ),
    PersonPart("yuhuacz", "苏平", "yuhua_finance", (Role.FINANCE,), "雨花区财政"),
    PersonPart("pingjiangcz", "方圆", "pingjiang_finance", (Role.FINANCE,), "平江县财政"),
    PersonPart("nuanlin", "程暖", "nuanlin", BIDDER, "社会组织：提交响应文件"),
    PersonPart("yiyang", "沈颐", "yiyang", BIDDER, "社会组织：提交响应文件"),
    PersonPart("yinling", "文龄", "yinling", BIDDER, "社会组织：提交响应文件"),
    PersonPart("yichuang", "易创", "yichuang", BIDDER, "社会组织：已完成服务，有评价结果"),
    PersonPart("zhuanjia1", "梁正", "platform", (Role.EXPERT,), "评审专家（社会工作）"),
    PersonPart("zhuanjia2", "邹直", "platform", (Role.EXPERT,), "评审专家（财务管理）"),
    PersonPart("zhuanjia3", "钟衡", "platform", (Role.EXPERT,), "评审专家（教育培训），全省督导项目的评标"),
    PersonPart(
        "zhuanjia4", "凌远", "platform", (Role.EXPERT,), "评审专家（社会工作督导），全省督导项目的评标"
    ),
    PersonPart("mingde", "孟衡", "mingde", (Role.EVALUATOR,), "第三方评价机构"),
    PersonPart("mingdeqs", "孟章", "mingde", BIDDER, "第三方评价机构签署人：自行采购的合同"),
    PersonPart("shenji", "严明", "audit", (Role.AUDITOR,), "审计监督：在后台查阅全部记录"),
    PersonPart(
        "shaoyun", "邵云", "province", (HANDLER,), "省民政厅采购经办：部门目录，公开招标的质疑答复已拟定"
    ),
    PersonPart(
        "jianglan", "姜岚", "province", (REVIEWER,), "省民政厅复核：公开招标的公告，评标委员会里的采购人代表"
    ),
    PersonPart(
        "tongxin", "童欣", "province", (LEADER,), "省民政厅分管领导：批准质疑答复，改定第二名；批准目录"
    ),
    PersonPart("wenjin", "文瑾", "province_finance", (Role.FINANCE,), "省财政厅：起草通用目录"),
    PersonPart("luqi", "卢琦", "province_finance", (Role.FINANCE,), "省财政厅：批准通用目录和法定数值"),
    PersonPart("dengji", "登云", "province", (Role.REGISTRAR,), "登记管理：录入、更正社会组织的登记事实"),
    PersonPart("guanli", "齐备", "platform", (Role.OPERATOR,), "平台管理：添加人员和任职，核实删除申请"),
    PersonPart("fuhe", "覃复", "platform", (Role.OPERATOR,), "平台管理：复核删除申请"),
    PersonPart(
        "gongzheng",
        "龚证",
        "notary",
        (Role.CUSTODIAN,),
        "公证处托管人员：开标时为没有到场的投标人打开了文件",
    ),
    PersonPart("jiangchuan", "蒋川", "shigu", (HANDLER,), "石鼓区采购经办：评审中的磋商，正在审查异常低价"),
    PersonPart(
        "yihong",
        "易红",
        "shigu",
        (REVIEWER,),
        "石鼓区复核，磋商小组里的采购人代表：待提交低价审查意见",
    ),
    PersonPart("ningyuan", "宁远", "shigu", (LEADER,), "石鼓区分管领导"),
    PersonPart("shigucz", "常平", "shigu_finance", (Role.FINANCE,), "石鼓区财政"),
    PersonPart("qihang", "祁航", "qihang", BIDDER, "社会组织：磋商的供应商"),
    PersonPart("yancheng", "颜程", "yancheng", BIDDER, "社会组织：磋商的供应商"),
    PersonPart("zhongyi", "钟怡", "zhongyi", BIDDER, "社会组织：磋商的供应商"),
    PersonPart("xinya", "辛雅", "xinya", BIDDER, "社会组织：磋商的供应商，报价最低"),
    PersonPart("lushan", "陆杉", "lushan", BIDDER, "社会组织：公开招标的第一名，被质疑"),
    PersonPart("dongting", "董婷", "dongting", BIDDER, "社会组织：公开招标的第二名，提出了质疑"),
    PersonPart("xiaoyue", "肖悦", "nuanlin", (Role.SUPPLIER,), "已离职的经办：申请删除个人信息"),
)
EXPERT_FIELDS = {
    "zhuanjia1": ("社会工作", "湘水职业学院"),
    "zhuanjia2": ("财务管理", "麓谷会计咨询公司"),
    "zhuanjia3": ("教育培训", "沅江继续教育学院"),
    "zhuanjia4": ("社会工作督导", "湘江社会政策研究所"),
}
# The authority digits of a credit code: a public body, a social organisation by type, any other.
CODE_PREFIX = {ORGAN: "11", FINANCE_OF: "11", BodyKind.AUDIT_BODY: "11", BodyKind.PLATFORM: "12"}


@dataclass(frozen=True)
class Cast:
    """The bodies and people of the demonstration, by their keys."""

    bodies: dict[str, Body]
    actors: dict[str, Actor]


def gather(*, now: datetime) -> Cast:
    """Make whoever is missing; the same every time."""
    found: dict[str, Body] = {}
    for index, part in enumerate(BODIES, start=1):
        found[part.key] = body_of(part, index, over=found.get(part.over), now=now)
    password = make_password(PASSWORD)
    actors = {part.username: actor_of(part, found[part.body], password) for part in PEOPLE}
    return Cast(found, actors)


def body_of(part: BodyPart, index: int, *, over: Body | None, now: datetime) -> Body:
    """One body, with its registration when it is a social organisation."""
    name = f"{part.name}{MARK}"
    known = Body.objects.filter(name=name).first()
    if known:
        return known
    place = Division.objects.get(pk=part.division)
    facts = bodies.BodyFacts(
        name=name,
        kind=part.kind,
        credit_code=credit_code(part, place, index),
        division=place,
        budget_division=place if part.kind in (ORGAN, FINANCE_OF) else None,
        supervising_body=over,
        address=f"{place.name}示例路{index}号",
        phone=f"0731-0000-{index:04d}",
        is_sample=True,
    )
    registration = registration_of(part, place, index) if part.kind == SOCIAL else None
    return bodies.register(facts, by=SYSTEM, now=now, registration=registration)


def registration_of(part: BodyPart, place: Division, index: int) -> bodies.RegistrationFacts:
    """The registration of an invented social organisation."""
    return bodies.RegistrationFacts(
        type=part.type,
        authority=f"{place.name}民政局{MARK}",
        authority_division=place,
        competent_unit="" if part.direct else f"{place.name}老龄工作委员会办公室{MARK}",
        direct_registration=part.direct,
        founded_on=JOINED_ON,
        registered_on=JOINED_ON,
        legal_representative=f"法定代表人{index}{MARK}",
        chief_officer=f"主要负责人{index}{MARK}",
        scope=part.scope,
        party_organisation=PartyOrganisation.JOINT,
        has_party_article=True,
    )


def credit_code(part: BodyPart, place: Division, index: int) -> str:
    """A valid code: kind, place, an invented number (MJDM)."""
    prefix = f"5{part.type}" if part.kind == SOCIAL else CODE_PREFIX.get(part.kind, "91")
    return rules.credit_code(prefix, place.gb_code, f"MJDM{index:04d}")


def actor_of(part: PersonPart, body: Body, password: str) -> Actor:
    """One person in a capacity; auditors and the operator may enter the admin."""
    reads_admin = not {Role.AUDITOR, Role.OPERATOR}.isdisjoint(part.roles)
    user, is_new = User.objects.get_or_create(
        username=part.username,
        defaults={
            "name": f"{part.name}{MARK}",
            "email": f"{part.username}@example.invalid",
            "password": password,
            "is_staff": reads_admin,
            "is_sample": True,
        },
    )
    if is_new and part.username in EXPERT_FIELDS:
        field, employer = EXPERT_FIELDS[part.username]
        Expert.objects.create(
            user=user,
            library_number=f"SL-{user.pk:06d}",
            field_of_service=field,
            employer=f"{employer}{MARK}",
        )
    membership, _is_new = Membership.objects.get_or_create(
        user=user,
        body=body,
        defaults={
            "roles": list(part.roles),
            "starts_on": JOINED_ON,
            "is_administrator": part.roles == BIDDER,
        },
    )
    return actor_for(membership)


def who() -> list[tuple[str, str, str]]:
    """Sign-in name, person with body, and what to try: what `make run` prints."""
    names = {part.key: part.name for part in BODIES}
    return [(part.username, f"{names[part.body]} {part.name}{MARK}", part.does) for part in PEOPLE]

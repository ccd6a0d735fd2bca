"""What the purchases of the demonstration are about; days count from T, the day it is made."""

from dataclasses import dataclass, replace
from decimal import Decimal

from portal.site.demo import schemes
from portal.site.demo.schemes import Line


@dataclass(frozen=True)
class PackagePart:
    """One package; amounts in yuan."""

    title: str
    content: str
    budget: Decimal


@dataclass(frozen=True)
class Fund:
    """One budget line: source, code, name, what is arranged, what this purchase takes."""

    source: str
    code: str
    title: str
    arranged: Decimal
    share: Decimal


@dataclass(frozen=True)
class PurchasePart:
    """One purchase. People are sign-in names.

    `began` and `decided` are how many days before T its drafting began and its award was decided.
    The first of the experts is in the chair.
    """

    key: str
    title: str
    body: str
    item: str
    demand: str
    recipients: str
    area: str
    packages: tuple[PackagePart, ...]
    funds: tuple[Fund, ...]
    price: str
    criteria: tuple[Line, ...]
    handler: str
    reviewer: str
    leader: str
    finance: str
    began: int
    decided: int = 0
    method: str = "competitive_consultation"
    experts: tuple[str, ...] = ("zhuanjia1", "zhuanjia2")


P1 = PurchasePart(
    key="P1",
    title="农村留守儿童和困境儿童关爱保护服务",
    body="pingjiang",
    item="MZ-A0415-01",
    demand="为全县农村留守儿童和困境儿童提供入户探访、个案辅导、小组活动和监护指导，每名儿童每月不少于一次联系，"
    "高风险个案一周内响应，全年开展小组活动不少于96场。验收标准：服务台账完整，抽查真实，服务对象满意。"
    # Marked by the screening of the text, as the demonstration shows.
    "承接机构成立满三年，注册资金50万元以上。",
    recipients="农村留守儿童和困境儿童约1,200名",
    area="平江县各乡镇",
    packages=(PackagePart("关爱保护服务", "入户探访、个案辅导、小组活动、监护指导。", Decimal(960_000)),),
    funds=(
        Fund("general", "2026-MZ-0415", "儿童福利和未成年人保护", Decimal(1_500_000), Decimal(600_000)),
        Fund("lottery", "2026-FC-0415", "福彩公益金儿童关爱项目", Decimal(500_000), Decimal(360_000)),
    ),
    price="10",
    criteria=schemes.CHILDREN,
    handler="zhoumin",
    reviewer="lixiang",
    leader="pengli",
    finance="pingjiangcz",
    began=12,
)
P2 = PurchasePart(
    key="P2",
    title="居家养老上门服务",
    body="changsha",
    item="MZ-A0404-01",
    demand="为居家的高龄、失能、独居老年人提供一年的上门照护和探访服务。服务人员持证上岗，"
    "每次服务有记录、可回访。验收标准：按月抽查，服务对象满意。",
    recipients="居家的高龄、失能、独居老年人约2,600名",
    area="芙蓉、天心、岳麓、开福、雨花五区",
    packages=(
        PackagePart("上门照护", "助浴、助洁、康复护理等上门服务。", Decimal(980_000)),
        PackagePart("探访关爱", "定期探访、情绪疏导、风险转介。", Decimal(760_000)),
    ),
    funds=(Fund("general", "2026-MZ-0404", "居家养老服务补助", Decimal(2_400_000), Decimal(1_740_000)),),
    price="20",
    criteria=schemes.HOME_CARE,
    handler="hejing",
    reviewer="tanfeng",
    leader="guoyan",
    finance="caizheng",
    began=24,
)
P3 = PurchasePart(
    key="P3",
    title="石鼓区街道社会工作服务站运营",
    body="shigu",
    item="MZ-A1011-01",
    demand="运营五个街道社会工作服务站一年：每站专职社工不少于两名，入户走访、个案和小组服务有台账，"
    "每月与村社对接一次。验收标准：台账完整，抽查真实，服务对象满意。",
    recipients="五个街道的困难群众、老年人和儿童",
    area="衡阳市石鼓区",
    packages=(PackagePart("社会工作服务站运营", "站点值守、入户走访、个案和小组服务。", Decimal(1_180_000)),),
    funds=(Fund("general", "2026-MZ-1011", "社会工作服务站运营", Decimal(1_200_000), Decimal(1_180_000)),),
    price="10",
    criteria=schemes.STATIONS,
    handler="jiangchuan",
    reviewer="yihong",
    leader="ningyuan",
    finance="shigucz",
    began=40,
)
P3_FIRST = replace(P3, key="P3-1", title=f"{P3.title}第一次采购", began=105)
P4 = PurchasePart(
    key="P4",
    title="全省社会工作督导与培训服务",
    body="province",
    item="MZ-A1003-01",
    demand="为全省社会工作服务站提供一年的督导和培训：线下培训不少于60期、9,000人次，线上课程不少于80学时，"
    "驻站督导不少于1,200人次。验收标准：课程和督导记录完整，抽查真实，参训人员满意。",
    recipients="全省社会工作服务站的社会工作者约9,000人次",
    area="湖南省各市州",
    packages=(PackagePart("督导与培训", "线下培训、线上课程、驻站督导、评估反馈。", Decimal(2_860_000)),),
    funds=(Fund("general", "2026-MZ-1003", "社会工作人才队伍建设", Decimal(3_200_000), Decimal(2_860_000)),),
    price="10",
    criteria=schemes.TRAINING,
    handler="shaoyun",
    reviewer="jianglan",
    leader="tongxin",
    finance="wenjin",
    began=45,
    decided=10,
    method="open_tender",
    experts=("zhuanjia1", "zhuanjia2", "zhuanjia3", "zhuanjia4"),
)
AGREEMENT = PurchasePart(
    key="K1",
    title="居家养老上门服务框架协议",
    body="changsha",
    item="MZ-A0404-01",
    demand="为居家的失能、高龄老人提供上门助浴、康复护理和助洁服务，由老人自主选择服务机构。"
    "服务人员持证上岗，每次服务有记录、可回访。验收标准：按月抽查，服务对象满意。",
    recipients="居家的失能、高龄老人约1,500名",
    area="长沙市各区",
    packages=(PackagePart("上门服务", "助浴、康复护理、助洁等上门服务。", Decimal(900_000)),),
    funds=(Fund("lottery", "2026-FC-0404", "福彩公益金居家养老", Decimal(1_000_000), Decimal(900_000)),),
    price="20",
    criteria=schemes.HOME_CARE,
    handler="hejing",
    reviewer="tanfeng",
    leader="guoyan",
    finance="caizheng",
    began=80,
    decided=20,
    method="framework_agreement",
)
P6 = PurchasePart(
    key="P6",
    title="社会组织孵化基地运营服务",
    body="yuhua",
    item="MZ-A1010-01",
    demand="运营区社会组织孵化基地一年：入驻培育社会组织不少于20家，培训不少于24场，"
    "陪伴式辅导不少于180次，举办公益创投一次。验收标准：台账完整，入驻组织满意。",
    recipients="入驻孵化的社会组织",
    area="长沙市雨花区",
    packages=(PackagePart("孵化基地运营", "入驻培育、培训、辅导、公益创投。", Decimal(960_000)),),
    funds=(Fund("lottery", "FC-1010", "社会组织孵化基地运营", Decimal(1_000_000), Decimal(960_000)),),
    price="10",
    criteria=schemes.INCUBATION,
    handler="luoting",
    reviewer="xiaqing",
    leader="tangwei",
    finance="yuhuacz",
    began=505,
    decided=480,
)
COMMISSION = PurchasePart(
    key="P6a",
    title="孵化基地运营服务绩效评价",
    body="yuhua",
    item="MZ-B0703-01",
    demand="对区社会组织孵化基地一年的运营服务作绩效评价：现场抽查不少于10家入驻组织，逐项核对台账，"
    "提交评价报告和工作底稿。验收标准：指标有依据，结论可复核。",
    recipients="区民政局",
    area="长沙市雨花区",
    packages=(PackagePart("绩效评价", "现场抽查、台账核对、评价报告。", Decimal(70_000)),),
    funds=(Fund("general", "MZ-0703", "绩效评价经费", Decimal(100_000), Decimal(70_000)),),
    price="0",
    criteria=(),
    handler="luoting",
    reviewer="xiaqing",
    leader="tangwei",
    finance="yuhuacz",
    began=75,
    decided=60,
)

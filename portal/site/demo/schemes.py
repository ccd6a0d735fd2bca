"""The criteria of the demonstration's purchases, as lines of kind, name, maximum, objective, text."""

from decimal import Decimal

from procurement.review.choices import CriterionKind, Way
from procurement.review.rules import CriterionFacts, read_bands

QUALIFICATION = (
    ("独立承担民事责任", "有效的登记证书，载明统一社会信用代码。"),
    ("信用记录", "未被列入失信被执行人、严重违法失信名单和政府采购严重违法失信行为记录名单。"),
)
PRICE_TEXT = "价格得分＝基准价÷报价×满分；有最后报价的，以最后报价为准。"
CONFORMITY = (("响应完整并作出承诺", "服务方案、团队、业绩和承诺齐全，报价没有超过最高限价。"),)
Line = tuple[str, str, bool, str] | CriterionFacts

CHILDREN = (
    ("需求分析", "10", False, "对象底数清楚、问题具体的得高分。"),
    ("个案与小组服务", "12", False, "方法、频次、转介路径具体可行的得高分。"),
    ("风险与隐私保护", "8", False, "未成年人保护和个人信息保护措施完整的得高分。"),
    ("衔接机制", "5", False, "与学校、村社、医院衔接清楚的得高分。"),
    ("持证社工", "12", True, "每名持证社会工作者得3分，最多12分。"),
    ("督导", "8", True, "有中级以上督导的得8分。"),
    ("人员稳定", "5", False, "用工和待遇安排有利于人员稳定的得高分。"),
    ("类似业绩", "10", True, "近三年类似业绩每项5分，最多2项。"),
    ("应急与安全", "12", False, "应急预案和安全措施具体的得高分。"),
    ("财务管理", "3", False, "财务制度健全的得高分。"),
    CriterionFacts(
        CriterionKind.SCORED,
        "近三年绩效评价",
        "近三年政府购买服务的绩效评价结果，以最近一次为准。",
        Decimal(5),
        way=Way.PAST,
        bands=read_bands("5：优\n4：良\n3：中\n0：差"),
        neutral=Decimal(3),
    ),
)
HOME_CARE = (
    ("服务质量方案", "30", False, "服务流程、标准和质量控制具体可行的得高分。"),
    ("人员资质", "20", True, "护理员和社会工作者证书每名2分，最多20分。"),
    ("应急", "15", False, "突发情况处置方案具体的得高分。"),
    ("信息化与隐私", "10", False, "服务记录真实可查、个人信息保护到位的得高分。"),
    ("培训", "5", False, "岗前和在岗培训安排具体的得高分。"),
)
STATIONS = (
    ("服务方案", "40", False, "需求分析、走访频次、个案与小组安排具体可行的得高分。"),
    ("团队", "20", True, "每名持证社会工作者得4分，最多20分。"),
    ("督导与培训", "10", False, "督导安排和培训计划具体的得高分。"),
    ("资金管理", "10", False, "财务制度健全、资金使用公开的得高分。"),
    ("村社协同", "10", False, "与村社、学校、医院衔接清楚的得高分。"),
)
TRAINING = (
    ("课程与督导方案", "35", False, "课程体系、督导方式与基层需要匹配的得高分。"),
    ("师资", "25", True, "每名高级社会工作师5分，最多25分。"),
    ("质量控制", "15", False, "考核、反馈和改进安排具体的得高分。"),
    ("类似业绩", "10", True, "近三年类似业绩每项5分，最多2项。"),
    ("保密与数据", "5", False, "个人信息和案例资料保护措施完整的得高分。"),
)
INCUBATION = (
    ("孵化服务方案", "35", False, "入驻、培育、出壳各环节安排具体可行的得高分。"),
    ("团队", "20", False, "团队经验与任务匹配的得高分。"),
    ("培训与能力建设", "15", False, "课程和陪伴式辅导安排具体的得高分。"),
    ("类似业绩", "10", True, "近三年类似业绩每项5分，最多2项。"),
    ("财务管理", "10", False, "财务制度健全、资金使用公开的得高分。"),
)


def scheme(price: str, scored: tuple[Line, ...]) -> list[CriterionFacts]:
    """A whole scheme: what is examined, what is scored, and the price."""
    return [
        *[CriterionFacts(CriterionKind.QUALIFICATION, name, text) for name, text in QUALIFICATION],
        *[CriterionFacts(CriterionKind.CONFORMITY, name, text) for name, text in CONFORMITY],
        *[line if isinstance(line, CriterionFacts) else _scored(*line) for line in scored],
        CriterionFacts(
            CriterionKind.PRICE,
            "价格",
            "价格得分＝基准价÷报价×满分；有最后报价的，以最后报价为准。",
            Decimal(price),
        ),
    ]


def _scored(name: str, maximum: str, is_objective: bool, text: str) -> CriterionFacts:
    return CriterionFacts(CriterionKind.SCORED, name, text, Decimal(maximum), is_objective)

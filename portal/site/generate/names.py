"""Names that could be those of organisations: place, brand, field and form, always marked 示例."""

from collections.abc import Callable
from random import Random

from orgs.bodies.choices import SocialOrganisationType

MARK = "（示例）"
# After so many draws of a taken name a brand is put in as well.
PLAIN_DRAWS = 3

FIRSTS = "晨暖星明和乐安康益善慈仁同众新春阳心青绿清云山湘水橘芙杏梅竹松"
SECONDS = "光曦阳辉邻伴行益爱助家园宁桥航帆舟苑馨禾苗树林泉雅慧诚信德"
FIELDS = (
    "社会工作", "养老服务", "居家养老", "老年人照护", "儿童关爱", "未成年人保护", "留守儿童服务",
    "残疾人服务", "残疾人康复", "社区服务", "社区治理", "志愿服务", "社会救助", "困境家庭帮扶",
    "妇女儿童发展", "青少年事务", "心理健康", "心理咨询", "法律援助服务", "人民调解", "禁毒帮扶",
    "社区矫正帮教", "就业创业服务", "职业技能培训", "乡村振兴促进", "农业技术推广", "生态环境保护",
    "公益创投", "慈善事业", "应急救援", "健康促进", "临终关怀", "家政服务", "文化传承", "非物质文化遗产",
    "群众文化", "全民健身", "家庭教育", "科学普及", "食品安全服务",
)  # fmt: skip
TRADES = (
    "物业服务", "茶叶", "柑橘", "烟花爆竹", "陶瓷", "机械制造", "建筑业", "餐饮", "民宿", "电子商务",
    "物流", "油茶", "养殖业", "苗木花卉", "家居建材", "服装", "旅游", "中医药", "养老产业", "会计", "律师",
)  # fmt: skip
PASTIMES = (
    "摄影", "书法", "诗词", "象棋", "羽毛球", "乒乓球", "广场舞", "老年书画", "信鸽", "钓鱼", "徒步",
    "围棋", "龙舟", "太极拳", "花鼓戏",
)  # fmt: skip
GROUP_FORMS = ("协会", "协会", "协会", "联合会", "促进会", "研究会", "学会")
TRADE_FORMS = ("协会", "协会", "行业协会", "商会", "同业公会", "联合会")
ASSOCIATION_FORMS = ("行业协会", "商会", "同业公会")
GROUPS = ((FIELDS, GROUP_FORMS), (TRADES, TRADE_FORMS), (PASTIMES, ("协会",)))
GROUP_WEIGHTS = (50, 30, 20)
SERVICE_FORMS = ("中心", "中心", "服务中心", "服务中心", "发展中心", "服务社", "服务站", "促进中心")
FOUNDATION_FORMS = ("公益基金会", "慈善基金会", "教育基金会", "社区基金会", "助学基金会", "养老基金会")

# Lists, files and other programs stumble over these: rare characters, and as long a name as any form takes.
LONGEST = 80
ODD = (
    (SocialOrganisationType.SOCIAL_GROUP, f"㮾木垸生态环境保护协会{MARK}"),
    (SocialOrganisationType.PRIVATE_NON_ENTERPRISE, f"塅上𨟠家垸社会工作服务中心{MARK}"),
    (
        SocialOrganisationType.PRIVATE_NON_ENTERPRISE,
        f"{''.join(FIELDS)[: LONGEST - len(f'中心{MARK}')]}中心{MARK}",
    ),
)


def compose(source: Random, kind: str, place: str, taken: set[str]) -> str:
    """A name that nobody has yet; it is `taken` afterwards."""
    draws = 0
    while True:
        name = FORMS[kind](source, place, draws >= PLAIN_DRAWS) + MARK
        draws += 1
        if name not in taken:
            taken.add(name)
            return name


def brand(source: Random) -> str:
    """Two characters that sound like a name: 暖邻."""
    return source.choice(FIRSTS) + source.choice(SECONDS)


def _group(source: Random, place: str, is_branded: bool) -> str:
    themes, forms = source.choices(GROUPS, GROUP_WEIGHTS)[0]
    own = brand(source) if is_branded else ""
    return f"{place}{own}{_joined(source.choice(themes), source.choice(forms))}"


def _service(source: Random, place: str, _is_branded: bool) -> str:
    return f"{place}{brand(source)}{_joined(source.choice(FIELDS), source.choice(SERVICE_FORMS))}"


def _joined(theme: str, form: str) -> str:
    """One 服务 where theme and form would give two."""
    for doubled in ("服务", "促进"):
        if theme.endswith(doubled):
            form = form.removeprefix(doubled)
    return theme + form


def _foundation(source: Random, place: str, _is_branded: bool) -> str:
    return f"{place}{brand(source)}{source.choice(FOUNDATION_FORMS)}"


FORMS: dict[str, Callable[[Random, str, bool], str]] = {
    SocialOrganisationType.SOCIAL_GROUP: _group,
    SocialOrganisationType.PRIVATE_NON_ENTERPRISE: _service,
    SocialOrganisationType.FOUNDATION: _foundation,
}

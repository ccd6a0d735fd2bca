"""What the organisations of the demonstration offer, and how good they are."""

from decimal import Decimal

from portal.site.demo.review_walk import Strength

# P4: yuan by sign-in name. The last one does not come to the opening.
TENDERED = {
    "lushan": "2717000.00",
    "dongting": "2688400.00",
    "nuanlin": "2795000.00",
    "yichuang": "2574000.00",
    "yiyang": "2831400.00",
}
ABSENT = "yiyang"
# Who may release the opening key of P4: of the purchaser and of the finance department.
OFFICERS = ("shaoyun", "jianglan", "tongxin", "wenjin", "luqi")
TENDER_PLAN = "按片区派驻督导，线下培训62期，线上课程82学时，驻站督导1,260人次，季度评估反馈。"

# What the five members gave for the plan; for all of them alike teachers, quality, references, data.
MARKS = {
    "lushan": (("31.5", "31", "32", "31.5", "31"), ("25", "13.5", "10", "4.5")),
    "dongting": (("29.5", "30", "29.5", "30", "29.5"), ("25", "12.5", "10", "4")),
    "nuanlin": (("27.5", "28", "27", "28", "27.5"), ("25", "12", "10", "4")),
    "yichuang": (("28", "27.5", "28.5", "27", "28"), ("20", "12.5", "10", "4")),
    "yiyang": (("28", "28.5", "27.5", "28", "28"), ("20", "12", "5", "4.5")),
}
# Who came second challenges the first.
FIRST, CHALLENGER = "lushan", "dongting"
CHALLENGED = (
    "第一名麓山社工督导中心（示例）投标文件所报的项目负责人，社会保险在另一单位，所报材料不实。",
    "项目负责人的社会保险参保证明显示，投标截止前十二个月由另一单位缴纳（示例）。",
    "《中华人民共和国政府采购法》第七十七条第一款第（一）项。",
)
REQUESTED = "请认定第一名的投标无效，按评审报告的排序重新确定中标人。"
PROOF = "项目负责人社会保险参保证明"
FOUND = (
    "质疑事项成立。投标文件写明项目负责人是本单位在职人员，与参保记录不符，所报材料不实，中标无效。",
    "社会保险经办机构的查询结果和投标文件第三部分（示例）。",
    "《中华人民共和国政府采购法》第七十七条；《政府采购质疑和投诉办法》第十六条。",
)
PANEL_SAID = (
    "原评标委员会核对了投标文件和参保记录，认为材料不实；第一名的报价不是评标基准价，其余投标人的得分不变。"
)

RESPONSES = {
    "yichuang": (
        "950000.00",
        "设入驻、培育、出壳三个阶段，每家组织配一名辅导员，每月一次诊断，全年培训26场。",
    ),
    "nuanlin": ("955000.00", "以社会工作方法陪伴社会组织成长，全年培训24场，每季度一次公益集市。"),
    "yiyang": ("945000.00", "侧重养老类社会组织培育，全年培训24场，提供财务托管。"),
}
STRENGTHS = {
    "yichuang": Strength(Decimal("1.0"), Decimal("0.92")),
    "nuanlin": Strength(Decimal("0.5"), Decimal("0.86")),
    "yiyang": Strength(Decimal("0.5"), Decimal("0.80")),
}
QUOTES = {"yichuang": "935000.00", "nuanlin": "948000.00", "yiyang": "941500.00"}

# P2: who has the document; the first bids before everybody's eyes.
OBTAINED = ("nuanlin", "yiyang", "yinling")
# Whose phrase is known to who tries the portal; the other one has lost its own.
PREPARED, PHRASE = "yiyang", "66666 77777 88888 99999 00000"
SEALED = {
    "yiyang": (
        "936000.00",
        "分区设五个服务小组，上门前电话预约，服务后当日回访，记录可以查询。",
        (
            (
                "plan",
                "上门照护服务方案（示例）",
                "服务流程、人员排班、质量检查和突发情况处置，附表格十二张。",
            ),
            ("authorisation", "授权书（示例）", "授权沈颐（示例）办理本项目的投标、解锁和确认事项。"),
        ),
    ),
    "yinling": ("949000.00", "志愿者与持证护理员结对上门，每月一次家属沟通会。", ()),
}

# P3: first price and final quote. The last one stays far below the others.
CONSULTED = {
    "qihang": ("1150000.00", "1132800.00"),
    "yancheng": ("1172000.00", "1160000.00"),
    "zhongyi": ("1118000.00", "1097400.00"),
    "xinya": ("560000.00", "520000.00"),
}
# The first attempt of P3: three responded, only the first one conformed.
FIRST_ATTEMPT = {"zhongyi": "1132000.00", "xinya": "1098000.00", "yancheng": "1166000.00"}
NOT_CONFORMING = ("xinya", "yancheng")
LACKING = "响应文件没有按要求写明每站专职社工的人数。"
EXPLANATION = (
    "人员：五站各一名专职社工、一名兼职社工，全年 36 万元；督导由本单位理事承担，不计成本；"
    "活动和管理费 16 万元。报价可以完成服务。（示例）"
)
FINDING = "每站专职社工只有一名，少于需求的两名，督导和税费没有计入成本，不能证明报价合理。"
LOOKED_UP = "当地社会工作者薪酬指引（示例），评审当日查询。"
STATION_PLAN = "五个站点每站两名专职社工，每月入户不少于四十户，每季度一次督导。"


def station(price: str) -> dict[str, str]:
    """A response of P3."""
    return response(price, STATION_PLAN)


def tender(price: str) -> dict[str, str]:
    """A bid of P4."""
    return response(price, TENDER_PLAN)


def response(price: str, plan: str) -> dict[str, str]:
    """A response as typed in the browser."""
    return {
        "plan": plan,
        "team": "负责人一名，专职社会工作者四名，财务一名，均签订劳动合同。",
        "experience": "近三年承接同类服务两项，均按期验收。",
        "statement_qualification": "on",
        "statement_credit": "on",
        "statement_truth": "on",
        "first_price": price,
    }

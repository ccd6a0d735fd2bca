"""What stands in a contract, in its notice, and what is signed."""

from collections.abc import Sequence

from django.utils import translation

from portal.kernel.clock import SHANGHAI
from portal.kernel.documents import OfficialPage, Table
from portal.kernel.documents import Section as PrintedSection
from portal.kernel.money import format_amount, in_words
from procurement.contracts.models import Contract, ContractSignature
from procurement.notices.sections import Section
from procurement.projects import queries as projects


def standard_terms(
    *,
    demand: str,
    recipients: str,
    service_area: str,
    payment_days: int,
    targets: Sequence[tuple[str, str, str]] = (),
    carried_out: Sequence[tuple[str, str]] = (),
) -> str:
    """The standard parts of a contract as a first text for the purchaser to complete."""
    aims = "\n".join(f"{kind}：{name}，{value}" for kind, name, value in targets)
    plan = "\n".join(f"{label}：{text}" for label, text in carried_out)
    more = [(title, text) for title, text in (("绩效目标", aims), ("合同类型和实施安排", plan)) if text]
    return "\n\n".join(
        [
            f"第一条 服务内容和要求\n{demand}",
            f"第二条 服务对象和地点\n服务对象：{recipients}。服务地点：{service_area}。",
            "第三条 服务标准\n乙方按采购文件和响应文件承诺的内容、数量和质量提供服务，"
            "建立项目台账，如实记录服务过程。",
            "第四条 履约验收\n甲方组织履约验收，逐项核对合同要求，邀请服务对象参加并听取意见，"
            "验收结果向社会公告。",
            f"第五条 付款\n甲方按分期付款安排，在付款条件满足并收到发票后{payment_days}日内支付。",
            "第六条 分包和转让\n乙方不得转包。分包须在响应文件中载明并经甲方同意，且不得再次分包。",
            "第七条 个人信息保护\n乙方只为履行合同处理服务对象的个人信息，不得泄露，"
            "合同结束后按甲方要求移交或者删除。",
            "第八条 违约责任\n任何一方违约的，依法承担违约责任；不得单方变更、中止或者终止合同。",
            "第九条 争议解决\n发生争议的，双方协商解决；协商不成的，向甲方所在地人民法院起诉。",
            *(
                f"第{number}条 {title}\n{text}"
                for number, (title, text) in zip(("十", "十一"), more, strict=False)
            ),
        ]
    )


def signed_content(contract: Contract) -> dict:
    """Everything that both sides sign, as one record."""
    project = contract.award.package.project
    return {
        "number": contract.number,
        "project": project.number,
        "title": project.title,
        "purchaser": project.purchaser.name,
        "supplier": contract.supplier.name,
        "amount": contract.amount,
        "starts_on": contract.starts_on,
        "ends_on": contract.ends_on,
        "terms": contract.terms,
        "instalments": [[i.order, i.milestone, i.amount] for i in contract.instalments.order_by("order")],
    }


def notice_title(contract: Contract) -> str:
    """The title of the contract notice."""
    package = contract.award.package
    return f"{package.project.title}（包{package.index}）合同公告"


@translation.override("zh-hans")
def contract_notice(contract: Contract) -> list[Section]:
    """The fields of the official form for a contract notice."""
    package = contract.award.package
    project = package.project
    signed_on = contract.signed_at.astimezone(SHANGHAI).date()
    return [
        Section(
            "合同和项目",
            facts=(
                ("合同编号", contract.number),
                ("合同名称", project.title),
                ("项目编号", project.number),
                ("项目名称", project.title),
                ("采购方式", projects.method_name(project)),
            ),
            key="basics",
        ),
        Section(
            "合同主体",
            facts=(("采购人（甲方）", project.purchaser.name), ("供应商（乙方）", contract.supplier.name)),
            key="parties",
        ),
        Section(
            "合同主要信息",
            facts=(
                ("主要标的", package.title),
                ("服务要求", package.content),
                ("合同金额", f"{format_amount(contract.amount)} 元（{in_words(contract.amount)}）"),
                ("履约期限", f"{contract.starts_on.isoformat()} 至 {contract.ends_on.isoformat()}"),
                ("履约地点", project.service_area),
                ("签订日期", signed_on.isoformat()),
            ),
            key="main",
        ),
        Section(
            "分期付款",
            headers=("期次", "付款条件", "金额（元）"),
            rows=tuple(
                (str(i.order), i.milestone, format_amount(i.amount))
                for i in contract.instalments.order_by("order")
            ),
            key="instalments",
        ),
        Section("合同文本", paragraphs=tuple(contract.terms.split("\n")), key="text"),
    ]


@translation.override("zh-hans")
def on_paper(contract: Contract, *, text_sha256: str) -> OfficialPage:
    """The contract as an official document; its foot carries the digest that both sides sign."""
    package = contract.award.package
    project = package.project
    return OfficialPage(
        title="政府购买服务合同",
        subtitle=f"{project.title}（包{package.index}）",
        number=contract.number,
        digest=text_sha256,
        facts=(
            ("甲方（采购人）", project.purchaser.name),
            ("乙方（供应商）", contract.supplier.name),
            ("合同金额", f"{format_amount(contract.amount)} 元（{in_words(contract.amount)}）"),
            ("服务期限", f"{contract.starts_on.isoformat()} 至 {contract.ends_on.isoformat()}"),
        ),
        sections=(
            PrintedSection("合同条款", paragraphs=tuple(contract.terms.split("\n"))),
            PrintedSection("分期付款", table=payment_table(contract)),
            PrintedSection("签署", facts=signature_facts(contract)),
        ),
        signatures=("甲方（盖章）", "乙方（盖章）"),
    )


def payment_table(contract: Contract) -> Table:
    """The instalments with their amounts in figures and words."""
    return Table(
        headers=("期次", "付款条件", "金额（元）", "大写"),
        rows=[
            (str(i.order), i.milestone, format_amount(i.amount), in_words(i.amount))
            for i in contract.instalments.order_by("order")
        ],
        widths=(1, 4, 2, 4),
    )


def signature_facts(contract: Contract) -> tuple[tuple[str, str], ...]:
    """Who signed in the portal and when; what is missing is said."""
    signed = {s.side: s for s in contract.standing_signatures.select_related("signed_by")}
    return tuple(
        (str(label), signature_words(signed.get(side)))
        for side, label in (("purchaser", "甲方"), ("supplier", "乙方"))
    )


def signature_words(signature: ContractSignature | None) -> str:
    """One side's signature in words."""
    if signature is None:
        return "尚未签署"
    at = signature.signed_at.astimezone(SHANGHAI)
    return f"{signature.signed_by.name}，{at:%Y-%m-%d %H:%M} 在平台签署"

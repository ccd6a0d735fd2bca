"""What the call of a framework agreement says beside other calls: its two phases, how to join (Order 110)."""

from datetime import date

from procurement.methods import get as method_of
from procurement.notices.text import Section
from procurement.projects.models import ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.routing import queries as routing
from procurement.routing.figures import Parameter

LEAST, SHARE, LEAST_OUT = "framework_min_suppliers", "framework_elimination_ratio", "framework_least_out"
SIGN, ANSWER, RESULT = "framework_sign_days", "framework_answer_workdays", "framework_result_workdays"


def numbers(project: ProcurementProject, *codes: str, on: date) -> list[Parameter]:
    """Legal numbers of a framework agreement in force on a day, in the order asked for."""
    region = project.purchaser.budget_division_id
    found = routing.parameters(codes, on=on, region_code=region)
    return [found[code] for code in codes]


def phases(project: ProcurementProject, *, on: date) -> Section:
    """Both phases, as the method declares them and the plan chose, with the numbers of the day."""
    method = method_of(project.method)
    chosen = plans.facts_of(project).phase
    clauses = [clause for clause in method.phases if clause.code in ("", chosen)]
    is_open = plans.takes_applications(project)
    return Section(
        "六、框架协议的两个阶段",
        paragraphs=(
            *(f"{clause.says}（{clause.article}）。" for clause in clauses),
            *(_of_open() if is_open else _of_closed(project, on=on)),
            _result(project, on=on),
        ),
        key="phases",
    )


def joining(project: ProcurementProject, *, until: str, on: date) -> Section:
    """How and until when a supplier may join an open agreement, and when it is answered."""
    answer = numbers(project, ANSWER, on=on)[0]
    return Section(
        "五、申请加入",
        facts=(
            ("申请截止时间", until),
            ("申请方式", "登录本平台，在本公告页面申请加入；同意协议条件并上传证明材料"),
            ("答复期限", f"收到申请后 {answer.says()}内（{answer.basis}）"),
        ),
        key="joining",
    )


def _of_closed(project: ProcurementProject, *, on: date) -> list[str]:
    least, share, out, sign = numbers(project, LEAST, SHARE, LEAST_OUT, SIGN, on=on)
    return [
        f"提交响应文件和符合要求的供应商都不少于 {least.says()}；淘汰比例不低于 {share.says()}，"
        f"并且至少淘汰 {out.says()}（{share.basis}）。",
        f"入围结果公告后 {sign.says()}内签订框架协议（{sign.basis}）。",
    ]


def _of_open() -> list[str]:
    return ["付费标准和协议条件对所有供应商一致；符合资格条件、同意协议条件的，都可以加入，不评审、不淘汰。"]


def _result(project: ProcurementProject, *, on: date) -> str:
    number = numbers(project, RESULT, on=on)[0]
    return f"第二阶段每一单成交后 {number.says()}内公告成交结果（{number.basis}）。"

"""What the call of a framework agreement says beside other calls: its two phases, how to join (Order 110)."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.pieces import DONE, NEXT, NOW, Step
from procurement.methods import get as method_of
from procurement.notices.text import Section
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
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


def joining_steps(project: ProcurementProject, *, issued_on: date, is_open: bool) -> list[Step]:
    """An open agreement from its notice to the last day for joining it."""
    answer = numbers(project, ANSWER, on=project.decided_on)[0]
    deadline = project.schedule.response_deadline
    return [
        Step(_("发布征集公告"), DONE, when=issued_on),
        Step(
            _("受理加入申请"),
            NOW if is_open else DONE,
            when=deadline,
            note=_("收到申请后 %(days)s内逐家答复，同意的立即公告。") % {"days": answer.says()},
            law=answer.basis,
            due=deadline if is_open else None,
        ),
    ]


def later_steps(project: ProcurementProject, packages: Sequence[Package]) -> list[Step]:
    """What follows the call: of a closed one its opening and result, then the agreements and the orders."""
    sign, result = numbers(project, SIGN, RESULT, on=project.decided_on)
    published = all(
        package.status in (PackageStatus.RESULT_PUBLISHED, PackageStatus.TERMINATED) for package in packages
    )
    first = [
        Step(_("开启与评审"), DONE if published else NEXT, when=project.schedule.response_deadline),
        Step(_("公告入围结果"), DONE if published else NEXT),
    ]
    return [
        *([] if plans.takes_applications(project) else first),
        Step(_("签订框架协议"), NEXT, when=_("公告后 %(n)s内") % {"n": sign.says()}),
        Step(_("第二阶段成交"), NEXT, when=_("每一单成交后 %(n)s内公告") % {"n": result.says()}),
    ]


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

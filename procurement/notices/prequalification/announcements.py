"""What a prequalification notice says (Order 87, art. 15)."""

from datetime import date

from django.utils import translation

from procurement.notices.official.rules import Values
from procurement.notices.prequalification import queries
from procurement.notices.prequalification.rules import Terms
from procurement.notices.sections import CREDIT, GENERAL_CONDITIONS, amount, day, moment
from procurement.projects import queries as projects
from procurement.projects.models import ProcurementProject
from procurement.projects.terms import queries as agreed


@translation.override("zh-hans")
def values_of(project: ProcurementProject, terms: Terms, *, on: date) -> Values:
    """The fields of the form for a notice that comes out on a day."""
    purchaser, until = project.purchaser, moment(terms.apply_until)
    held = agreed.terms_of(project)
    consortium = "接受" if held and held.accepts_consortium else "不接受"
    agency = project.agency_mandate.agency if project.agency_mandate_id else None
    days = int(queries.number(project, queries.PERIOD, on=on))
    return {
        "basics": {
            "项目编号": project.number,
            "项目名称": project.title,
            "采购方式": projects.method_name(project),
            "采购人": purchaser.name,
            "项目预算": amount(projects.amount_of(project)),
            "合同履行期限": f"自合同签订之日起 {project.term_months} 个月",
        },
        "object": {"text": project.demand},
        "qualification": {
            "联合体": f"本项目{consortium}联合体参加",
            "text": "\n".join((GENERAL_CONDITIONS, terms.requirements, CREDIT)),
        },
        "obtaining": {
            "时间": f"{day(on)}至{until}",
            "地点和方式": "本公告所列资格要求即资格预审文件，登录本平台在本公告页面查看",
            "售价": "免费",
        },
        "applying": {
            "提交截止时间": until,
            "提交地点": "登录本平台，在本公告页面提交申请",
            "资格审查日期": day(terms.examined_on),
        },
        "period": {"text": f"自本公告发布之日起 {days} 个工作日。"},
        "others": {"text": "资格合格的供应商里随机抽取受邀供应商；受邀名单在结果公告以前保密。"},
        "contacts": {
            "采购人": purchaser.name,
            "地址": purchaser.address or "—",
            "联系电话": purchaser.phone or "—",
            "联系人": purchaser.contact_name,
            "代理机构": agency.name if agency else "",
            "代理机构电话": agency.phone if agency else "",
        },
    }

"""Words of a notice that its clerks should look at: what the purchaser itself wrote into it."""

from datetime import date

from django.utils.translation import gettext as _

from procurement.notices.sections import Texts
from procurement.projects import screening
from procurement.review import discrimination
from procurement.review.discrimination import Remark


def remarks(texts: Texts, *, on: date) -> list[Remark]:
    """Every marked place, by the lists in force on a day; a reminder, never a hindrance."""
    demand = [(_("采购需求的说明"), texts.service_requirements)]
    shown = [
        (_("特定资格要求"), texts.specific_qualification),
        *demand,
        (_("响应文件的要求"), texts.response_requirements),
        (_("合同主要条款"), texts.contract_terms),
        (_("其他补充事宜"), texts.other_matters),
    ]
    return [*screening.negative_remarks(demand, on=on), *discrimination.remarks(shown)]

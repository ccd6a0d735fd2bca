"""The opening keys of a call and who keeps the second key, as its PDF and its Word file print them.

They are made after the publication, so they are no part of the text whose digest the notice has.
"""

from collections.abc import Iterator

from procurement.notices import queries
from procurement.notices.models import Notice
from procurement.notices.sections import moment
from procurement.notices.text import Section
from procurement.projects.models import Package

SAYS = (
    "开启公钥在公告发布后由平台建立，不计入公告摘要。"
    "加密以前，请与提交页面上的指纹逐字核对；不一致的，不要提交。"
)
NOBODY = "没有托管方"


def annex(notice: Notice) -> list[Section]:
    """One section a package; nothing for other notices, and while the keys are not made."""
    if not notice.is_call:
        return []
    found = [section for package in _packages(notice) for section in _section(package)]
    return [Section("附：开启公钥和第二把钥匙", paragraphs=(SAYS,)), *found] if found else []


def _packages(notice: Notice) -> list[Package]:
    rows = queries.with_keys(Package.objects.filter(project_id=notice.project_id))
    return list(rows.order_by("index"))


def _section(package: Package) -> Iterator[Section]:
    if not package.response_kid:
        return
    facts = [("响应文件的开启公钥指纹", package.response_kid)]
    if package.quote_kid:
        facts.append(("最后报价的开启公钥指纹", package.quote_kid))
    facts.append(("第二把钥匙的托管方", package.custodian or NOBODY))
    if package.custody_kid:
        facts.append(("托管公钥指纹", package.custody_kid))
    if package.custody_changed_at:
        facts.append(("原托管公钥丢失，更换时间", moment(package.custody_changed_at)))
    yield Section(f"包{package.index} {package.title}", facts=tuple(facts))

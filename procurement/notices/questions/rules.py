"""When a supplier may ask, and when an answer may go out. Pure."""

from datetime import datetime

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

BASIS = "《政府采购法实施条例》第五十二条"
SECRECY = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第二十八条"


def asking_refusals(
    *, now: datetime, deadline: datetime | None, may_contract: bool, is_party: bool
) -> list[Refusal]:
    """Why a body may not ask: responses are taken no longer, it may not take part, or it is a party."""
    found = []
    if deadline is None or now >= deadline:
        found.append(
            Refusal(
                because=_("提交截止时间已过，不能再就采购文件提问。"),
                basis=BASIS,
                remedy=_("对结果有疑问的，请按公告上的联系方式询问采购人，或者依法提出质疑。"),
                code="asked_too_late",
            )
        )
    if not may_contract:
        found.append(
            Refusal(
                because=_("贵单位的类别不能承接政府购买服务。"),
                basis=_("《政府购买服务管理办法》（财政部令第102号）第六条、第八条"),
                remedy=_("请核对当前身份。"),
                code="may_not_contract",
            )
        )
    if is_party:
        found.append(
            Refusal(
                because=_("贵单位是本项目的采购人或者代理机构。"),
                basis=_("《中华人民共和国政府采购法实施条例》第九条"),
                remedy=_("请切换到其他单位的身份。"),
                code="is_party",
            )
        )
    return found


def answering_refusals(*, is_answered: bool, published: str, names: tuple[str, ...]) -> list[Refusal]:
    """Why an answer may not go out: there is one, or what goes out names who asked."""
    found = []
    if is_answered:
        found.append(
            Refusal(
                because=_("这个问题已经答复，答复已经发给所有供应商。"),
                basis=BASIS,
                remedy=_("需要补充的，请发布更正公告。"),
                code="answered",
            )
        )
    if any(name and name in published for name in names):
        found.append(
            Refusal(
                because=_("公开的内容里有提问单位或者提问人的名称。"),
                basis=SECRECY,
                remedy=_("请改成不能看出由谁提问的说法。"),
                code="names_asker",
            )
        )
    return found

"""What papers and people are called by method: a tender has bidders, a consultation suppliers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Terms:
    """The words that notices, documents and pages of a method use.

    `offer` is the first price of a response, `price` the one that is compared; `closing` and `opening` are
    the labels of the official form; `winner` is whom the contract goes to.
    """

    document: Words
    response: Words
    supplier: Words
    panel: Words
    invitation: Words
    bond: Words
    closing: Words
    opening: Words
    opened: Words
    review: Words
    offer: Words
    price: Words
    winner: Words


TENDER = Terms(
    document=_("招标文件"),
    response=_("投标文件"),
    supplier=_("投标人"),
    panel=_("评标委员会"),
    invitation=_("投标邀请"),
    bond=_("投标保证金"),
    closing=_("投标截止时间"),
    opening=_("开标时间"),
    opened=_("开标"),
    review=_("评标"),
    offer=_("投标报价"),
    price=_("投标报价"),
    winner=_("中标人"),
)
CONSULTATION = Terms(
    document=_("磋商文件"),
    response=_("响应文件"),
    supplier=_("供应商"),
    panel=_("磋商小组"),
    invitation=_("磋商邀请"),
    bond=_("磋商保证金"),
    closing=_("提交截止时间"),
    opening=_("开启时间"),
    opened=_("开启"),
    review=_("磋商"),
    offer=_("首次报价"),
    price=_("最后报价"),
    winner=_("成交供应商"),
)
NEGOTIATION = Terms(
    document=_("谈判文件"),
    response=_("响应文件"),
    supplier=_("供应商"),
    panel=_("谈判小组"),
    invitation=_("谈判邀请"),
    bond=_("谈判保证金"),
    closing=_("提交截止时间"),
    opening=_("开启时间"),
    opened=_("开启"),
    review=_("谈判"),
    offer=_("首次报价"),
    price=_("最后报价"),
    winner=_("成交供应商"),
)
INQUIRY = Terms(
    document=_("询价通知书"),
    response=_("响应文件"),
    supplier=_("供应商"),
    panel=_("询价小组"),
    invitation=_("询价邀请"),
    bond=_("询价保证金"),
    closing=_("提交截止时间"),
    opening=_("开启时间"),
    opened=_("开启"),
    review=_("询价"),
    offer=_("报价"),
    price=_("报价"),
    winner=_("成交供应商"),
)
SINGLE_SOURCE = Terms(
    document=_("采购文件"),
    response=_("响应文件"),
    supplier=_("供应商"),
    panel=_("协商人员"),
    invitation=_("协商邀请"),
    bond=_("保证金"),
    closing=_("提交截止时间"),
    opening=_("开启时间"),
    opened=_("开启"),
    review=_("协商"),
    offer=_("首次报价"),
    price=_("商定价格"),
    winner=_("成交供应商"),
)
FRAMEWORK = Terms(
    document=_("征集文件"),
    response=_("响应文件"),
    supplier=_("供应商"),
    panel=_("评审小组"),
    invitation=_("征集邀请"),
    bond=_("保证金"),
    closing=_("提交截止时间"),
    opening=_("开启时间"),
    opened=_("开启"),
    review=_("评审"),
    offer=_("响应报价"),
    price=_("响应报价"),
    winner=_("入围供应商"),
)

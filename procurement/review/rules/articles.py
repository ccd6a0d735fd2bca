"""The articles that review rests on, and a legal number with its article."""

import re
from dataclasses import dataclass
from decimal import Decimal

ORDER_87_ART_47 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第四十七条"
ORDER_87_ART_55 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第五十五条"
ORDER_87_ART_61 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第六十一条"
ORDER_87_ART_63 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第六十三条"
ORDER_87_ART_64 = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第六十四条"
ORDER_74_ART_35 = "《政府采购非招标采购方式管理办法》（财政部令第74号）第三十五条"
ORDER_74_ART_7 = "《政府采购非招标采购方式管理办法》（财政部令第74号）第七条"
REGULATION_ART_9 = "《政府采购法实施条例》第九条"
REGULATION_ART_20 = "《政府采购法实施条例》第二十条"
REGULATION_ART_39 = "《政府采购法实施条例》第三十九条"
CONSULTATION_ART_24 = "财库〔2014〕214号第二十四条"
CONSULTATION_ART_25 = "财库〔2014〕214号第二十五条（待确认）"
LOW_PRICE = "财库〔2026〕2号"
PROCUREMENT_LAW_ART_22 = "《中华人民共和国政府采购法》第二十二条"


@dataclass(frozen=True)
class Limit:
    """A legal number with its article."""

    value: Decimal
    basis: str


def plain(number: Decimal) -> str:
    """A number without trailing zeros, as people write it."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def essence(text: str) -> str:
    """A text without spaces and punctuation, for comparing."""
    return re.sub(r"\W+", "", text).casefold()

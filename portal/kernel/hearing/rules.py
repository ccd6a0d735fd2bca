"""Which opinions are taken, and what an answer needs. Pure; the asker's article is handed in."""

import re
import unicodedata
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal

MOST_OPINIONS = 5
# Eleven digits of a mobile telephone, eighteen of an identity card.
PERSONAL = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?![\dXx])")


def opinion_refusals(
    text: str, *, until: date | None, today: date, is_open: bool, is_known: bool, given: int, basis: str
) -> list[Refusal]:
    """Opinions are taken until the last day, so many from one, and never with personal numbers."""
    if not is_open or until is None or today > until:
        because = _("现在不征求意见。") if until is None else _("征求意见到 %(day)s 截止。") % {"day": until}
        return [Refusal(because, basis, _("可以直接向编制单位反映。"), "closed")]
    if not text.strip():
        return [Refusal(_("意见是空白的。"), basis, _("请写下您的意见。"), "no_text")]
    if is_known:
        return [Refusal(_("同样的意见您已经提过。"), basis, _("不用重复提交，编制单位会答复。"), "known")]
    if given >= MOST_OPINIONS:
        because = _("您已经提了 %(n)d 条意见。") % {"n": given}
        return [Refusal(because, basis, _("还有意见的，请直接向编制单位反映。"), "too_many")]
    if is_personal(text):
        because = _("意见里有像手机号码或者身份证号码的数字。")
        remedy = _("意见会公开，请删去个人信息后再提交。")
        return [Refusal(because=because, remedy=remedy, code="personal")]
    return []


def answer_refusals(answer: str, *, is_decided: bool, basis: str) -> list[Refusal]:
    """An answer says why, and stands with the decision."""
    if is_decided:
        because = _("决定已经公开，答复不能再改。")
        return [Refusal(because, basis, _("需要补充的，请另行说明。"), "decided")]
    if not answer.strip():
        return [Refusal(_("答复是空白的。"), basis, _("请写明采纳情况或者不采纳的理由。"), "no_answer")]
    return []


def is_personal(text: str) -> bool:
    """Whether a text holds a number by which a person is known, however it is spaced."""
    plain = unicodedata.normalize("NFKC", text)
    return bool(PERSONAL.search(re.sub(r"(?<=\d)[\s-]+(?=[\dXx])", "", plain)))

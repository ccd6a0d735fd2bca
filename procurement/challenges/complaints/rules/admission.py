"""Whether a complaint is admitted: what the examination finds, and what each finding leads to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.kernel.errors import Refusal
from procurement.challenges.complaints.choices import Examined
from procurement.challenges.complaints.rules.clocks import COMPLAIN_BASIS

LETTER_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第十八条"
CONDITIONS_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第十九条"
SCOPE_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十条"
EXAM_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第二十一条"
LEVEL_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第六条"
PROXY_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第八条"
JOINT_BASIS = "《政府采购质疑和投诉办法》（财政部令第94号）第九条"


@dataclass(frozen=True)
class Case:
    """What is known of a complaint when it is examined.

    `handed_in_on` is the day of the postmark, or of receipt; `complain_by` None where no challenge is known.
    `missing` names what the letter lacks. `beyond_scope` counts matters that were neither challenged nor
    arise from the answer, `matters` all of them.
    """

    handed_in_on: date
    is_statutory: bool = True
    is_own_level: bool = True
    was_challenged: bool = True
    is_answer_awaited: bool = False
    complain_by: date | None = None
    was_decided: bool = False
    missing: tuple[str, ...] = ()
    is_proxy_without_power: bool = False
    is_joint_but_not_all: bool = False
    matters: int = 1
    beyond_scope: int = 0


@dataclass(frozen=True)
class Found:
    """One thing that stands against admission, the article, and what it leads to."""

    code: str
    says: str
    basis: str
    leads_to: Examined


def findings(case: Case) -> list[Found]:
    """Everything that stands against admission, the gravest first; nothing means that it is admitted."""
    return [*_jurisdiction(case), *_conditions(case), *_content(case)]


def examined(found: Sequence[Found]) -> Examined:
    """What it leads to: another department first, then what cannot be mended, then correction."""
    return next(iter([finding.leads_to for finding in found]), Examined.ADMIT)


def submission_refusals(case: Case) -> list[Refusal]:
    """What already bars a complaint from being sent online; what can be mended does not."""
    remedies = {
        "not_statutory": _("请按采购单位公布的内部规定提出意见。"),
        "not_challenged": _("请先在期限内向采购人或者代理机构提出质疑。"),
        "answer_awaited": _("请等收到答复，或者答复期满以后再投诉。"),
        "late": _("可以向有关机关反映情况；邮寄的以邮戳日期为准，请把投诉书交财政部门登记。"),
        "decided": _("对处理决定不服的，可以依法申请行政复议或者提起行政诉讼。"),
        "beyond_scope": _("请去掉没有质疑过的事项，或者写明它来自质疑答复的内容。"),
    }
    return [
        Refusal(finding.says, finding.basis, remedies.get(finding.code, ""), finding.code)
        for finding in findings(case)
        if finding.leads_to != Examined.CORRECT
    ]


def departing_refusals(chosen: str, *, found: Sequence[Found], reason: str) -> list[Refusal]:
    """A person may judge otherwise than the findings, and then says why."""
    meant = examined(found)
    if chosen == meant or reason.strip():
        return []
    because = _("核对的结果是“%(meant)s”，选择的是“%(chosen)s”，没有说明理由。") % {
        "meant": meant.label,
        "chosen": Examined(chosen).label,
    }
    return [Refusal(because, EXAM_BASIS, _("请写明为什么这样处理。"), "no_reason")]


def correction_refusals(*, sent_before: bool, points: str, until: date | None, today: date) -> list[Refusal]:
    """What is missing is asked for once, all together, with a reasonable time (Order 94, art. 21)."""
    refusals = []
    if sent_before:
        because = _("补正通知只能发一次，已经发过。")
        remedy = _("补正以后仍不符合规定的，不予受理；符合的受理。")
        refusals.append(Refusal(because, EXAM_BASIS, remedy, "corrected_once"))
    if not points.strip():
        because = _("补正通知没有写明需要补正的事项。")
        refusals.append(Refusal(because, EXAM_BASIS, _("请一次写全。"), "no_points"))
    if until is None or until <= today:
        because = _("补正期限不晚于今天。")
        refusals.append(Refusal(because, EXAM_BASIS, _("请给投诉人合理的时间。"), "until_too_early"))
    return refusals


def late_correction_refusals(*, until: date | None, today: date) -> list[Refusal]:
    """The corrected letter comes within the time that was given; its last day counts (Order 94, art. 21)."""
    if until is None or today <= until:
        return []
    because = _("补正期限到 %(until)s，已经过了。") % {"until": until.isoformat()}
    remedy = _("财政部门将依法处理；仍在投诉期限内的，可以重新提起投诉。")
    return [Refusal(because, EXAM_BASIS, remedy, "corrected_late")]


def once_refusals(open_number: str) -> list[Refusal]:
    """One complaint at a time on the same challenge; `open_number` is the one that is being handled."""
    if not open_number:
        return []
    because = _("对同一质疑的投诉 %(number)s 正在处理。") % {"number": open_number}
    remedy = _("请在那一件里补充；同一投诉事项不重复处理。")
    return [Refusal(because, CONDITIONS_BASIS, remedy, "complaint_open")]


def second_person_refusals(*, prepared_by: int | None, by: int) -> list[Refusal]:
    """A paper of the department is prepared by one and sent by another."""
    if prepared_by != by:
        return []
    remedy = _("请由本部门另一名工作人员审签。")
    basis = _("财政部门内部控制制度：承办与审签分离（待确认）")
    return [Refusal(_("拟稿的人不能自己审签。"), basis, remedy, "same_person")]


def _jurisdiction(case: Case) -> list[Found]:
    found = []
    if not case.is_statutory:
        says = _("本项目是限额标准以下的自行采购，不属于财政部门受理投诉的范围，按采购单位的内部规定处理。")
        found.append(Found("not_statutory", says, LEVEL_BASIS, Examined.REFUSE))
    if not case.is_own_level:
        says = _("采购人的预算级次不属于本部门，投诉由采购人所属预算级次的本级财政部门处理。")
        found.append(Found("other_level", says, LEVEL_BASIS, Examined.TRANSFER))
    return found


def _conditions(case: Case) -> list[Found]:
    found = []
    if not case.was_challenged:
        says = _("提起投诉前没有依法进行质疑。")
        found.append(Found("not_challenged", says, CONDITIONS_BASIS, Examined.REFUSE))
    if case.is_answer_awaited:
        says = _("质疑还没有答复，答复的期限也没有到。")
        found.append(Found("answer_awaited", says, COMPLAIN_BASIS, Examined.REFUSE))
    if case.complain_by and case.handed_in_on > case.complain_by:
        says = _("投诉的期限到 %(until)s，投诉书交出的日期是 %(on)s。") % {
            "until": case.complain_by.isoformat(),
            "on": case.handed_in_on.isoformat(),
        }
        found.append(Found("late", says, f"{CONDITIONS_BASIS}、第十七条", Examined.REFUSE))
    if case.was_decided:
        says = _("同一投诉事项已经由财政部门处理过。")
        found.append(Found("decided", says, CONDITIONS_BASIS, Examined.REFUSE))
    if case.matters and case.beyond_scope == case.matters:
        says = _("投诉事项都没有质疑过，也不是由质疑答复的内容引起的。")
        found.append(Found("beyond_scope", says, SCOPE_BASIS, Examined.REFUSE))
    return found


def _content(case: Case) -> list[Found]:
    found = []
    if not case.matters:
        says = _("投诉书没有具体、明确的投诉事项。")
        found.append(Found("no_matter", says, LETTER_BASIS, Examined.CORRECT))
    if case.missing:
        says = _("投诉书缺少：%(missing)s。") % {"missing": "、".join(case.missing)}
        found.append(Found("incomplete", says, LETTER_BASIS, Examined.CORRECT))
    if case.is_proxy_without_power:
        says = _("由代理人办理，没有授权委托书（载明代理人、代理事项、权限和期限）。")
        found.append(Found("no_power", says, PROXY_BASIS, Examined.CORRECT))
    if case.is_joint_but_not_all:
        says = _("以联合体参加的，投诉应当由组成联合体的所有供应商共同提出。")
        found.append(Found("not_all_members", says, JOINT_BASIS, Examined.CORRECT))
    return found

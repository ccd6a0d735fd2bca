"""The answer as a letter with the fields of the law, for its sender and for the others whom it concerns."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.documents import OfficialPage, Section
from procurement.award import queries as awards
from procurement.challenges.choices import Outcome
from procurement.challenges.models import Challenge

FOUNDED = {True: gettext_lazy("成立"), False: gettext_lazy("不成立")}


def address(challenge: Challenge) -> str:
    """Where the answer is read."""
    return reverse("challenges:answer", args=[challenge.number])


def content(challenge: Challenge, *, on: date) -> dict:
    """The answer as plain values (Order 94, art. 15)."""
    package, project = challenge.package, challenge.package.project
    days = awards.law_of(package, "complaint_workdays")
    return {
        "number": challenge.number,
        "challenger": challenge.sender_name,
        "received_on": challenge.received_on.isoformat(),
        "project_number": project.number,
        "project": project.title,
        "package": f"包{package.index} {package.title}",
        "occasion": challenge.occasion,
        "matters": [
            {
                "matter": one.matter,
                "is_founded": one.is_founded,
                "answer": one.answer,
                "facts": one.answer_facts,
                "law": one.answer_law,
            }
            for one in challenge.matters.order_by("index")
        ],
        "outcome": str(Outcome(challenge.outcome).label),
        "effect": str(challenge.get_effect_display()),
        "complaint_days": int(days),
        "complaint_basis": days.basis,
        "answerer": project.purchaser.name,
        "answered_on": on.isoformat(),
    }


def right_to_complain(told: dict) -> str:
    """What the sender may do when it is not satisfied."""
    return _(
        "对答复不满意，或者没有在规定时间内得到答复的，可以在答复期满后 %(days)d 个工作日内向采购人"
        "预算级次的财政部门提起投诉。依据：%(basis)s。"
    ) % {"days": told["complaint_days"], "basis": told["complaint_basis"]}


def sections(told: dict, *, with_challenger: bool) -> list[Section]:
    """The answer in parts; others are not told who challenged."""
    head = [
        (_("质疑人"), told["challenger"] if with_challenger else _("一家供应商")),
        (_("收到质疑函的日期"), told["received_on"]),
        (_("采购项目"), f"{told['project_number']} {told['project']}"),
        (_("采购包"), told["package"]),
        (_("质疑的环节"), told["occasion"]),
    ]
    matters = [
        Section(
            heading=_("质疑事项 %(number)d") % {"number": index},
            facts=[
                (_("质疑事项"), one["matter"]),
                (_("是否成立"), str(FOUNDED[one["is_founded"]])),
                (_("答复"), one["answer"]),
                (_("事实依据"), one["facts"]),
                (_("法律依据"), one["law"]),
            ],
        )
        for index, one in enumerate(told["matters"], start=1)
    ]
    ending = Section(
        heading=_("结论"),
        facts=[(_("答复结论"), told["outcome"]), (_("怎样办理"), told["effect"])],
        paragraphs=[right_to_complain(told)],
    )
    return [Section(facts=head), *matters, ending]


def document(challenge: Challenge, *, with_challenger: bool) -> OfficialPage:
    """The answer as an official document."""
    told = challenge.content
    return OfficialPage(
        title=_("质疑答复书"),
        subtitle=told["project"],
        number=told["number"],
        facts=[(_("答复人"), told["answerer"]), (_("答复日期"), told["answered_on"])],
        sections=sections(told, with_challenger=with_challenger),
        signatures=[told["answerer"]],
    )

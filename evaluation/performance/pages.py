"""What pages about an evaluation show: three voices, the sum, the link, the next step, the record."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.performance import queries, rules, workflow
from evaluation.performance.choices import EvaluationStatus, IndicatorLevel, Voice
from evaluation.performance.models import EvaluationOpinion, PerformanceEvaluation
from orgs.people.choices import PURCHASER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.ledger.queries import proof_of
from portal.kernel.workflow import may

E = EvaluationStatus
TONES = {E.GATHERING: "soon", E.DRAFTED: "soon", E.PUBLISHED: "ok"}


@dataclass(frozen=True)
class VoiceBox:
    """One voice as the page shows it: its weight in per cent, its score of 100 or nothing yet, a remark."""

    label: str
    weight: Decimal
    score: Decimal | None
    remark: str


def detail(evaluation: PerformanceEvaluation, *, by: Actor, now: datetime) -> dict:
    """The context of the workbench's pages."""
    contract = evaluation.contract
    project = contract.award.package.project
    opinions = opinions_of(evaluation)
    is_own = project.purchaser_id == by.body_id and by.has_role(*PURCHASER_ROLES)
    answers = evaluation.answers.count()
    return {
        "now": now,
        "evaluation": evaluation,
        "contract": contract,
        "project": project,
        "tone": TONES[evaluation.status],
        "head_facts": head_facts(evaluation),
        "voices": voices(evaluation, opinions, answers=answers),
        "opinions": readable(evaluation, opinions, by=by),
        "answers": answers,
        "comments": comments(evaluation) if is_own or by.has_role(Role.AUDITOR) else [],
        "next": next_of(evaluation, opinions, answers, by=by),
        "is_own": is_own,
        "may_reopen": is_own and may(evaluation, workflow.STEPS, "reopen", by=by),
        "proof": proof_of(evaluation),
    }


def public(evaluation: PerformanceEvaluation, *, now: datetime) -> dict:
    """The context of the public page of a result."""
    opinions = opinions_of(evaluation)
    heard = opinions[Voice.RECIPIENTS]
    return {
        "now": now,
        "evaluation": evaluation,
        "contract": evaluation.contract,
        "project": evaluation.contract.award.package.project,
        "head_facts": head_facts(evaluation),
        "voices": voices(evaluation, opinions, answers=heard.indicators["answers"]),
        "opinions": [with_levels(opinions[voice]) for voice in (Voice.PURCHASER, Voice.THIRD_PARTY)],
        "is_small_sample": heard.indicators["is_small_sample"],
        "floors": queries.band_floors(evaluation.contract),
        "proof": proof_of(evaluation),
    }


def head_facts(evaluation: PerformanceEvaluation) -> list[tuple[str, str]]:
    """What stands below the title."""
    contract = evaluation.contract
    return [
        (_("承接组织"), contract.supplier.name),
        (_("采购人"), contract.award.package.project.purchaser.name),
        (_("第三方机构"), evaluation.institution.name),
    ]


def opinions_of(evaluation: PerformanceEvaluation) -> dict[str, EvaluationOpinion]:
    """The opinions by voice."""
    return {opinion.voice: opinion for opinion in evaluation.opinions.select_related("given_by")}


def voices(evaluation: PerformanceEvaluation, opinions: dict, *, answers: int) -> list[VoiceBox]:
    """Three boxes; a single score is shown once all have spoken and the total stands."""
    weights = workflow.weights_of(evaluation)
    is_done = evaluation.status != E.GATHERING

    def box(voice: Voice, weight: Decimal, waiting: str) -> VoiceBox:
        opinion = opinions.get(voice)
        score = opinion.score if opinion and is_done else None
        said = _("已提交") if opinion else waiting
        return VoiceBox(str(voice.label), weight, score, "" if is_done else said)

    heard = _("已有 %(count)d 份回答") % {"count": answers}
    boxes = [
        box(Voice.PURCHASER, weights.purchaser, _("还没有提交")),
        box(Voice.RECIPIENTS, weights.recipients, heard),
        box(Voice.THIRD_PARTY, weights.third_party, _("还没有提交")),
    ]
    if is_done:
        boxes[1] = VoiceBox(boxes[1].label, boxes[1].weight, boxes[1].score, heard)
    return boxes


def readable(evaluation: PerformanceEvaluation, opinions: dict, *, by: Actor) -> list[dict]:
    """Opinions that this reader may see: one's own until the total stands, then both."""
    shown = []
    for voice in (Voice.PURCHASER, Voice.THIRD_PARTY):
        opinion = opinions.get(voice)
        own = opinion is not None and is_own_voice(evaluation, voice, by=by)
        if opinion and (own or evaluation.status != E.GATHERING):
            shown.append(with_levels(opinion))
    return shown


def is_own_voice(evaluation: PerformanceEvaluation, voice: Voice, *, by: Actor) -> bool:
    """Whether a voice is the reader's own body's."""
    if voice == Voice.THIRD_PARTY:
        return evaluation.institution_id == by.body_id
    return evaluation.contract.award.package.project.purchaser_id == by.body_id


def with_levels(opinion: EvaluationOpinion) -> dict:
    """An opinion with the names of its levels."""
    rows = [{**row, "level": IndicatorLevel(row["level"]).label} for row in opinion.indicators]
    return {"opinion": opinion, "rows": rows}


def comments(evaluation: PerformanceEvaluation) -> list:
    """What recipients wrote, newest first."""
    return list(evaluation.answers.exclude(comment="").order_by("-pk")[:50])


def next_of(evaluation: PerformanceEvaluation, opinions: dict, answers: int, *, by: Actor) -> dict | None:
    """The one thing to do now, with an address for those who may."""
    if evaluation.status == E.PUBLISHED:
        return None
    if evaluation.status == E.DRAFTED:
        second = by.user_id != evaluation.opened_by_id and is_own_voice(evaluation, Voice.PURCHASER, by=by)
        may_publish = second and may(evaluation, workflow.STEPS, "publish", by=by)
        return a_step(
            evaluation,
            "publish" if may_publish else "",
            _("复核并公布评价结果"),
            _("公布后记入承接组织的主页，不能修改。由发起人以外的人办理。"),
            _("采购人复核人员或者分管领导"),
        )
    return gathering(evaluation, opinions, answers, by=by)


def gathering(evaluation: PerformanceEvaluation, opinions: dict, answers: int, *, by: Actor) -> dict:
    """What is missing while voices are gathered, the reader's own first."""
    is_purchaser = is_own_voice(evaluation, Voice.PURCHASER, by=by) and by.has_role(*PURCHASER_ROLES)
    is_third = is_own_voice(evaluation, Voice.THIRD_PARTY, by=by) and by.has_role(Role.EVALUATOR)
    mine = Voice.PURCHASER if is_purchaser else Voice.THIRD_PARTY if is_third else None
    if mine and mine not in opinions:
        note = _("按决策、过程、产出、效益逐项打分，提交后不能修改。")
        return a_step(evaluation, "opinion", _("提交评价意见"), note, str(mine.label))
    waiting = [str(v.label) for v in (Voice.PURCHASER, Voice.THIRD_PARTY) if v not in opinions]
    if not answers:
        waiting.append(str(Voice.RECIPIENTS.label))
    if waiting:
        return a_step(
            evaluation, "", _("等待评价"), _("三方都评价以后才能计算综合得分。"), "、".join(waiting)
        )
    note = _("计算后短链接关闭，由发起人以外的人复核公布。")
    page = "compute" if is_purchaser else ""
    return a_step(evaluation, page, _("计算综合得分"), note, _("采购人"))


def a_step(evaluation: PerformanceEvaluation, page: str, title: str, note: str, who: str) -> dict:
    """A next step; without a page it is somebody else's."""
    url = reverse(f"performance:evaluation_{page}", args=[evaluation.pk]) if page else ""
    return {
        "title": title,
        "action": title if page else "",
        "url": url,
        "note": note,
        "who": who,
        "basis": rules.PERFORMANCE_BASIS,
    }


def link(request: HttpRequest, evaluation: PerformanceEvaluation) -> dict:
    """The short link in full and as a code to print."""
    address = request.build_absolute_uri(evaluation.link_path)
    code = segno.make(address, error="m")
    return {"address": address, "code": code.svg_data_uri(scale=8, border=2, dark="#1c2430")}

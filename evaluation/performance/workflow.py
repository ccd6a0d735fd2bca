"""An evaluation from its opening to its publication: three voices, one total, a second person."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.performance import indicators, queries, rules
from evaluation.performance.choices import Band, EvaluationStatus, Voice
from evaluation.performance.models import EvaluationOpinion, PerformanceEvaluation, SatisfactionAnswer
from evaluation.performance.rules import OpeningFacts, OpinionFacts, Weights
from orgs.bodies.choices import BodyKind
from orgs.bodies.models import Body
from orgs.credit.models import CreditRecord
from orgs.inbox.workflow import notify_body
from orgs.people.choices import PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel import workflow as procedure
from portal.kernel.actors import Actor
from portal.kernel.clock import Clock, database_clock, local_date
from portal.kernel.errors import NotPermitted, Refusal, refuse
from portal.kernel.ledger import workflow as ledger
from portal.kernel.workflow import Step
from procurement.contracts import queries as contracts
from procurement.contracts.models import Contract
from procurement.projects import queries as projects
from procurement.projects import workflow as project_workflow
from procurement.projects.choices import PackageStatus

E = EvaluationStatus
OPENERS = (Role.PURCHASER_HANDLER,)
PUBLISHERS = (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER)
RECIPIENT = Actor(user_id=0, name="服务对象", body_name="")
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 10
CREDIT_KIND = "performance"

STEPS = {
    "give_opinion": Step(
        gettext_lazy("提交评价意见"),
        (E.GATHERING,),
        "",
        (*PURCHASER_ROLES, Role.EVALUATOR),
        basis=rules.PERFORMANCE_BASIS,
    ),
    "compute": Step(
        gettext_lazy("计算综合得分"), (E.GATHERING,), E.DRAFTED, PURCHASER_ROLES, basis=rules.VOICES_BASIS
    ),
    "reopen": Step(gettext_lazy("退回继续收集"), (E.DRAFTED,), E.GATHERING, PUBLISHERS),
    "publish": Step(
        gettext_lazy("公布评价结果"), (E.DRAFTED,), E.PUBLISHED, PUBLISHERS, basis=rules.PERFORMANCE_BASIS
    ),
}


@transaction.atomic
def open_evaluation(
    contract_id: int, facts: OpeningFacts, *, by: Actor, now: datetime
) -> PerformanceEvaluation:
    """Open the evaluation of an accepted contract with an independent institution and a short link.

    Raises NotPermitted for anybody but the purchaser's handler, Refused for what does not hold.
    """
    contract = contracts.contract_for_update(contract_id)
    if not by.has_role(*OPENERS) or contract.award.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("只有采购人经办可以发起绩效评价。"))
    institution = Body.objects.get(pk=facts.institution_id)
    refuse(opening_refusals(contract))
    refuse(
        [
            *rules.weight_refusals(facts.weights),
            *rules.window_refusals(facts.link_closes_on, today=local_date(now)),
            *rules.independence_refusals(
                is_institution=institution.kind == BodyKind.EVALUATION_INSTITUTION,
                institution_id=institution.pk,
                parties=parties_of(contract),
            ),
        ]
    )
    evaluation = PerformanceEvaluation.objects.create(
        contract=contract,
        institution=institution,
        purchaser_weight=facts.weights.purchaser,
        recipients_weight=facts.weights.recipients,
        third_party_weight=facts.weights.third_party,
        link_code=new_code(),
        link_closes_on=facts.link_closes_on,
        opened_by_id=by.user_id,
        opened_at=now,
    )
    record(evaluation, "open", _("发起绩效评价"), by=by, now=now, institution=institution.name)
    tell(evaluation, institution.pk, (Role.EVALUATOR,), _("请评价：%(title)s"), now=now)
    return evaluation


@transaction.atomic
def give_opinion(evaluation_id: int, facts: OpinionFacts, *, by: Actor, now: datetime) -> EvaluationOpinion:
    """The purchaser's or the third party's points by indicator, once each; the body says who speaks."""
    evaluation = queries.evaluation_for_update(evaluation_id)
    procedure.advance(evaluation, STEPS, "give_opinion", by=by)
    voice = voice_of(evaluation, by=by)
    refuse(speaking_refusals(evaluation, voice, by=by))
    framework = indicators.framework()
    refuse(rules.opinion_refusals(facts, framework=framework))
    opinion = EvaluationOpinion.objects.create(
        evaluation=evaluation,
        voice=voice,
        indicators=[
            {
                "code": one.code,
                "level": one.level,
                "name": one.name,
                "full": str(one.points),
                "points": f"{facts.points[one.code].normalize():f}",
            }
            for one in framework
        ],
        score=rules.opinion_score(facts),
        text=facts.text.strip(),
        given_by_id=by.user_id,
        given_at=now,
    )
    record(evaluation, "opinion", _("提交评价意见"), by=by, now=now, voice=voice, score=opinion.score)
    return opinion


@transaction.atomic
def answer(
    evaluation_id: int, *, stars: int, comment: str, device: str, clock: Clock = database_clock
) -> SatisfactionAnswer:
    """One anonymous answer; `device` is a salted digest. The clock is read after the lock."""
    evaluation = queries.evaluation_for_update(evaluation_id)
    now = clock()
    refuse(rules.stars_refusals(stars))
    refuse(
        rules.answer_refusals(
            is_gathering=evaluation.status == E.GATHERING,
            closes_on=evaluation.link_closes_on,
            today=local_date(now),
            answered=evaluation.answers.filter(device=device).exists(),
        )
    )
    given = SatisfactionAnswer.objects.create(
        evaluation=evaluation, stars=stars, comment=comment.strip(), device=device, at=now
    )
    record(evaluation, "answer", _("服务对象评价"), by=RECIPIENT, now=now, stars=stars)
    return given


@transaction.atomic
def compute(evaluation_id: int, *, by: Actor, now: datetime) -> PerformanceEvaluation:
    """Close the link and compute the total from three voices; a second person then publishes it."""
    evaluation = begin(evaluation_id, "compute", by=by)
    scores = dict(evaluation.opinions.values_list("voice", "score"))
    stars = queries.stars_of(evaluation)
    missing = [str(Voice(v).label) for v in (Voice.PURCHASER, Voice.THIRD_PARTY) if v not in scores]
    refuse(rules.computing_refusals(missing=missing, answers=sum(stars.values())))
    heard = keep_recipients(evaluation, stars, by=by, now=now)
    evaluation.total = rules.total(
        weights_of(evaluation),
        purchaser=scores[Voice.PURCHASER],
        recipients=heard.score,
        third_party=scores[Voice.THIRD_PARTY],
    )
    evaluation.band = rules.band(evaluation.total, floors=queries.band_floors(evaluation.contract))
    evaluation.save(update_fields=["status", "total", "band"])
    record(
        evaluation, "compute", _("计算综合得分"), by=by, now=now, total=evaluation.total, band=evaluation.band
    )
    purchaser_id = evaluation.contract.award.package.project.purchaser_id
    tell(evaluation, purchaser_id, PUBLISHERS, _("请复核并公布评价结果：%(title)s"), now=now)
    return evaluation


@transaction.atomic
def reopen(evaluation_id: int, *, by: Actor, now: datetime) -> PerformanceEvaluation:
    """The second person sends a computed evaluation back; the link is open again until its day."""
    evaluation = begin(evaluation_id, "reopen", by=by)
    evaluation.opinions.filter(voice=Voice.RECIPIENTS).delete()
    evaluation.total, evaluation.band = None, ""
    evaluation.save(update_fields=["status", "total", "band"])
    record(evaluation, "reopen", _("退回继续收集"), by=by, now=now)
    return evaluation


@transaction.atomic
def publish(evaluation_id: int, *, by: Actor, now: datetime) -> PerformanceEvaluation:
    """A second person publishes the result; it stands on the supplier's page from now on."""
    contract_id = queries.contract_id_of(evaluation_id)
    projects.project_for_update(contracts.project_id_of(contract_id))
    package = projects.package_for_update(contracts.package_id_of(contract_id))
    evaluation = begin(evaluation_id, "publish", by=by)
    refuse(rules.second_person_refusals(opened_by=evaluation.opened_by_id, published_by=by.user_id))
    evaluation.published_at = now
    evaluation.save(update_fields=["status", "published_at"])
    contract = evaluation.contract
    CreditRecord.objects.create(
        body_id=contract.supplier_id,
        kind=CREDIT_KIND,
        title=_("%(title)s绩效评价") % {"title": package.project.title},
        reference=contract.number,
        score=evaluation.total,
        band=str(Band(evaluation.band).label),
        published_at=now,
    )
    project_workflow.reach(package, PackageStatus.EVALUATED, by=by, at=now)
    record(
        evaluation, "publish", _("公布评价结果"), by=by, now=now, total=evaluation.total, band=evaluation.band
    )
    tell(evaluation, contract.supplier_id, SUPPLIER_ROLES, _("绩效评价结果已公布：%(title)s"), now=now)
    return evaluation


def begin(evaluation_id: int, verb: str, *, by: Actor) -> PerformanceEvaluation:
    """Lock and advance on the purchaser's side."""
    evaluation = queries.evaluation_for_update(evaluation_id)
    procedure.advance(evaluation, STEPS, verb, by=by)
    if evaluation.contract.award.package.project.purchaser_id != by.body_id:
        raise NotPermitted(_("这是其他单位的绩效评价。"))
    return evaluation


def voice_of(evaluation: PerformanceEvaluation, *, by: Actor) -> Voice:
    """For whom somebody speaks."""
    project = evaluation.contract.award.package.project
    if project.purchaser_id == by.body_id and by.has_role(*PURCHASER_ROLES):
        return Voice.PURCHASER
    if evaluation.institution_id == by.body_id and by.has_role(Role.EVALUATOR):
        return Voice.THIRD_PARTY
    raise NotPermitted(_("您的单位没有参加这次评价。"))


def speaking_refusals(evaluation: PerformanceEvaluation, voice: Voice, *, by: Actor) -> list[Refusal]:
    """A voice speaks once, and the third party's person must not act for either side."""
    if evaluation.opinions.filter(voice=voice).exists():
        because = _("%(voice)s已经提交，不能重复提交。") % {"voice": voice.label}
        return [Refusal(because=because, basis=rules.PERFORMANCE_BASIS, code="opinion_exists")]
    if voice == Voice.PURCHASER:
        return []
    return rules.evaluator_refusals(
        bodies=queries.bodies_of(by.user_id), parties=parties_of(evaluation.contract)
    )


def opening_refusals(contract: Contract) -> list[Refusal]:
    """An evaluation follows a passed acceptance, once."""
    if PerformanceEvaluation.objects.filter(contract=contract).exists():
        return [Refusal(because=_("这份合同已经发起绩效评价。"), code="evaluation_exists")]
    package = contract.award.package
    if package.status != PackageStatus.ACCEPTED:
        because = _("采购包状态是“%(status)s”，验收合格并公告以后才能评价。") % {
            "status": package.get_status_display()
        }
        return [Refusal(because=because, basis=rules.PERFORMANCE_BASIS, code="not_accepted")]
    return []


def parties_of(contract: Contract) -> set[int]:
    """Both sides of a contract."""
    return {contract.supplier_id, contract.award.package.project.purchaser_id}


def weights_of(evaluation: PerformanceEvaluation) -> Weights:
    """The weights as the rules know them."""
    return Weights(evaluation.purchaser_weight, evaluation.recipients_weight, evaluation.third_party_weight)


def keep_recipients(
    evaluation: PerformanceEvaluation, stars: Mapping[int, int], *, by: Actor, now: datetime
) -> EvaluationOpinion:
    """The recipients' voice as it stands now: a score, how many answered, whether they are few."""
    answers = sum(stars.values())
    least = contracts.days("satisfaction_min_answers", evaluation.contract.award)
    return EvaluationOpinion.objects.create(
        evaluation=evaluation,
        voice=Voice.RECIPIENTS,
        indicators={
            "answers": answers,
            "stars": {str(star): count for star, count in stars.items()},
            "is_small_sample": rules.is_small_sample(answers, least=least),
        },
        score=rules.recipients_score(stars),
        text=_("%(count)d 名服务对象回答了满意度调查。") % {"count": answers},
        given_by_id=by.user_id,
        given_at=now,
    )


def new_code() -> str:
    """A short code without letters that are taken for digits."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))


def record(
    evaluation: PerformanceEvaluation, verb: str, says: str, *, by: Actor, now: datetime, **facts: object
) -> None:
    """One ledger entry; never what a recipient wrote."""
    facts = {"contract": evaluation.contract.number, **facts}
    ledger.record(evaluation, f"performance.{verb}", says=says, by=by, at=now, facts=facts)


def tell(evaluation: PerformanceEvaluation, body_id: int, roles, subject: str, *, now: datetime) -> None:
    """A message that leads to the evaluation."""
    contract = evaluation.contract
    notify_body(
        body_id,
        roles=roles,
        subject=subject % {"title": contract.award.package.project.title},
        text=contract.number,
        url=evaluation.get_absolute_url(),
        now=now,
    )

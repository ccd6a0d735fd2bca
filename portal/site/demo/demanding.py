"""How the demonstration's demands were found: survey, the public's opinions, reviews, counsel."""

from datetime import timedelta
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.kernel import uploads
from portal.kernel.clock import at_local, local_date
from portal.kernel.documents import OfficialPage, Section
from portal.kernel.hearing.choices import Verdict
from portal.kernel.hearing.workflow import Answer
from portal.site.demo.cast import MARK
from portal.site.demo.stage import Stage, day_after
from procurement.projects.decisions import workflow as deciding
from procurement.projects.decisions.choices import DecisionStep
from procurement.projects.decisions.rules import MinutesFacts
from procurement.projects.demand import executing
from procurement.projects.demand import workflow as demand
from procurement.projects.demand.choices import ITEMS, ReviewKind
from procurement.projects.demand.executing import ExecutionFacts
from procurement.projects.demand.rules import SurveyFacts
from procurement.projects.demand.workflow import LegalFacts
from procurement.projects.terms import workflow as terms
from procurement.projects.terms.rules import TermsFacts

DAYS_OPEN = timedelta(days=2)
ASKED = (
    ("湘江暖邻社会工作服务中心", "可以派驻专职社工，建议按服务次数和个案数分别核算。"),
    ("麓山社工督导中心", "类似项目人力成本约占八成，建议单列督导经费。"),
    ("岳麓银龄互助协会", "可以组织本地志愿者配合，需要明确交通补贴。"),
)
OPINIONS = (
    ("希望暑假也能有人上门看孩子。", Verdict.ADOPTED, "已写明全年服务，假期不中断。"),
    ("孩子多的村一个月一次不够。", Verdict.PARTLY, "高风险个案改为每周联系，其他儿童每月一次。"),
    ("社工最好会说本地话。", Verdict.ADOPTED, "已列入服务方案的评审内容。"),
    ("能不能教爷爷奶奶怎么管手机。", Verdict.ADOPTED, "已加入监护指导内容。"),
    ("建议给孩子发学习用品。", Verdict.NOT_ADOPTED, "本项目购买服务，不发放物品，可以联系慈善组织。"),
    ("偏远的组路不好走，别漏掉。", Verdict.ADOPTED, "已要求按名册逐户上门。"),
    ("希望有心理老师。", Verdict.ADOPTED, "已要求配备心理辅导人员。"),
    ("上门前先打个电话。", Verdict.ADOPTED, "已写入服务要求。"),
    ("困境儿童的名字不要公开。", Verdict.ADOPTED, "台账遮盖个人信息。"),
    ("活动最好放在村里办。", Verdict.ADOPTED, "小组活动在村级儿童之家开展。"),
    ("不满意找谁说。", Verdict.ADOPTED, "每户发放评价方式和投诉电话。"),
)


EXECUTION = ExecutionFacts(
    contract_type="entrust",
    pricing="fixed_total",
    pricing_reason="服务内容和数量可以事先确定，按总价签订委托合同。",
    schedule="批准后一个月内发布公告，评审后一个月内签订合同，自签订之日起服务一年，期满后一个月内验收。",
    acceptance="由采购人组织，邀请服务对象参加：查阅台账，抽查记录，走访服务对象，逐项对照采购需求。",
    risks="人员变动：要求一周内补齐；质量不达标：按月抽查，限期整改；费用超支：总价不调整。",
)
TERMS = TermsFacts(
    accepts_consortium=False,
    allows_subcontract=False,
    sme="exempt",
    sme_exemption="non_enterprise",
    sme_reason="按照政府向社会组织购买服务的政策，面向社会组织采购。",
    organisation="self",
    fee_payer="nobody",
    prefers_associations=True,
    preference_reason="服务内容与社会工作行业协会的职能相近。",
)


def survey(stage: Stage) -> None:
    """The terms of the purchase and how it is carried out; three organisations were asked."""
    now = stage.clock.now()
    executing.write(stage.project.pk, EXECUTION, by=stage.handler, now=now)
    terms.set_terms(stage.project.pk, TERMS, by=stage.handler, now=now)
    facts = SurveyFacts(
        ways=("enquiry", "visit"),
        surveyed_on=local_date(now),
        market="本地和邻近市县能承接同类服务的社会组织有六家以上，人员以持证社工为主。",
        prices="近两年省内同类服务项目成交价多在80万元至110万元之间。",
        respondents=tuple((f"{name}{MARK}", said) for name, said in ASKED),
        follow_up="没有后续专用耗材和升级费用。",
    )
    demand.survey(stage.project.pk, facts, by=stage.handler, now=now)


def hear(stage: Stage) -> None:
    """The public is asked for a few days; every opinion is answered, then the outcome is published."""
    pk, now = stage.project.pk, stage.clock.now()
    until = local_date(now) + DAYS_OPEN
    demand.ask(pk, until=until, by=stage.handler, now=now)
    said_at = stage.clock.advance(hours=3)
    made = [
        demand.say(pk, text, by=None, device=f"demonstration-{text}", clock=lambda: said_at)
        for text, _verdict, _answer in OPINIONS
    ]
    later = stage.clock.advance_to(at_local(day_after(until + timedelta(days=1)), 9))
    for opinion, (_text, verdict, answer) in zip(made, OPINIONS, strict=True):
        demand.answer(opinion.pk, Answer(verdict, answer), by=stage.handler, now=later)
    outcome = "收到意见11条，采纳9条，部分采纳1条，不采纳1条；需求增加了假期服务、心理辅导和上门前联系。"
    demand.conclude(pk, outcome=outcome, by=stage.handler, now=stage.clock.advance(minutes=30))


def heard_elsewhere(stage: Stage) -> None:
    """The public was asked at meetings."""
    demand.heard_elsewhere(
        stage.project.pk,
        how="在社区召开三次座谈会，并在社区公告栏公示七日。",
        received=9,
        outcome="收到意见9条，增加了周末服务和服务前电话联系。",
        by=stage.handler,
        now=stage.clock.now(),
    )


@cache
def minutes_of(title: str, body_name: str) -> bytes:
    """The same paper for every meeting about a purchase: it is drawn once."""
    sections = [Section(paragraphs=[f"会议研究了{title}，同意办理。"])]
    return OfficialPage(title="会议纪要", sections=sections, signatures=[body_name]).render()


def decide_together(stage: Stage, step: DecisionStep) -> None:
    """The minutes of a meeting of the purchaser about a step, as a paper."""
    now = stage.clock.advance(minutes=10)
    facts = MinutesFacts(step, local_date(now), f"局领导班子成员{MARK}", "会议研究，同意。")
    file = SimpleUploadedFile(f"会议纪要{MARK}.pdf", minutes_of(stage.title, stage.leader.body_name))
    paper = uploads.store(file, owner_id=stage.handler.user_id, now=now)
    deciding.upload_minutes(stage.project.pk, facts, paper=paper, by=stage.handler, now=now)


def review(stage: Stage) -> None:
    """A meeting agrees, the reviewer finds every item in order; counsel looks at the contract's text."""
    decide_together(stage, DecisionStep.BUDGET)
    findings = {code: True for code, _words in ITEMS[ReviewKind.KEY]}
    now = stage.clock.now()
    demand.review(
        stage.project.pk, ReviewKind.KEY, findings, opinion="逐项核对，符合。", by=stage.reviewer, now=now
    )
    legal = LegalFacts(f"周律师{MARK}", f"三湘律师事务所{MARK}", local_date(now), True, "同意使用。")
    demand.legal_review(stage.project.pk, legal, by=stage.handler, now=now)

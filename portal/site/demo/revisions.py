"""Proposals on the general catalogue in every state that somebody has to do something about."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from catalog.editions.choices import EditionStatus
from catalog.editions.models import Catalogue, CatalogueEdition
from catalog.editions.reference import GENERAL_CODE
from catalog.revisions import consulting, workflow
from catalog.revisions.choices import ProposalKind
from catalog.revisions.consulting import Said
from catalog.revisions.models import ConsultationComment, RevisionProposal
from catalog.revisions.rules import NewItem, ProposalFacts
from catalog.revisions.workflow import Acceptance
from catalog.services.models import InstitutionService
from portal.kernel.actors import Actor
from portal.kernel.clock import at_local, local_date
from portal.kernel.hearing.choices import Verdict
from portal.kernel.hearing.workflow import Answer
from portal.site.demo.cast import MARK, Cast
from portal.site.demo.services import HOME_CARE
from portal.site.demo.stage import day_after, day_before

TITLE = f"目录修订建议{MARK}"
DRAFT = f"湖南省政府购买服务通用指导性目录修订草稿{MARK}"
CONSULTED_FOR = timedelta(days=12)
K = ProposalKind


@dataclass(frozen=True)
class Part:
    """One proposal: who drafts it and who hands it on."""

    handler: str
    endorser: str
    facts: ProposalFacts


TAKEN_UP = Part(
    "luoting",
    "xiaqing",
    ProposalFacts(
        K.RENAME,
        f"站点服务已经从社会救助扩到养老和儿童，名称和说明不清楚，区里立项时常有疑问。{MARK}",
        ("A1011",),
        (
            NewItem(
                "乡镇（街道）和村（社区）社会工作服务站运营服务",
                "A10",
                "站点日常运营，社会救助、养老、儿童关爱、社区治理等领域的专业社会工作服务。",
                "社区",
            ),
        ),
    ),
)
ASKED = Part(
    "shaoyun",
    "tongxin",
    ProposalFacts(
        K.SPLIT,
        f"上门服务按人次结算，社区日间照料按床位和场地结算，放在一个品目里预算编不准。{MARK}",
        ("A0404",),
        (
            NewItem("居家养老上门服务", "A04", "助浴、助洁、助医、探访等上门服务，按人次结算。", "养老"),
            NewItem("社区日间照料服务", "A04", "社区养老服务设施的日间照料和活动，按床位结算。", "养老"),
        ),
    ),
)
REFUSED = Part(
    "zhoumin",
    "pengli",
    ProposalFacts(K.RETIRE, f"本县三年没有用这个品目采购过。{MARK}", ("A0403",)),
)
WAITING = Part(
    "zhoumin",
    "pengli",
    ProposalFacts(
        K.MERGE,
        f"两个品目的服务对象基本相同，项目常常要拆成两个采购包。{MARK}",
        ("A1002", "A1010"),
        (NewItem("社会组织培育和能力建设服务", "A10", "孵化、培训、评估和能力建设。", "社区"),),
    ),
)


def play(cast: Cast, *, now: datetime) -> str:
    """Five proposals: written into a draft, out for opinions, declined, for the keeper, for the leader."""
    if RevisionProposal.objects.exists():
        return _("已经在演示数据中")
    today = local_date(now)
    first, second = cast.actors["wenjin"], cast.actors["luqi"]
    taken_up = hand_in(TAKEN_UP, cast, now=at(now, 12))
    yes = Acceptance(answer=_("采纳。名称按站点实际范围修改，说明列明服务领域。"), title=DRAFT)
    workflow.accept(taken_up.pk, yes, by=first, now=at(now, 9, 15))
    refused = hand_in(REFUSED, cast, now=at(now, 11))
    no = _("不采纳。省内其他县（市、区）今年仍在使用这个品目。")
    workflow.decline(refused.pk, answer=no, by=first, now=at(now, 7, 15))
    workflow.confirm(refused.pk, by=second, now=at(now, 7, 16))
    asked = hand_in(ASKED, cast, now=at(now, 10))
    until = day_after(today + CONSULTED_FOR)
    workflow.consult(asked.pk, until=until, by=first, now=at(now, 8, 15))
    hear(asked, cast, now=now)
    hand_in(from_service(), cast, now=at(now, 6))
    draft(WAITING, cast, now=at(now, 5))
    return _("已建立")


def hear(asked: RevisionProposal, cast: Cast, *, now: datetime) -> None:
    """A citizen and an organisation on the proposal, a department on the edition that is out as well."""
    citizen = Said(f"我们社区的老人最需要助浴，上门服务单独列出来，希望写明助浴。{MARK}")
    given = say(asked, citizen, by=None, at=at(now, 6, 10))
    say(
        asked,
        Said(f"日间照料建议写明含午餐，否则报价没有依据。{MARK}"),
        by=cast.actors["yiyang"],
        at=at(now, 5, 11),
    )
    yes = Answer(Verdict.ADOPTED, _("采纳，说明中已写明助浴。"))
    consulting.answer(given.pk, yes, by=cast.actors["wenjin"], now=at(now, 4, 9))
    for edition in CatalogueEdition.objects.filter(status=EditionStatus.CONSULTATION):
        said = Said(f"老年食堂和送餐的补贴办法不同，分开列便于区里编预算，同意。{MARK}", "MZ-A0402-05")
        say(edition, said, by=cast.actors["luoting"], at=at(now, 5, 15))


def say(subject, said: Said, *, by: Actor | None, at: datetime) -> ConsultationComment:
    """One opinion, of the demonstration's own device where there is no body."""
    return consulting.comment(subject, said, by=by, device="demonstration", clock=lambda: at)


def from_service() -> Part:
    """What a service of a class-II institution leads to."""
    service = InstitutionService.objects.get(name=HOME_CARE)
    item = NewItem("特困人员集中照护服务", "A04", service.content, "养老")
    reason = f"公益二类服务转换事项 {service.number}，社会力量已有成熟的照护机构。{MARK}"
    facts = ProposalFacts(K.ADD, reason, new=(item,), service_id=service.pk)
    return Part("hejing", "tanfeng", facts)


def draft(part: Part, cast: Cast, *, now: datetime) -> RevisionProposal:
    """Drafted and handed to the own leader."""
    catalogue = Catalogue.objects.get(code=GENERAL_CODE)
    by = cast.actors[part.handler]
    proposal = workflow.propose(catalogue.pk, part.facts, by=by, now=now)
    return workflow.submit(proposal.pk, by=by, now=now + timedelta(minutes=20))


def hand_in(part: Part, cast: Cast, *, now: datetime) -> RevisionProposal:
    """Handed to the keeper by the second person."""
    proposal = draft(part, cast, now=now)
    by = cast.actors[part.endorser]
    return workflow.endorse(proposal.pk, by=by, now=now + timedelta(hours=2))


def at(now: datetime, days_before: int, hour: int = 9) -> datetime:
    """So many days before, in office hours."""
    return at_local(day_before(local_date(now), days_before), hour)

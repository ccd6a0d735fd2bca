"""The procedure of review as a table, and what all its verbs share."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from orgs.inbox.workflow import notify_body, notify_users
from orgs.people.choices import ORGANISER_ROLES, PURCHASER_ROLES, SUPPLIER_ROLES, Role
from portal.kernel.actors import Actor
from portal.kernel.ledger import rules as canon
from portal.kernel.ledger import workflow as ledger
from portal.kernel.outbox.workflow import later
from portal.kernel.workflow import Step
from procurement.review import queries, rules
from procurement.review.choices import EndingCause, ReviewStatus, SchemeStatus
from procurement.review.models import ReviewSession
from procurement.review.rules.articles import LOW_PRICE

S = ReviewStatus
AUTHORS = (*PURCHASER_ROLES, Role.AGENCY_HANDLER)
MEMBERS = (*PURCHASER_ROLES, Role.EXPERT)
ANYBODY = ("system", *Role.values)
LIBRARY_BASIS = "《政府采购法实施条例》第三十九条"
CORRECTING = "财政部令第87号第六十四条"
REVIEW_BASIS = "财库〔2014〕214号；财政部令第74号"

SCHEME_STEPS = {
    "edit": Step(_("修改评审标准"), (SchemeStatus.DRAFT,), roles=AUTHORS),
    "freeze": Step(
        _("固定评审标准"),
        (SchemeStatus.DRAFT,),
        SchemeStatus.FROZEN,
        ANYBODY,
        basis="财政部令第87号第五十五条",
    ),
}

STEPS = {
    "name_panel": Step(
        _("确定小组名单"),
        (S.FORMING, S.QUALIFYING, S.RECUSAL),
        roles=ORGANISER_ROLES,
        basis="《政府采购法实施条例》第三十九条",
    ),
    "commit": Step(
        _("签署评审纪律"), (S.FORMING, S.QUALIFYING, S.RECUSAL), roles=MEMBERS, basis="财库〔2016〕198号"
    ),
    "receive_candidates": Step(_("接收响应文件"), (S.FORMING,), S.RECUSAL, ANYBODY),
    "receive_bidders": Step(_("接收投标文件"), (S.FORMING,), S.QUALIFYING, ANYBODY),
    "qualify": Step(
        _("审查投标人资格"), (S.QUALIFYING,), S.RECUSAL, ORGANISER_ROLES, basis="财政部令第87号第四十四条"
    ),
    "declare": Step(_("声明回避情况"), (S.RECUSAL,), roles=MEMBERS, basis="《政府采购法实施条例》第九条"),
    "replace_member": Step(
        _("更换小组成员"),
        (S.FORMING, S.QUALIFYING, S.RECUSAL),
        roles=ORGANISER_ROLES,
        basis="财政部令第87号第四十九条",
    ),
    "ask_library": Step(
        _("登记专家抽取申请"),
        (S.FORMING, S.QUALIFYING, S.RECUSAL),
        roles=ORGANISER_ROLES,
        basis=LIBRARY_BASIS,
    ),
    "select_self": Step(
        _("登记自行选定专家"),
        (S.FORMING, S.QUALIFYING, S.RECUSAL),
        roles=ORGANISER_ROLES,
        basis=LIBRARY_BASIS,
    ),
    "report_absent": Step(
        _("登记没有到场的成员"),
        (S.FORMING, S.QUALIFYING, S.RECUSAL),
        roles=ORGANISER_ROLES,
        basis="财政部令第87号第四十九条",
    ),
    "examine": Step(_("提交审查意见"), (S.EXAMINATION,), roles=MEMBERS, basis=REVIEW_BASIS),
    "draw_order": Step(_("抽取次序"), (S.CONSULTATION,), roles=MEMBERS, basis=REVIEW_BASIS),
    "consult": Step(_("记录逐家商谈"), (S.CONSULTATION,), roles=MEMBERS, basis=REVIEW_BASIS),
    "propose_change": Step(_("提出实质性变动"), (S.CONSULTATION,), roles=MEMBERS, basis=REVIEW_BASIS),
    "confirm_change": Step(_("确认实质性变动"), (S.CONSULTATION,), roles=PURCHASER_ROLES, basis=REVIEW_BASIS),
    "leave": Step(_("退出采购"), (S.CONSULTATION, S.QUOTING), roles=(Role.SUPPLIER, Role.SUPPLIER_SIGNATORY)),
    "finish_consultation": Step(_("结束商谈"), (S.CONSULTATION,), S.QUOTING, MEMBERS, basis=REVIEW_BASIS),
    "receive_final_quotes": Step(_("接收最后报价"), (S.QUOTING,), S.SCORING, ANYBODY),
    "compare_final_quotes": Step(
        _("接收并比较最后报价"), (S.QUOTING,), S.RANKING, ANYBODY, basis="财政部令第74号第三十五条"
    ),
    "doubt_price": Step(
        _("提出异常低价审查"),
        (S.LOW_PRICE, S.SCORING, S.RANKING, S.SIGNING),
        S.LOW_PRICE,
        MEMBERS,
        basis=LOW_PRICE,
    ),
    "ask_price": Step(_("要求说明报价"), (S.LOW_PRICE,), roles=MEMBERS, basis=LOW_PRICE),
    "explain_price": Step(_("说明报价"), (S.LOW_PRICE,), roles=SUPPLIER_ROLES, basis=LOW_PRICE),
    "judge_price": Step(_("提交异常低价审查意见"), (S.LOW_PRICE,), roles=MEMBERS, basis=LOW_PRICE),
    "find_low_prices": Step(
        _("启动异常低价审查"), (S.SCORING, S.RANKING), S.LOW_PRICE, ANYBODY, basis=LOW_PRICE
    ),
    "save_score": Step(_("评分"), (S.SCORING,), roles=MEMBERS, basis="财政部令第87号第五十五条"),
    "submit_sheet": Step(_("提交评分表"), (S.SCORING,), roles=MEMBERS, basis="财政部令第87号第五十五条"),
    "draw_tie": Step(_("抽签确定排序"), (S.SCORING, S.RANKING), S.SIGNING, MEMBERS),
    "doubt_score": Step(_("提请认定评分畸高畸低"), (S.SIGNING,), roles=MEMBERS, basis=CORRECTING),
    "judge_score": Step(_("表决评分是否畸高畸低"), (S.SIGNING,), roles=MEMBERS, basis=CORRECTING),
    "correct_score": Step(_("当场更正评分"), (S.SIGNING,), roles=MEMBERS, basis=CORRECTING),
    "sign": Step(_("签署评审报告"), (S.SIGNING,), roles=MEMBERS, basis="财政部令第87号第六十一条"),
    "disclose": Step(_("公开小组名单"), (S.REPORTED,), roles=ANYBODY, basis="财政部令第87号第六十九条"),
    "move": Step(
        _("转到其他平台评审"),
        (S.FORMING, S.QUALIFYING, S.RECUSAL, S.EXAMINATION, S.CONSULTATION),
        S.MOVED,
        (Role.PURCHASER_REVIEWER, Role.PURCHASER_LEADER),
        basis="《政府采购法》第四十二条",
    ),
    "terminate": Step(
        _("终止评审"),
        (
            S.FORMING,
            S.QUALIFYING,
            S.RECUSAL,
            S.EXAMINATION,
            S.CONSULTATION,
            S.QUOTING,
            S.LOW_PRICE,
            S.SCORING,
            S.RANKING,
        ),
        S.TERMINATED,
        ORGANISER_ROLES,
        basis="《中华人民共和国政府采购法》第三十六条",
    ),
}


def seal_of(session: ReviewSession) -> str:
    """Under this seal the ledger keeps who sat and what they did until the result notice."""
    return f"review:{session.number}"


def suppliers_seal_of(session: ReviewSession) -> str:
    """Under this seal the ledger keeps who took part and did not win; it is never lifted."""
    return f"review:{session.number}:suppliers"


def note(session: ReviewSession, verb: str, *, by: Actor, at: datetime, facts: dict, seal: str = "") -> None:
    """The fifth beat of a verb of review: one sealed entry."""
    says, under = STEPS[verb].says, seal or seal_of(session)
    ledger.record(session, f"review.{verb}", says=says, by=by, at=at, facts=facts, seal=under)


def page(session: ReviewSession, name: str = "room") -> str:
    """The address of a page of this review."""
    return reverse(f"review:{name}", args=[session.pk])


def digest(session: ReviewSession, value: object) -> str:
    """What the ledger holds of a fact that stays secret after the result too."""
    return canon.salted_digest(value, session.salt)


def end(
    session: ReviewSession,
    *,
    because: str,
    basis: str,
    by: Actor,
    now: datetime,
    cause: str = EndingCause.OTHER,
) -> None:
    """Bring a review to its lawful end without a result; the notice follows at once."""
    session.status, session.termination_cause = ReviewStatus.TERMINATED, cause
    session.termination_reason = f"{because}（{basis}）" if basis else because
    session.save(update_fields=["status", "termination_reason", "termination_cause"])
    # The actor may be a member, whose name stays secret; the public reads the reason in the notice.
    note(session, "terminate", by=by, at=now, facts={"because": because, "basis": basis, "cause": cause})
    later("award.publish_termination", session.pk)


def tell_panel(session: ReviewSession, subject: str, *, now: datetime, text: str = "") -> None:
    """Tell every member what is to be done now."""
    notify_users(
        queries.panel_of(session).values_list("user_id", flat=True),
        subject=subject,
        text=text or session.number,
        url=page(session),
        now=now,
    )


def end_if_too_few(
    session: ReviewSession,
    suppliers: int,
    *,
    by: Actor,
    now: datetime,
    cause: str = EndingCause.TOO_FEW,
) -> bool:
    """End the review when fewer suppliers are left than the law lets go on; true when it has ended."""
    limits = queries.limits_of(session)
    outcome = rules.continuation(suppliers, usual=limits.usual, exception=limits.exception)
    if not outcome.goes_on:
        end(session, because=outcome.because, basis=outcome.basis, by=by, now=now, cause=cause)
    return not outcome.goes_on


def tell_organiser(session: ReviewSession, subject: str, *, now: datetime) -> None:
    """Tell whoever organises the review that it has come a step further."""
    notify_body(
        session.organiser_id,
        roles=ORGANISER_ROLES,
        subject=subject,
        text=f"{session.number} {session.title}",
        url=page(session, "organise"),
        now=now,
    )

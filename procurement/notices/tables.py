"""What the pages of notices show: rows, facts, clocks, bars."""

from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.people.choices import ORGANISER_ROLES, SUPPLIER_ROLES
from portal.kernel.actors import Actor
from portal.kernel.calendar.rules import Calendar
from portal.kernel.clock import local_date
from portal.kernel.ledger import queries as ledger
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.pieces import DONE, NEXT, NOW, STOPPED, Proof, Segment, Step
from procurement import methods
from procurement.methods.rules import counted
from procurement.notices import frameworks, queries, rules
from procurement.notices.choices import RESULTS, NoticeType
from procurement.notices.models import Notice
from procurement.notices.questions import queries as questions
from procurement.notices.ruler import OLD, SOON, Mark, Ruler, ruler
from procurement.notices.rules import ScheduleLaw
from procurement.projects.choices import PackageStatus
from procurement.projects.models import Package, ProcurementProject
from procurement.projects.plans import queries as plans
from procurement.projects.plans.rules import FRAMEWORK
from procurement.review.choices import CriterionKind
from procurement.routing.figures import Parameter, written

PUBLIC_COLUMNS = (
    (gettext_lazy("公告编号"), lambda notice: notice.number),
    (gettext_lazy("公告类型"), lambda notice: notice.get_type_display()),
    (gettext_lazy("标题"), lambda notice: notice.title),
    (gettext_lazy("采购人"), lambda notice: notice.purchaser.name),
    (gettext_lazy("发布时间"), lambda notice: notice.published_at),
)
AFTER = ("decide_award_workdays", "publish_award_workdays", "sign_contract_days")
REACHED = list(PackageStatus.values)


def proof_of(notice: Notice) -> Proof | None:
    """The ledger entry of the publication, checked on the spot."""
    published = LedgerEntry.objects.about(notice).filter(verb="notices.publish")
    entry = published.select_related("leaf").first()
    return ledger.proof(entry) if entry else None


def purchase_context(notice: Notice, *, actor: Actor | None, now: datetime, calendar: Calendar) -> dict:
    """All that the page of a call shows beside its text."""
    project, packages = notice.project, notice.project.shown_packages
    siblings, method = queries.siblings(notice), methods.get(project.method)
    corrections = [other for other in siblings if other.corrects_id == notice.pk]
    law, limits = queries.law_with(project, *AFTER)
    schedule = project.schedule
    has_obtained = queries.has_obtained_by(actor, project)
    open_now, texts = is_open(packages, now=now), notice.body["texts"]
    state, tone = state_of(packages, is_open=open_now)
    return {
        "project": project,
        "packages": packages,
        "total": sum(package.budget_amount for package in packages),
        "method": method,
        "terms": method.terms,
        "schedule": schedule,
        "texts": texts,
        "today": local_date(now),
        "is_open": open_now,
        "state": state,
        "tone": tone,
        "lead": _("%(purchaser)s为%(recipients)s购买的服务。")
        % {"purchaser": project.purchaser.name, "recipients": project.recipients},
        "contact_name": texts["contact_name"] or project.purchaser.contact_name,
        "contact_phone": texts["contact_phone"] or project.purchaser.phone,
        "steps": [
            *steps_of(notice, packages, corrections, law=law, now=now, calendar=calendar),
            *later_steps(project, packages, limits),
        ],
        "ruler": ruler_of(notice, corrections, law=law, calendar=calendar),
        "corrections": corrections,
        "others": [other for other in siblings if other.pk != notice.pk],
        "questions": list(questions.answered(project.pk)),
        "may_ask": open_now and actor is not None and actor.has_role(*SUPPLIER_ROLES),
        "bars": [bars_of(package) for package in packages if package.scheme and method.panel_size],
        "has_obtained": has_obtained,
        "may_obtain": may_obtain(schedule, now=now),
        "may_read_document": has_obtained
        or queries.conducts(actor, project)
        or plans.takes_applications(project)
        or any(other.type in RESULTS for other in siblings),
        **action_of(notice, packages, is_open=open_now, has_obtained=has_obtained, now=now),
    }


def action_of(notice: Notice, packages: list[Package], *, is_open: bool, has_obtained: bool, now) -> dict:
    """The one thing that a reader can do here: obtain the document, then submit."""
    if not is_open:
        return {"action": "", "action_url": ""}
    if plans.takes_applications(notice.project):
        return {"action": _("申请加入"), "action_url": reverse("framework:apply", args=[packages[0].pk])}
    if has_obtained:
        url = reverse("bidding:seal", args=[packages[0].pk, "response"])
        if len(packages) > 1:
            url = reverse("bidding:response_list")
        response = methods.get(notice.project.method).terms.response
        return {"action": _("提交%(response)s") % {"response": response}, "action_url": url}
    if may_obtain(notice.project.schedule, now=now):
        document = methods.get(notice.project.method).terms.document
        return {
            "action": _("获取%(document)s") % {"document": document},
            "action_url": reverse("notices:obtain", args=[notice.number]),
        }
    return {"action": "", "action_url": ""}


def state_of(packages: list[Package], *, is_open: bool) -> tuple[str, str]:
    """The state of a purchase in words and tone, by the clock as long as responses are taken."""
    if is_open:
        return str(PackageStatus.ANNOUNCED.label), "soon"
    statuses = [package.status for package in packages]
    if all(status == PackageStatus.TERMINATED for status in statuses):
        return str(PackageStatus.TERMINATED.label), "stop"
    going = [status for status in statuses if status != PackageStatus.TERMINATED]
    first = min(going, key=REACHED.index)
    label = PackageStatus.CLOSED if first == PackageStatus.ANNOUNCED else PackageStatus(first)
    return str(label.label), "quiet"


def is_open(packages: list[Package], *, now: datetime) -> bool:
    """Whether responses are taken at this moment, by the clock and not by the queue."""
    return any(
        package.status == PackageStatus.ANNOUNCED
        and now < (package.response_deadline or package.project.schedule.response_deadline)
        for package in packages
    )


def may_obtain(schedule, *, now: datetime) -> bool:
    """Whether documents are given out today."""
    return schedule.documents_from <= local_date(now) <= schedule.documents_until


def steps_of(
    notice: Notice,
    packages: list[Package],
    corrections: list[Notice],
    *,
    law: ScheduleLaw,
    now: datetime,
    calendar: Calendar,
) -> list[Step]:
    """The procedure with its legal clocks, from the notice to the deadline."""
    schedule, issued_on = notice.project.schedule, local_date(notice.published_at)
    response = methods.get(notice.project.method).terms.response
    open_now, today = is_open(packages, now=now), local_date(now)
    if notice.type == NoticeType.FRAMEWORK_OPEN:
        return frameworks.joining_steps(notice.project, issued_on=issued_on, is_open=open_now)
    return [
        Step(
            _("发布采购公告"),
            DONE,
            when=issued_on,
            note=prepared(law.prep, schedule, issued_on=issued_on, calendar=calendar),
            law=law.prep.basis if law.prep else "",
        ),
        Step(
            _("获取采购文件"),
            DONE if today > schedule.documents_until else NOW,
            when=_("%(start)s 至 %(end)s")
            % {"start": schedule.documents_from.isoformat(), "end": schedule.documents_until.isoformat()},
            note=obtainable(law.obtain, schedule, issued_on=issued_on, calendar=calendar),
        ),
        *(correction_step(correction, law=law) for correction in corrections),
        Step(
            _("提交%(response)s") % {"response": response},
            NOW if open_now else DONE,
            when=schedule.response_deadline,
            note=_("截止前可以补充、修改或撤回。") if open_now else "",
            due=schedule.response_deadline if open_now else None,
        ),
    ]


def prepared(number: Parameter | None, schedule, *, issued_on: date, calendar: Calendar) -> str:
    """How long the law wants a response to be prepared, and how long it is."""
    if number is None:
        return ""
    end = local_date(schedule.response_deadline)
    given = rules.given_days(number, start=issued_on, end=end, calendar=calendar)
    says = written(Decimal(given), number.unit, number.unit_says)
    return _("公告到截止不少于 %(least)s，现为 %(given)s。") % {"least": number.says(), "given": says}


def obtainable(number: Parameter | None, schedule, *, issued_on: date, calendar: Calendar) -> str:
    """How long the law wants the document to be given out, and how long it is."""
    if number is None:
        return ""
    counted_from = max(schedule.documents_from - rules.ONE_DAY, issued_on)
    given = calendar.workdays_between(counted_from, schedule.documents_until).days
    return _("不少于 %(least)d 个工作日，实际 %(given)d 个工作日。") % {"least": int(number), "given": given}


def correction_step(correction: Notice, *, law: ScheduleLaw) -> Step:
    """A correction; when the law moved the deadline it says so."""
    note = correction.body["reason"]
    if law.clarify and correction.body.get("is_pushed_by_law"):
        note = _("%(reason)s；距原截止时间不足 %(days)s，截止时间依法顺延。") % {
            "reason": note,
            "days": law.clarify.says(),
        }
    return Step(
        _("发布更正公告"),
        DONE,
        when=local_date(correction.published_at),
        note=note,
        law=law.clarify.basis if law.clarify else "",
        url=correction.get_absolute_url(),
    )


def later_steps(
    project: ProcurementProject, packages: list[Package], limits: dict[str, Parameter]
) -> list[Step]:
    """What follows the deadline, with the limits that the law sets."""
    terms = methods.get(project.method).terms
    reviewed = _("%(opened)s与%(review)s") % vars(terms)
    plan = (
        (
            reviewed,
            project.schedule.response_deadline,
            PackageStatus.REVIEWED,
        ),
        (
            _("确定%(winner)s") % vars(terms),
            _("报告后 %(n)d 个工作日内") % {"n": int(limits[AFTER[0]])},
            PackageStatus.DECIDED,
        ),
        (
            _("公告结果"),
            _("确定后 %(n)d 个工作日内") % {"n": int(limits[AFTER[1]])},
            PackageStatus.RESULT_PUBLISHED,
        ),
        (_("签订合同"), _("通知书后 %(n)d 日内") % {"n": int(limits[AFTER[2]])}, PackageStatus.CONTRACTED),
    )
    if all(package.status == PackageStatus.TERMINATED for package in packages):
        return [Step(_("采购活动终止"), STOPPED)]
    if project.method == FRAMEWORK:
        return frameworks.later_steps(project, packages)
    going = [package for package in packages if package.status != PackageStatus.TERMINATED]
    reached = min(REACHED.index(package.status) for package in going)
    return [
        Step(what, DONE if reached >= REACHED.index(milestone) else NEXT, when=when)
        for what, when, milestone in plan
    ]


def ruler_of(notice: Notice, corrections: list[Notice], *, law: ScheduleLaw, calendar: Calendar) -> Ruler:
    """The span from notice to deadline, drawn to scale."""
    issued_on = local_date(notice.published_at)
    end = local_date(notice.project.schedule.response_deadline)
    first = local_date(datetime.fromisoformat(notice.body["schedule"]["response_deadline"]))
    lawful = counted(calendar, start=issued_on, number=law.prep).date if law.prep else end
    marks = [Mark(issued_on, _("采购公告"), weight=5), Mark(end, _("提交截止"), SOON, weight=4)]
    marks += [Mark(local_date(c.published_at), _("更正公告"), weight=3) for c in corrections]
    if first != end:
        marks.append(Mark(first, _("原截止"), OLD, weight=1))
    if lawful not in (end, first):
        marks.append(Mark(lawful, _("法定最早截止"), "", weight=2))
    return ruler(
        start=issued_on, lawful=lawful, end=end, moved_from=first if first != end else None, marks=marks
    )


def bars_of(package: Package) -> dict:
    """The scored criteria of a package as bars, the heaviest first."""
    scored = [c for c in package.scheme.criteria.all() if c.maximum is not None]
    examined = [c for c in package.scheme.criteria.all() if c.kind == CriterionKind.QUALIFICATION]
    rows = [
        (criterion, [Segment(Decimal(0), criterion.maximum, "part")])
        for criterion in sorted(scored, key=lambda c: -c.maximum)
    ]
    return {"package": package, "rows": rows, "examined": examined}


def may_inquire(notice: Notice, actor: Actor | None, *, now: datetime) -> bool:
    """Whether the one question about the number of obtainers may be asked now, if it was not asked."""
    if not notice.is_call or notice.published_at is None:
        return False
    schedule = notice.project.schedule
    is_due = local_date(now) > schedule.documents_until and now < schedule.response_deadline
    return is_due and queries.conducts(actor, notice.project) and actor.has_role(*ORGANISER_ROLES)


def may_correct(notice: Notice, actor: Actor | None, *, now: datetime) -> bool:
    """Whether a correction of this notice may be drafted now."""
    return (
        notice.is_call
        and notice.published_at is not None
        and queries.conducts(actor, notice.project)
        and actor.has_role(*ORGANISER_ROLES)
        and now < notice.project.schedule.response_deadline
        and not plans.takes_applications(notice.project)
    )

"""Every form of ours, with what it needs to be made."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.utils import timezone

import catalog
import evaluation
import orgs
import portal
import procurement
from catalog.negative import queries as negative
from orgs.people.choices import Role
from orgs.people.models import Membership, User
from portal.kernel.actors import Actor
from portal.kernel.clock import local_date
from procurement import methods
from procurement.bidding.parts.models import ResponsePart
from procurement.budget.models import BudgetLine
from procurement.budget.years.models import FutureCommitment
from procurement.challenges.rules import Occasion
from procurement.notices.amending.rules import Entry
from procurement.projects.demand.choices import ITEMS, ReviewKind
from procurement.projects.queries import route_of
from procurement.review.choices import Seat
from procurement.review.models import Candidate, Criterion
from tests.spine import Purchase

FLOORS = (portal, orgs, catalog, procurement, evaluation)
# Stand-ins for records: these forms read names and figures only.
CANDIDATE = SimpleNamespace(pk=1, supplier=SimpleNamespace(name="湘江暖邻（示例）"))
CANDIDATE_BODY = SimpleNamespace(pk=1, name="湘江暖邻（示例）")
CRITERION = Criterion(pk=1, kind="scored", name="服务方案", maximum=Decimal(60), step=Decimal("0.5"))
ITEM = SimpleNamespace(pk=1, passed=None, finding="")
ENTRIES = [Entry("contacts", "七、联系方式", "联系电话", "0731-0000-0001")]
OCCASION = Occasion("result", "result", "成交结果公告", date(2026, 3, 2), date(2026, 3, 11))
MATTER = SimpleNamespace(pk=1, index=1, matter="事项", facts="事实")
RANKED = {"candidate": 1, "rank": 1, "supplier": "湘江暖邻（示例）", "total": "93.87", "amount": "880000"}
# No page shows these by themselves.
BASES = {"PortalForm", "PortalModelForm"}


def every_form() -> Iterator[type[forms.BaseForm]]:
    """The forms that the modules named forms declare."""
    for floor in FLOORS:
        for module in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}."):
            if module.name.rpartition(".")[2] == "forms":
                yield from declared(importlib.import_module(module.name))


def declared(module) -> Iterator[type[forms.BaseForm]]:
    """The forms of one module."""
    for name, value in vars(module).items():
        is_form = inspect.isclass(value) and issubclass(value, forms.BaseForm)
        if is_form and value.__module__ == module.__name__ and name not in BASES:
            yield value


def options_of(form: type[forms.BaseForm], walk: Purchase) -> dict:
    """What the form needs besides the data."""
    slice_name = form.__module__.split(".")[-2]
    make = OPTIONS.get(f"{slice_name}.{form.__name__}") or OPTIONS.get(form.__name__)
    return make(walk) if make else {}


def today() -> date:
    """The day on which the forms are made."""
    return local_date(timezone.now())


CONSULTED = methods.get("competitive_consultation")
CHOICES = [("A0404", "A0404 居家养老服务")]

OPTIONS: dict[str, Callable[[Purchase], dict]] = {
    "ServiceForm": lambda walk: {"this_year": today().year},
    "SubmitForm": lambda walk: {"heads": negative.heads(on=today())},
    "bonds.EntryForm": lambda walk: {"suppliers": []},
    "imports.ApplyForm": lambda walk: {"wrong": 1},
    "imports.BeginForm": lambda walk: {"by": Actor(1, "", roles=frozenset({Role.REGISTRAR}))},
    "HandOverForm": lambda walk: {"colleagues": Membership.objects.all()},
    "EvidenceForm": lambda walk: {"kind": "credit_query"},
    "SourceForm": lambda walk: {"with_reason": True},
    "LineForm": lambda walk: {"actor": walk.handler, "this_year": today().year},
    "YearLineForm": lambda walk: {
        "commitment": FutureCommitment(body_id=walk.purchaser.pk, fiscal_year=2026),
        "this_year": today().year,
    },
    "YearForm": lambda walk: {"today": today()},
    "ChoicesForm": lambda walk: {"items": []},
    "AdjustForm": lambda walk: {"line": walk.line, "actor": walk.handler},
    "demand.ReviewForm": lambda walk: {"items": ITEMS[ReviewKind.KEY]},
    "IntentionForm": lambda walk: {"today": today()},
    "IntentionChoiceForm": lambda walk: {"project": walk.project},
    "FactsForm": lambda walk: {"purchaser": walk.purchaser, "today": today()},
    "FundsForm": lambda walk: {"lines": BudgetLine.objects.all()},
    "MethodForm": lambda walk: {"route": route_of(walk.project, on=today())},
    "plans.PlanForm": lambda walk: {"method": methods.get("single_source")},
    "plans.InviteForm": lambda walk: {"found": "library"},
    "SchemesForm": lambda walk: {"project": walk.project},
    "PredecessorsForm": lambda walk: {"project": walk.project},
    "ChallengeForm": lambda walk: {"occasions": [OCCASION]},
    "challenges.ReplyForm": lambda walk: {"matters": [MATTER]},
    "PaperChallengeForm": lambda walk: {"occasions": [OCCASION]},
    "complaints.ExamineForm": lambda walk: {"suppliers": [CANDIDATE_BODY]},
    "complaints.DecideForm": lambda walk: {"matters": [SimpleNamespace(pk=1, matter="示例")]},
    "CompareForm": lambda walk: {"editions": []},
    "revisions.BeginForm": lambda walk: {"catalogues": [("1", "省级通用目录")]},
    "PickForm": lambda walk: {"kind": "merge", "items": CHOICES},
    "revisions.ProposalForm": lambda walk: {"kind": "split", "places": CHOICES},
    "AcceptForm": lambda walk: {"names": ["居家养老服务"], "needs_title": True},
    "proposals.SetForm": lambda walk: {"categories": ["goods", "services"]},
    "LoanForm": lambda walk: {"people": User.objects.all()},
    "editions.ItemForm": lambda walk: {"places": CHOICES, "place_label": "上级品目", "has_code": True},
    "SuccessorForm": lambda walk: {"items": CHOICES},
    "editions.ApproveForm": lambda walk: {"words": "批准目录", "numbers": "第1级1项"},
    "TypedConfirmation": lambda walk: {"words": "发布公告"},
    "PublicityForm": lambda walk: {"is_provisional": True},
    "notices.PublishForm": lambda walk: {"words": "发布公告", "is_provisional": True},
    "award.PublishForm": lambda walk: {"is_provisional": True},
    "notices.TextsForm": lambda walk: {"terms": CONSULTED.terms},
    "notices.CallForm": lambda walk: {"terms": CONSULTED.terms},
    "DrawForm": lambda walk: {"least": 3},
    "OpenCallForm": lambda walk: {"terms": methods.get("framework_agreement").terms},
    "SelectForm": lambda walk: {"suppliers": [CANDIDATE_BODY]},
    "SkipForm": lambda walk: {"members": [SimpleNamespace(pk=1, supplier=CANDIDATE_BODY)]},
    "framework.OrderForm": lambda walk: {"members": [SimpleNamespace(pk=1, supplier=CANDIDATE_BODY)]},
    "notices.CorrectionForm": lambda walk: {"terms": CONSULTED.terms},
    "AmendForm": lambda walk: {"entries": ENTRIES},
    "joint.UnitForm": lambda walk: {"project": walk.project},
    "ResponseForm": lambda walk: {"ceiling": walk.package.ceiling_amount, "method": CONSULTED},
    "TypedForm": lambda walk: {"ceiling": walk.package.ceiling_amount, "method": CONSULTED},
    "FinalQuoteForm": lambda walk: {"ceiling": walk.package.ceiling_amount, "method": CONSULTED},
    "contracts.ConfirmForm": lambda walk: {"number": "HT-2026-0001"},
    "SignForm": lambda walk: {"number": "HT-2026-0001"},
    "ProposeForm": lambda walk: {"offers": []},
    "agreed.PrepareForm": lambda walk: {},
    "PrepareForm": lambda walk: {"ranking": [RANKED]},
    "FeeForm": lambda walk: {"experts": []},
    "PanelForm": lambda walk: {"colleagues": User.objects.all()},
    "ReplacementForm": lambda walk: {"seat": Seat.EXPERT, "colleagues": User.objects.all()},
    "ExaminationForm": lambda walk: {"candidates": [CANDIDATE], "criteria": [CRITERION]},
    "ItemForm": lambda walk: {"item": ITEM},
    "low_price.DoubtForm": lambda walk: {"candidates": Candidate.objects.none()},
    "review.MinutesForm": lambda walk: {"review": "谈判"},
    "SigningsForm": lambda walk: {"parts": ResponsePart.objects.all()},
    "custody.ChoiceForm": lambda walk: {"packages": walk.project.packages.all(), "keys": []},
    "RosterForm": lambda walk: {"people": Membership.objects.all()},
    "ScoreForm": lambda walk: {"criterion": CRITERION},
}

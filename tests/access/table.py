"""Every page of ours: at which stage it is opened, with what address, and who may.

A row's readers get the page (200), or are led on or told why not now (302, 405, 409); everybody else
is asked to sign in, turned away (403) or finds nothing (404). A test fails for a page without a row.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from catalog.editions.models import Catalogue, CatalogueItem
from catalog.editions.queries import in_preparation
from catalog.imports.models import AnnexImport
from catalog.policies import workflow as policies
from catalog.policies.models import PolicyPaper
from catalog.revisions import consulting
from catalog.revisions import workflow as revisions
from catalog.revisions.choices import ProposalKind
from catalog.revisions.models import RevisionProposal
from catalog.revisions.rules import ProposalFacts
from catalog.services.models import InstitutionService
from orgs.bodies.models import Body
from orgs.eligibility.models import EligibilityEvidence
from orgs.imports.models import RegisterImport
from orgs.inbox.models import Message
from orgs.registry import workflow as registry
from orgs.registry.models import RegistryFact
from portal.kernel.actors import SYSTEM
from portal.kernel.ledger.models import LedgerEntry
from portal.kernel.ledger.tree import queries
from portal.kernel.ledger.tree import workflow as tree
from portal.kernel.uploads import Upload
from procurement.bidding.files.models import SealedUpload
from procurement.bidding.models import Submission
from procurement.notices.models import Notice
from procurement.notices.questions.models import Question
from procurement.notices.searches import workflow as searches
from procurement.notices.searches.models import SavedSearch
from procurement.opening.models import OpeningSession
from procurement.routing.models import RuleParameter
from procurement.routing.proposals.models import ParameterProposal
from tests.after_award import acceptance_of, contract_of, evaluation_of
from tests.factories import communities
from tests.factories.catalogue import departmental_catalogue, drafted
from tests.factories.catalogue import name as name_keeper
from tests.factories.law import approved
from tests.factories.registry import SOURCE, listing, query_page
from tests.factories.services import entered_service
from tests.spine import Purchase


@dataclass(frozen=True)
class Page:
    """One page or step."""

    name: str
    readers: frozenset[str]
    of: Callable[[Purchase], dict] = field(default=lambda walk: {})
    at: str = "approved_project"
    query: str = ""


def page(name: str, readers: set[str], of=None, *, at: str = "approved_project", query: str = "") -> Page:
    """A row of the table."""
    return Page(name, frozenset(readers), of or (lambda walk: {}), at, query)


def project(walk: Purchase) -> dict:
    return {"pk": walk.project.pk}


def project_number(walk: Purchase) -> dict:
    return {"number": walk.project.number}


def line(walk: Purchase) -> dict:
    return {"pk": walk.line.pk}


def purchaser_code(walk: Purchase) -> dict:
    return {"credit_code": walk.purchaser.credit_code}


def organisation(walk: Purchase) -> dict:
    """A social organisation that is registered with the province."""
    return {"credit_code": Body.objects.social_organisations().order_by("pk")[0].credit_code}


def fact(walk: Purchase) -> dict:
    """A fact of its register."""
    body = Body.objects.get(**organisation(walk))
    known = RegistryFact.objects.filter(body=body).first()
    made = known or registry.enter(body.pk, listing(), source=SOURCE, by=SYSTEM, now=walk.clock.now())
    return {"pk": made.pk}


def evidence(walk: Purchase) -> dict:
    """A saved query page about it."""
    body = Body.objects.get(**organisation(walk))
    known = EligibilityEvidence.objects.filter(body=body, upload__isnull=False).first()
    return {"pk": (known or query_page(body)).pk}


def item(walk: Purchase) -> dict:
    return {"code": walk.project.catalogue_item.code}


def edition(walk: Purchase) -> dict:
    return {"pk": walk.project.catalogue_item.edition_id}


def edition_file(walk: Purchase) -> dict:
    return edition(walk) | {"kind": "csv"}


def catalogue(walk: Purchase) -> dict:
    """The purchaser's own departmental catalogue."""
    made = Catalogue.objects.filter(owner_code=walk.purchaser.credit_code).first()
    return {"pk": (made or departmental_catalogue(walk.purchaser)).pk}


def draft_of_catalogue(walk: Purchase) -> dict:
    return {"catalogue_id": catalogue(walk)["pk"]}


def own_edition(walk: Purchase) -> dict:
    """A draft of the purchaser's catalogue."""
    kept = Catalogue.objects.get(pk=catalogue(walk)["pk"])
    return {"pk": (in_preparation(kept) or drafted(kept, by=walk.handler)).pk}


def draft_item(walk: Purchase) -> dict:
    """An item of that draft."""
    draft = own_edition(walk)
    item = CatalogueItem.objects.get_or_create(
        edition_id=draft["pk"], code="MZ-1", defaults={"level": 4, "name": "上门照护", "source": "示例"}
    )[0]
    return draft | {"code": item.code}


def annex_edition(walk: Purchase) -> dict:
    return {"edition_id": own_edition(walk)["pk"]}


def annex(walk: Purchase) -> dict:
    """An annex read for that draft."""
    upload = Upload.objects.create(
        name="目录.csv", size=1, created_at=walk.clock.now(), owner_id=walk.handler.user_id
    )
    found = AnnexImport.objects.first() or AnnexImport.objects.create(
        **annex_edition(walk), upload=upload, read_by=walk.handler.user_id, read_at=walk.clock.now()
    )
    return {"pk": found.pk}


def notice(walk: Purchase) -> dict:
    return {"pk": Notice.objects.get(project=walk.project, type="consultation").pk}


def notice_number(walk: Purchase) -> dict:
    return {"number": Notice.objects.get(project=walk.project, type="consultation").number}


def kept_search(walk: Purchase) -> dict:
    """A search that the handler keeps."""
    query, now = "q=%E5%85%BB%E8%80%81", walk.clock.now()
    known = SavedSearch.objects.first() or searches.keep(
        walk.handler.user_id, name="养老", query=query, mails=True, site="https://portal.example/", now=now
    )
    return {"pk": known.pk}


def question(walk: Purchase) -> dict:
    """What the first supplier asked."""
    known = Question.objects.first() or Question.objects.create(
        project=walk.project,
        supplier_id=walk.suppliers[0].body_id,
        asked_by_id=walk.suppliers[0].user_id,
        asked_at=walk.clock.now(),
        answer_by=walk.clock.now().date(),
        text="服务人员的证书可以在签约后取得吗？",
    )
    return {"pk": known.pk}


def project_id(walk: Purchase) -> dict:
    return {"project_id": walk.project.pk}


def package_id(kind: str = "") -> Callable[[Purchase], dict]:
    return lambda walk: {"package_id": walk.package.pk} | ({"kind": kind} if kind else {})


def package(walk: Purchase) -> dict:
    return {"package_id": walk.package.pk}


def receipt(walk: Purchase) -> dict:
    mine = Submission.objects.filter(supplier_id=walk.suppliers[0].body_id, kind="response")
    return {"number": mine.get().receipt_number}


def bid_file(walk: Purchase) -> dict:
    """A file that the first supplier has begun to upload."""
    facts = {"package": walk.package, "supplier_id": walk.suppliers[0].body_id, "kind": "response"}
    begun, _new = SealedUpload.objects.get_or_create(
        file_id="A" * 22, defaults={**facts, "sealed_size": 1000, "touched_at": walk.clock.now()}
    )
    return {"file_id": begun.file_id}


def session(walk: Purchase) -> dict:
    return {"pk": OpeningSession.objects.get(package=walk.package, kind="response").pk}


def scheme(walk: Purchase) -> dict:
    return {"pk": walk.package.scheme_id}


def review(walk: Purchase) -> dict:
    return {"pk": walk.package.review_id}


def cell(*names: str) -> Callable[[Purchase], dict]:
    """The first supplier's first scored criterion."""

    def found(walk: Purchase) -> dict:
        session = walk.package.review
        candidate = session.candidates.get(supplier_id=walk.suppliers[0].body_id)
        criterion = session.scheme.criteria.filter(kind="scored").order_by("order").first()
        keys = {"candidate_pk": candidate.pk, "criterion_pk": criterion.pk}
        return review(walk) | {name: keys[name] for name in names}

    return found


def absent(name: str) -> Callable[[Purchase], dict]:
    """A record that this purchase does not have."""
    return lambda walk: review(walk) | {name: 0}


def award(walk: Purchase) -> dict:
    return {"pk": walk.award.pk}


def letter(walk: Purchase) -> dict:
    return {"pk": walk.award.letters.get(candidate__supplier_id=walk.suppliers[0].body_id).pk}


def contract(walk: Purchase) -> dict:
    return {"pk": contract_of(walk).pk}


def acceptance(walk: Purchase) -> dict:
    return {"pk": acceptance_of(walk).pk}


def entry(walk: Purchase) -> dict:
    return {"public_id": LedgerEntry.objects.filter(subject_number=walk.project.number).first().public_id}


def head(walk: Purchase) -> dict:
    return {"size": (tree.grow(now=walk.clock.now(), every=timedelta(0)) or queries.latest()).size}


def two_heads(walk: Purchase) -> dict:
    size = head(walk)["size"]
    return {"first": size, "second": size}


def tree_size(walk: Purchase) -> dict:
    return {"tree_size": head(walk)["size"]}


def leaf_hash(walk: Purchase) -> dict:
    head(walk)
    return {"leaf_hash": LedgerEntry.objects.filter(subject_number=walk.project.number).first().leaf_hash}


def placed_entry(walk: Purchase) -> dict:
    head(walk)
    return entry(walk)


def message(walk: Purchase) -> dict:
    return {"pk": Message.objects.filter(user_id=walk.leader.user_id).first().pk}


def register_import(walk: Purchase) -> dict:
    found = RegisterImport.objects.first() or RegisterImport.objects.create(
        upload=Upload.objects.create(
            name="登记簿.xlsx", size=1, created_at=walk.clock.now(), owner_id=walk.leader.user_id
        ),
        source="某区民政局（示例）",
        status="read",
        begun_by_id=walk.leader.user_id,
        begun_at=walk.clock.now(),
    )
    return {"pk": found.pk}


def community_organisation(walk: Purchase) -> dict:
    return {"pk": communities.organisation().pk}


def station(walk: Purchase) -> dict:
    return {"pk": communities.station().pk}


def base(walk: Purchase) -> dict:
    return {"pk": communities.base().pk}


def incubation(walk: Purchase) -> dict:
    return {"pk": communities.incubation().pk}


def prefecture(walk: Purchase) -> dict:
    return {"code": communities.division("4301").pk}


def membership(walk: Purchase) -> dict:
    return {"pk": walk.colleague.membership_id}


def contract_key(walk: Purchase) -> dict:
    return {"contract_pk": contract_of(walk).pk}


def division(walk: Purchase) -> dict:
    return {"code": walk.purchaser.division.code}


def parameter(walk: Purchase) -> dict:
    return {"pk": RuleParameter.objects.first().pk}


def number_change(walk: Purchase) -> dict:
    """A threshold that two people of another city have set."""
    found = ParameterProposal.objects.filter(status="approved").first()
    return {"number": (found or approved("4306", now=walk.clock.now())).number}


def paper(walk: Purchase) -> dict:
    if not PolicyPaper.objects.exists():
        policies.load_reference()
    return {"slug": "order-102"}


def proposal(walk: Purchase) -> dict:
    """What the purchaser would change in the general catalogue, which a finance department keeps."""
    found = RevisionProposal.objects.first()
    if found is None:
        general = walk.project.catalogue_item.edition.catalogue
        name_keeper(general, walk.finance)
        facts = ProposalFacts(ProposalKind.RETIRE, "不再使用。", (walk.project.catalogue_item.code,))
        now, until = walk.clock.now(), date(2090, 1, 1)
        found = revisions.propose(general.pk, facts, by=walk.handler, now=now)
        revisions.submit(found.pk, by=walk.handler, now=now)
        revisions.endorse(found.pk, by=walk.leader, now=now)
        revisions.consult(found.pk, until=until, by=walk.finance, now=now)
    return {"pk": found.pk}


def comment(walk: Purchase) -> dict:
    """What a citizen says about that proposal."""
    about = RevisionProposal.objects.get(**proposal(walk))
    known = about.comments.first()
    said = consulting.Said("县里还在用。")
    made = known or consulting.comment(about, said, by=None, device="x", clock=walk.clock)
    return {"pk": made.pk}


def service(walk: Purchase) -> dict:
    found = InstitutionService.objects.filter(department_code=walk.purchaser.credit_code).first()
    return {"pk": (found or entered_service(walk.handler, now=walk.clock.now())).pk}


def receipt_number(walk: Purchase) -> dict:
    return {"receipt_number": receipt(walk)["number"]}


def contract_number(walk: Purchase) -> dict:
    return {"number": contract_of(walk).number}


def evaluation(walk: Purchase) -> dict:
    return {"pk": evaluation_of(walk).pk}


def link_code(walk: Purchase) -> dict:
    return {"code": evaluation_of(walk).link_code}

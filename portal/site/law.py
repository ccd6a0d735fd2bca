"""Article by article: which numbers and rules rest on it, and which tests prove them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from catalog.policies import citing
from catalog.policies.choices import UseKind
from catalog.policies.rules import Article, Use
from portal.site import citations, proofs
from procurement.routing import workflow as routing
from procurement.routing.models import RuleParameter


@dataclass
class Ground:
    """What rests on one article."""

    numbers: list[RuleParameter] = field(default_factory=list)
    rules: list[Use] = field(default_factory=list)
    pages: list[Use] = field(default_factory=list)
    tests: list[Use] = field(default_factory=list)

    @property
    def is_cited(self) -> bool:
        """Whether the portal decides or says anything by it."""
        return bool(self.numbers or self.rules or self.pages)

    @property
    def of_rules(self) -> list[Use]:
        """The tests of what the portal does by it; not the one that holds numbers against their articles."""
        return [use for use in self.tests if not proofs.is_of_numbers(use)]

    @property
    def proofs(self) -> list[Use]:
        """The tests that count: for a rule those of its conduct, for a number alone any."""
        return self.of_rules if self.rules else self.tests

    @property
    def needs_proof(self) -> bool:
        """Whether a number or a rule stands on it."""
        return bool(self.numbers or self.rules)


@cache
def grounds() -> dict[Article, Ground]:
    """Every article that the delivered numbers, the code or a test names, in the order of the papers."""
    found: dict[Article, Ground] = defaultdict(Ground)
    for number in routing.delivered():
        for article in citing.articles_in(number.legal_basis):
            found[article].numbers.append(number)
    for use in (*citations.collected(), *proofs.marked()):
        for article in citing.articles_in(use.text):
            place = {UseKind.RULE: "rules", UseKind.PAGE: "pages", UseKind.TEST: "tests"}[use.kind]
            getattr(found[article], place).append(use)
    return {article: found[article] for article in sorted(found)}


def unproven() -> list[Article]:
    """Articles with a number or a rule and no test; a paper as a whole is proven by a test of any article."""
    found = grounds()
    papers = {article.slug for article, ground in found.items() if ground.proofs}
    return [
        article
        for article, ground in found.items()
        if ground.needs_proof and not (ground.proofs if article.number else article.slug in papers)
    ]


def unfounded() -> list[Article]:
    """Articles that a test names and nothing else; a whole paper when none of its articles is cited."""
    found = grounds()
    papers = {article.slug for article, ground in found.items() if ground.is_cited}
    return [
        article
        for article, ground in found.items()
        if ground.tests and not (ground.is_cited if article.number else article.slug in papers)
    ]


def told(articles: Iterable[Article]) -> list[str]:
    """Articles and where they stand, for whoever has to mend it."""
    return [f"{article.slug}:{article.number} {'、'.join(_places(article))}" for article in articles]


def unread(tests: Iterable[Use]) -> list[str]:
    """Marks that name no paper of the library."""
    return [f"{use.place}.{use.words}" for use in tests if not citing.articles_in(use.text)]


def _places(article: Article) -> list[str]:
    ground = grounds()[article]
    return sorted({use.place for use in (*ground.rules, *ground.tests)} | {n.code for n in ground.numbers})

"""The page of an article: which numbers and rules rest on it, where it stands on a page, what proves it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog.policies import citing, queries
from catalog.policies import rules as reading
from catalog.policies.choices import UseKind
from catalog.policies.models import PaperUse
from catalog.policies.rules import Article
from portal.kernel import clock
from portal.site import policy
from procurement.routing.models import RuleParameter


@require_safe
def detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One article, public; one that nothing rests on says so."""
    if not 0 < number <= reading.LARGEST_ARTICLE:
        raise Http404
    paper = get_object_or_404(queries.papers(), slug=slug)
    article, uses, parameters = Article(slug, number), list(paper.uses.all()), policy.parameters_of(paper)
    own = [use for use in uses if number in reading.article_numbers(use.articles)]
    today = clock.local_date(clock.now())
    context = {
        "paper": paper,
        "article": article,
        "title": paper.title or paper.number,
        "standing": paper.standing(today),
        "numbers": [row for row in parameters if article in citing.articles_in(row.legal_basis)],
        "heads": [row for row in policy.heads_of(paper) if number in reading.article_numbers(row.articles)],
        "rules": policy.rows_of(own, UseKind.RULE),
        "pages": policy.rows_of(own, UseKind.PAGE),
        "tests": sum(use.kind == UseKind.TEST for use in own),
        "others": [other for other in known(slug, uses, parameters) if other != article],
        "today": today,
    }
    return render(request, "portal/site/article.html", context)


def known(slug: str, uses: list[PaperUse], parameters: list[RuleParameter]) -> list[Article]:
    """Every article of the paper that something rests on, in its order."""
    found = {number for use in uses for number in reading.article_numbers(use.articles)}
    cited = (article for row in parameters for article in citing.articles_in(row.legal_basis))
    found |= {article.number for article in cited if article.slug == slug}
    return [Article(slug, number) for number in sorted(found - {0})]

"""Texts of law with a link to every paper of the library that they name."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from catalog.policies import citing
from catalog.policies.models import PolicyPaper
from catalog.policies.rules import Standing
from portal.kernel.templatetags import portal

register = template.Library()
# A refusal stands above a form: what was typed there must not be lost by following a link.
APART = mark_safe(' target="_blank" rel="noopener"')


@register.filter
def papers_linked(text: str) -> SafeString:
    """The basis of a rule, its papers linked."""
    return citing.linked(str(text))


@register.filter
def papers_linked_apart(text: str) -> SafeString:
    """The same, opening beside the page."""
    return citing.linked(str(text), attributes=APART)


@register.filter
def articles_of(articles: str, slug: str) -> SafeString:
    """The articles of a paper that is not named beside them, each linked to its page."""
    return citing.articles_linked(articles, slug)


@register.simple_tag
def standing_of(paper: PolicyPaper, today: date) -> Standing:
    """Whether a paper is in force on a day, in words and tone."""
    return paper.standing(today)


@register.simple_tag
def law(article: str, url: str = "", bare: bool = False) -> str:
    """The article behind a sentence, its papers linked unless the sentence has an address of its own."""
    if url or not article:
        return portal.law(article, url, bare)
    lead = "" if bare else format_html('<span class="law-lead">{}</span> ', _("依据"))
    return format_html('<span class="law">{}{}</span>', lead, citing.linked(str(article)))

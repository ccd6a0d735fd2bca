"""A person's kept searches; the feed and the calendar of any search, for everybody."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.kernel.verbs import Attempt, typed
from procurement.notices import calendars
from procurement.notices.filters import canonical
from procurement.notices.searches import feeds, queries, workflow
from procurement.notices.searches.forms import SearchForm

DEADLINES = 200


@login_required
@require_safe
def search_list(request: HttpRequest) -> HttpResponse:
    """What I have kept, each with its conditions in words."""
    kept = [(search, queries.words_of(search.query)) for search in queries.of(request.user.pk)]
    return render(request, "procurement/notices/searches/search_list.html", {"kept": kept})


@login_required
@require_safe
def search_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of notices, narrowed by one of my searches."""
    return redirect(get_object_or_404(queries.of(request.user.pk), pk=pk))


@login_required
def search_keep(request: HttpRequest) -> HttpResponse:
    """Keep the conditions that the address names."""
    query = canonical(request.GET)
    words = queries.words_of(query)
    name = "，".join(word.partition("：")[2] for word in words)[:60] or _("全部公告")
    form = SearchForm(typed(request), initial={"name": name, "mails": True})
    attempt = Attempt()
    if request.method == "POST" and form.is_valid():
        with attempt:
            workflow.keep(
                request.user.pk,
                **form.cleaned_data,
                query=query,
                site=request.build_absolute_uri("/"),
                now=timezone.now(),
            )
            return redirect("notices:search_list")
    back_url = f"{reverse('notices:list')}?{query}"
    context = {"form": form, "words": words, "back_url": back_url}
    return attempt.page(request, "procurement/notices/searches/search_keep.html", context)


@login_required
def search_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or told or not."""
    search = get_object_or_404(queries.of(request.user.pk), pk=pk)
    form = SearchForm(typed(request), initial={"name": search.name, "mails": search.mails})
    if request.method == "POST" and form.is_valid():
        workflow.change(search.pk, **form.cleaned_data, now=timezone.now())
        return redirect("notices:search_list")
    context = {"form": form, "search": search, "words": queries.words_of(search.query)}
    return render(request, "procurement/notices/searches/search_change.html", context)


@login_required
@require_POST
def search_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget one of my searches."""
    workflow.remove(get_object_or_404(queries.of(request.user.pk), pk=pk).pk)
    return redirect("notices:search_list")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest notices that fit the conditions of the address, for a feed reader."""
    query = canonical(request.GET)
    text = feeds.atom(
        list(queries.found(query).order_by("-published_at", "-pk")[: feeds.SHOWN]),
        words=queries.words_of(query),
        site=request.build_absolute_uri("/"),
        query=query,
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """The deadlines of the purchases that fit and still take responses, for the reader's own calendar."""
    query = canonical(request.GET)
    found = queries.taking_responses(query, at=timezone.now()).prefetch_related("corrections")[:DEADLINES]
    text = calendars.as_ics(found, site=request.build_absolute_uri("/"), name=queries.words_of(query))
    return calendars.response(text, name="deadlines")

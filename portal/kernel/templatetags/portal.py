"""The tags and filters that every template has; docs/developers/pages.md has an example of each."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from portal.kernel import browsers, limits, money
from portal.kernel.templatetags import fields

register = template.Library()
register.inclusion_tag("components/field.html", name="field")(fields.field)
register.inclusion_tag("components/error_summary.html", name="error_summary")(fields.error_summary)
register.simple_block_tag(fields.form_block, takes_context=True, name="form_block")
register.inclusion_tag("components/answers_of.html", name="answers_of")(fields.answers_of)


# Money, dates, clocks


@register.filter(name="money")
def money_filter(amount: Decimal | None) -> str:
    """960,000 元; a dash when there is no amount."""
    if amount is None or amount == "":
        return "—"
    return format_html('<span class="money">{} {}</span>', money.format_amount(amount), _("元"))


@register.filter
def money_number(amount: Decimal | str | None) -> str:
    """960,000, for a table column whose head already says 元; a frozen record keeps its amount as text."""
    return "—" if amount is None or amount == "" else money.format_amount(Decimal(amount))


@register.filter
def points(number: Decimal | None) -> str:
    """11.5, 60: points without trailing zeros."""
    return "—" if number is None or number == "" else f"{number.normalize():f}"


@register.filter
def money_words(amount: Decimal | None) -> str:
    """玖拾陆万元整."""
    return "" if amount is None or amount == "" else money.in_words(amount)


def _time_tag(moment: date | datetime, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), words)


def _local(moment: date | datetime) -> date | datetime:
    return timezone.localtime(moment) if isinstance(moment, datetime) else moment


@register.filter
def weekday_date(moment: date | datetime | None) -> str:
    """2026-11-23 星期一."""
    if not moment:
        return "—"
    local = _local(moment)
    return _time_tag(local, f"{local:%Y-%m-%d} {limits.weekday(moment)}")


@register.filter
def weekday_time(moment: datetime | None) -> str:
    """2026-11-23 星期一 09:30."""
    if not moment:
        return "—"
    local = _local(moment)
    return _time_tag(local, f"{local:%Y-%m-%d} {limits.weekday(moment)} {local:%H:%M}")


@register.filter
def long_date(moment: date | datetime | None) -> str:
    """2026年11月23日 星期一, for sentences."""
    if not moment:
        return "—"
    local = _local(moment)
    words = _("%(year)s年%(month)s月%(day)s日") % {"year": local.year, "month": local.month, "day": local.day}
    return _time_tag(local, f"{words} {limits.weekday(moment)}")


@register.filter
def long_time(moment: datetime | None) -> str:
    """2026年11月23日 星期一 09:30, for sentences."""
    if not moment:
        return "—"
    local = _local(moment)
    words = _("%(year)s年%(month)s月%(day)s日") % {"year": local.year, "month": local.month, "day": local.day}
    return _time_tag(local, f"{words} {limits.weekday(moment)} {local:%H:%M}")


@register.filter
def moment(value: date | datetime | str | None) -> str:
    """A date with its weekday, a moment with its time; words as they are."""
    if isinstance(value, datetime):
        return weekday_time(value)
    return weekday_date(value) if isinstance(value, date) else value or ""


@register.inclusion_tag("components/clock.html", takes_context=True)
def clock(context, due, ended="", stack=False, provisional=False, bare=False):
    """What is left until `due`, counted from the `now` of the page; `bare` without the date itself."""
    return {"clock": _limit(context, due, ended, provisional), "stack": stack, "bare": bare}


@register.inclusion_tag("components/clock_box.html", takes_context=True)
def clock_box(context, title, due, ended="", provisional=False, action="", url="", note=""):
    """The big clock beside a page, with at most one button under it."""
    shown = _limit(context, due, ended, provisional)
    return {"title": title, "clock": shown, "action": action, "url": url, "note": note}


def _limit(context, due, ended, provisional) -> limits.Limit | None:
    page = limits.page_clock(getattr(context, "request", None))
    now = context.get("now") or page.now
    return due and limits.left(due, now=now, calendar=page.calendar, ended=ended, provisional=provisional)


# Words of the law, states, small signs


register.filter("browser", browsers.in_words)


@register.simple_tag
def status(words: str, tone: str = "") -> str:
    """A state in the law's own words; tone is ok, soon, stop, quiet or nothing."""
    return format_html('<span class="status{}">{}</span>', f" status--{tone}" if tone else "", words)


@register.simple_tag(takes_context=True)
def unsettled(context: template.Context, day: date | None, is_counted: bool = True) -> str:
    """暂定 beside a counted day while the holidays of its year are not loaded; nothing for any other."""
    if not day or not is_counted:
        return ""
    page = limits.page_clock(getattr(context, "request", None))
    return "" if page.calendar.is_settled(day) else status(_("暂定"), "soon")


@register.simple_tag
def law(article: str, url: str = "", bare: bool = False) -> str:
    """The article behind a sentence, always in the same quiet voice."""
    if not article:
        return ""
    lead = "" if bare else format_html('<span class="law-lead">{}</span> ', _("依据"))
    body = format_html('<a href="{}">{}</a>', url, article) if url else article
    return format_html('<span class="law">{}{}</span>', lead, body)


@register.simple_tag
def term(name: str) -> str:
    """A round question mark that opens the meaning of a word of the law beside the page."""
    try:
        url = reverse("site:term", args=[name])
    except NoReverseMatch:
        return ""
    label = _("“%(term)s”是什么意思") % {"term": name}
    return format_html(
        '<a class="term" href="{url}" hx-get="{url}" hx-target="#side-panel-body" hx-select="#term"'
        ' aria-label="{label}">?</a>',
        url=url,
        label=label,
    )


@register.inclusion_tag("components/icon.html")
def icon(name):
    """A drawing beside a word; never alone."""
    return {"name": name}


@register.inclusion_tag("components/refusal.html")
def refusal(refused, title="", tone=""):
    """Why something cannot be done; takes a `Refused`, a `Refusal` or a sequence of them."""
    found = getattr(refused, "refusals", refused)
    refusals = [found] if hasattr(found, "because") else list(found or ())
    return {"refusals": refusals, "title": title, "tone": tone}


@register.filter
def number(count: int | None) -> str:
    """1,284,611."""
    return "—" if count is None or count == "" else f"{count:,}"


@register.filter
def hash_groups(digest: str) -> str:
    """A digest in groups of four, the middle left out, as people compare it."""
    groups = [digest[i : i + 4] for i in range(0, len(digest), 4)]
    return " ".join(groups if len(groups) <= 8 else [*groups[:4], "…", *groups[-2:]])


# Blocks: the caller's own text inside a component


def _fill(name: str, **values) -> SafeString:
    return mark_safe(render_to_string(f"components/{name}.html", values))  # noqa: S308


@register.simple_block_tag
def panel(content, title="", note="", status="", tone="", table=False, foot="", law="", id=""):
    """A white box with a head; `table` when it holds one table, `law` for its foot."""
    return _fill(
        "panel",
        content=content,
        title=title,
        note=note,
        status=status,
        tone=tone,
        table=table,
        foot=foot,
        law=law,
        id=id,
    )


@register.simple_block_tag
def crumbs(content):
    """The way to this page; holds `crumb` tags."""
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("位置"), content)


@register.simple_tag
def crumb(label, url_name="", *args):
    """One step of the way; without an address for the page itself."""
    body = format_html('<a href="{}">{}</a>', reverse(url_name, args=args), label) if url_name else label
    return format_html("<li>{}</li>", body)


@register.simple_block_tag
def facts(content, variant=""):
    """A list of facts; variant is two (two columns) or long (stacks on phones)."""
    return format_html('<dl class="facts{}">{}</dl>', f" facts--{variant}" if variant else "", content)


@register.simple_tag
def fact(label, value, aside=""):
    """One fact with its label and, smaller, what explains it."""
    shown = "—" if value is None or value == "" else value
    more = format_html('<span class="aside">{}</span>', aside) if aside else ""
    return format_html("<div><dt>{}</dt><dd>{}{}</dd></div>", label, shown, more)


@register.simple_block_tag
def next_step(content, title, action="", url="", post=False, note=""):
    """The one thing to do now; inside stand the facts 截止, 还剩, 经办, 复核, 依据 as `step_fact` tags."""
    return _fill("next_step", content=content, title=title, action=action, url=url, post=post, note=note)


@register.simple_tag
def step_fact(label, value, tone=""):
    """One fact under the next step."""
    shown = format_html('<span class="is-{}">{}</span>', tone, value) if tone else conditional_escape(value)
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, shown)


@register.simple_block_tag
def answers(content, title=""):
    """Check-your-answers; holds `answer` tags."""
    return _fill("answers", content=content, title=title)


@register.inclusion_tag("components/answer.html")
def answer(label, value, change="", aside=""):
    """One answer with the link that changes it."""
    return {"label": label, "value": value, "change": change, "aside": aside}


@register.simple_block_tag
def action_bar(content):
    """The main action at the thumb on phones; give the page's body class with-bar (block body_class)."""
    return format_html(
        '<div class="action-bar" role="region" aria-label="{}">{}</div>', _("主要操作"), content
    )


@register.simple_tag
def bar(segments, label, mark=None, tall=False):
    """A span drawn to scale with the legal limit as an upright mark (0 to 100)."""
    rects = format_html_join(
        "", '<rect class="{}" x="{}" width="{}" height="10"/>', ((s.kind, s.start, s.width) for s in segments)
    )
    line = "" if mark is None else format_html('<rect class="mark" x="{}" width=".6" height="10"/>', mark)
    return format_html(
        '<svg class="bar{}" viewBox="0 0 100 10" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}{}</svg>',
        " bar--tall" if tall else "",
        label,
        rects,
        line,
    )

"""Loading the policy library."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.policies import citing
from catalog.policies.choices import Confidence, Kind, Topic, Validity
from catalog.policies.models import PaperUse, PolicyPaper
from catalog.policies.rules import Use
from portal.kernel import pinyin, reference

LONGEST = 300
DAYS = ("issued_on", "in_force_from", "in_force_to")
FACTS = (
    "number", "title", "issuer", "lead_issuer", "kind", "topic", *DAYS, "validity", "names", "source",
    "confidence", "text_at_hand", "note", "pinyin_initials", "order",
)  # fmt: skip


@transaction.atomic
def load_reference(path: Path = citing.DATA) -> int:
    """Put the delivered papers beside those entered since; gives their number.

    Raises portal.kernel.reference.BadData, naming the row, and leaves everything as it was.
    """
    successors: dict[str, str] = {}
    slugs: set[str] = set()

    def build(row: reference.Row) -> PolicyPaper:
        paper = _paper(row, order=len(slugs) + 1)
        slugs.add(paper.slug)
        if row["replaced_by"]:
            successors[paper.slug] = row["replaced_by"]
        return paper

    papers = reference.read(
        path, build, columns=("slug", "number", "title", "validity", "replaced_by"), key=("slug",)
    )
    for slug, successor in successors.items():
        if successor not in slugs:
            raise reference.BadData(path, 1, _("没有替代文件“%(slug)s”") % {"slug": f"{slug} → {successor}"})
    PolicyPaper.objects.bulk_create(
        papers, update_conflicts=True, unique_fields=["slug"], update_fields=list(FACTS)
    )
    _link(successors)
    return len(papers)


@transaction.atomic
def keep_uses(uses: Iterable[Use]) -> int:
    """Write anew which rules and pages rest on which paper; gives the number of rows."""
    papers = dict(PolicyPaper.objects.values_list("slug", "pk"))
    rows = {
        (papers[citation.slug], use.kind, use.place, citation.articles, use.words[:LONGEST])
        for use in uses
        for citation in citing.citations(use.text)
        if citation.slug in papers
    }
    PaperUse.objects.all().delete()
    names = ("paper_id", "kind", "place", "articles", "words")
    PaperUse.objects.bulk_create(PaperUse(**dict(zip(names, row, strict=True))) for row in sorted(rows))
    return len(rows)


def _link(successors: dict[str, str]) -> None:
    """Point each replaced paper to the one that replaces it."""
    saved = PolicyPaper.objects.in_bulk({*successors, *successors.values()}, field_name="slug")
    for slug, successor in successors.items():
        saved[slug].replaced_by = saved[successor]
    PolicyPaper.objects.bulk_update([saved[slug] for slug in successors], ["replaced_by"])


def _paper(row: reference.Row, *, order: int) -> PolicyPaper:
    if not (row["slug"] and row["source"]) or not (row["number"] or row["title"]):
        raise ValueError(_("代码和来源不能为空，文号和名称至少有一个"))
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in DAYS}
    if days["in_force_from"] and days["in_force_to"] and days["in_force_to"] < days["in_force_from"]:
        raise ValueError(_("失效日期早于施行日期"))
    return PolicyPaper(
        slug=row["slug"],
        number=row["number"],
        title=row["title"],
        issuer=row["issuer"],
        lead_issuer=row["lead_issuer"],
        kind=reference.chosen(Kind, row["kind"]),
        topic=reference.chosen(Topic, row["topic"]),
        validity=reference.chosen(Validity, row["validity"]),
        names=row["names"],
        source=row["source"],
        confidence=reference.chosen(Confidence, row["confidence"]),
        text_at_hand=row["text_at_hand"] == "1",
        note=row["note"],
        pinyin_initials=pinyin.initials(row["title"])[:200],
        order=order,
        **days,
    )

"""The procurement document and the notice as PDF; the document is kept as bytes with its digest."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.utils import translation

from portal.kernel import documents, word
from procurement.methods import get as method_of
from procurement.notices import chapters, keys, queries, sections
from procurement.notices.models import Notice, ProcurementDocument
from procurement.notices.rules import ScheduleFacts
from procurement.notices.sections import Section, Texts
from procurement.projects.models import ProcurementProject


def issue(
    project: ProcurementProject, *, schedule: ScheduleFacts, texts: Texts, now: datetime
) -> ProcurementDocument:
    """Render and keep the next version of a project's procurement document."""
    packages = queries.packages_of(project)
    law = queries.schedule_law(project)
    invitation = sections.call(
        project,
        packages,
        schedule=schedule,
        texts=texts,
        law=law,
        is_public=not queries.is_by_invitation(project),
    )
    written = chapters.procurement_document(project, packages, invitation=invitation, texts=texts)
    version = ProcurementDocument.objects.filter(project=project).count() + 1
    content = document_page(project, written, version=version)
    return ProcurementDocument.objects.create(
        project=project,
        version=version,
        content={"sections": [chapter.as_json() for chapter in written]},
        file=ContentFile(content, name=f"{project.number}-{version}.pdf"),
        sha256=documents.digest(content),
        issued_at=now,
    )


@translation.override("zh-hans")
def document_page(project: ProcurementProject, chapters: list[Section], *, version: int) -> bytes:
    """The procurement document as PDF."""
    return documents.OfficialPage(
        title=f"{project.title}{method_of(project.method).name}文件",
        subtitle=f"第{version}版",
        number=project.number,
        sections=[chapter.for_print() for chapter in chapters],
    ).render()


def notice_page(notice: Notice) -> bytes:
    """A notice as PDF, with its digest in the foot."""
    with translation.override("zh-hans"):
        return page_of(notice).render()


def notice_word(notice: Notice) -> HttpResponse:
    """A notice as a Word file, to be handed on: the same words as its PDF."""
    with translation.override("zh-hans"):
        response = HttpResponse(word.render(page_of(notice)), content_type=word.WORD)
    response["Content-Disposition"] = f'attachment; filename="{notice.number}.docx"'
    return response


def page_of(notice: Notice) -> documents.OfficialPage:
    """A notice as an official document, a call with the keys that its suppliers seal to."""
    written = [*(Section.from_json(stored) for stored in notice.body["sections"]), *keys.annex(notice)]
    return documents.OfficialPage(
        title=notice.title,
        subtitle=str(notice.get_type_display()),
        number=notice.number,
        digest=notice.sha256,
        sections=[section.for_print() for section in written],
    )

"""What becomes of proposals and comments on catalogues, told to the people who made them."""

from datetime import datetime

from django.utils.translation import gettext as _

from catalog.editions.choices import EditionStatus
from catalog.editions.models import CatalogueEdition
from catalog.revisions.choices import ProposalStatus
from catalog.revisions.models import RevisionProposal
from orgs.inbox.workflow import notify_users

S = ProposalStatus


def tell_of_proposal(proposal_id: int, *, now: datetime) -> None:
    """The department's people, whenever the keeper or the own reviewer moved it; commenters at the end."""
    proposal = RevisionProposal.objects.select_related("catalogue", "draft").get(pk=proposal_id)
    subject = _("目录修订建议 %(number)s：%(status)s") % {
        "number": proposal.number, "status": proposal.get_status_display(),
    }  # fmt: skip
    people = {proposal.drafted_by, proposal.submitted_by} - {None}
    text = text_of(proposal)
    notify_users(people, subject=subject, text=text, url=proposal.get_absolute_url(), now=now)
    if proposal.is_decided:
        others = set(commenters(proposal)) - people
        answered = _("您的意见已经答复。%(text)s") % {"text": text}
        notify_users(others, subject=subject, text=answered, url=proposal.public_url, now=now)


def tell_of_edition(edition_id: int, *, now: datetime) -> None:
    """Whose proposal stands in the edition, and who commented on it."""
    edition = CatalogueEdition.objects.get(pk=edition_id)
    if edition.status != EditionStatus.APPROVED:
        return
    proposals = edition.proposals.filter(status=S.ACCEPTED)
    people = {*proposals.values_list("drafted_by", flat=True), *commenters(edition)}
    subject = _("目录已批准：%(title)s") % {"title": edition.title}
    text = _("%(day)s 起适用。您提出的建议或者意见的处理情况可以在页面上查看。") % {
        "day": edition.in_force_from
    }
    notify_users(people, subject=subject[:200], text=text, url=edition.get_absolute_url(), now=now)


def text_of(proposal: RevisionProposal) -> str:
    """What the message says, by how far the proposal has come."""
    if proposal.status == S.RETURNED:
        return _("退回意见：%(opinion)s") % {"opinion": proposal.opinion}
    if proposal.status == S.CONSULTATION:
        return _("正在公开征求意见，到 %(day)s 截止。") % {"day": proposal.consultation_to}
    if proposal.status == S.ACCEPTED:
        return _("已写入“%(title)s”，批准后生效。答复：%(answer)s") % {
            "title": proposal.draft.title, "answer": proposal.answer,
        }  # fmt: skip
    if proposal.status == S.DECLINED:
        return _("答复：%(answer)s") % {"answer": proposal.answer}
    return _("请打开页面查看。")


def commenters(subject: RevisionProposal | CatalogueEdition) -> list[int]:
    """The people who commented under their bodies' names; citizens are not known."""
    return list(subject.comments.exclude(author_id=None).values_list("author_id", flat=True))

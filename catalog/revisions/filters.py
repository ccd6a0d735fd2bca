"""What lists of proposals are narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.editions.filters import catalogues
from catalog.revisions.choices import OF_DEPARTMENT, ProposalKind, ProposalStatus
from catalog.revisions.models import ConsultationComment, RevisionProposal
from portal.kernel.hearing.choices import Verdict, Voice

NEVER_PUBLIC = (*OF_DEPARTMENT, ProposalStatus.WITHDRAWN)


class ProposalFilter(django_filters.FilterSet):
    """By words, status, kind and catalogue."""

    q = django_filters.CharFilter(label=_("品目、单位或编号"), method="found", max_length=60)
    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=ProposalStatus.choices, empty_label=_("全部状态")
    )
    kind = django_filters.ChoiceFilter(
        label=_("建议"), choices=ProposalKind.choices, empty_label=_("全部建议")
    )
    catalogue = django_filters.ChoiceFilter(
        label=_("目录"), field_name="catalogue__code", choices=catalogues, empty_label=_("全部目录")
    )

    class Meta:
        model = RevisionProposal
        fields: tuple[str, ...] = ()

    def found(self, proposals: QuerySet, _name: str, words: str) -> QuerySet:
        """Every word somewhere in the proposal."""
        for word in words.split()[:10]:
            proposals = proposals.filter(
                Q(number__icontains=word)
                | Q(department_name__icontains=word)
                | Q(reason__icontains=word)
                | Q(title__icontains=word)
            )
        return proposals


class PublicProposalFilter(ProposalFilter):
    """The same among what is public."""

    status = django_filters.ChoiceFilter(
        label=_("状态"),
        choices=[(status.value, status.label) for status in ProposalStatus if status not in NEVER_PUBLIC],
        empty_label=_("全部状态"),
    )


class CommentFilter(django_filters.FilterSet):
    """Comments by words, by what became of them, by who gave them."""

    q = django_filters.CharFilter(label=_("意见、单位或建议编号"), method="found", max_length=60)
    verdict = django_filters.ChoiceFilter(
        label=_("处理"),
        method="answered",
        choices=[("none", _("还没有答复")), *Verdict.choices],
        empty_label=_("全部"),
    )
    voice = django_filters.ChoiceFilter(label=_("意见来自"), choices=Voice.choices, empty_label=_("全部"))

    class Meta:
        model = ConsultationComment
        fields: tuple[str, ...] = ()

    def found(self, comments: QuerySet, _name: str, words: str) -> QuerySet:
        """Every word in the text, the name of the body, or what it is about."""
        for word in words.split()[:10]:
            comments = comments.filter(
                Q(text__icontains=word)
                | Q(body_name__icontains=word)
                | Q(proposal__number__icontains=word)
                | Q(edition__title__icontains=word)
            )
        return comments

    def answered(self, comments: QuerySet, _name: str, value: str) -> QuerySet:
        """Answered in one way, or not at all."""
        return comments.filter(verdict="" if value == "none" else value)

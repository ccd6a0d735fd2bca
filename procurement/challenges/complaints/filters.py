"""Filters of complaints."""

import django_filters
from django.utils.translation import gettext_lazy as _

from procurement.challenges.choices import Subject
from procurement.challenges.complaints.choices import ComplaintStatus
from procurement.challenges.complaints.models import Complaint


class ComplaintFilter(django_filters.FilterSet):
    """By state and by what it is about."""

    status = django_filters.ChoiceFilter(
        label=_("状态"), choices=ComplaintStatus.choices, empty_label=_("全部")
    )
    subject = django_filters.ChoiceFilter(label=_("投诉对象"), choices=Subject.choices, empty_label=_("全部"))

    class Meta:
        model = Complaint
        fields = ["status", "subject"]

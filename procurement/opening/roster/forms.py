"""Whom the organiser names."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.people.models import Membership
from portal.kernel.forms import PortalForm


class OfficersField(forms.ModelMultipleChoiceField):
    """People with their body and capacity."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Membership) -> str:
        """One person in words."""
        return _("%(name)s（%(body)s，%(roles)s）") % {
            "name": obj.user.name,
            "body": obj.body.name,
            "roles": obj.role_names,
        }


class RosterForm(PortalForm):
    """The whole roster at once."""

    def __init__(self, data: Any = None, *, people: QuerySet[Membership], **options: Any):
        super().__init__(data, **options)
        field = OfficersField(label=_("解封人员"), queryset=people)
        self.add_fields({"officers": field})

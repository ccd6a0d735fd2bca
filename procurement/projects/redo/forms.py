"""Which ended package each package of a draft does again."""

from django import forms
from django.utils.translation import gettext as _

from portal.kernel.forms import PortalForm
from procurement.projects.models import ProcurementProject
from procurement.projects.redo import queries


class PredecessorsForm(PortalForm):
    """One choice for each package."""

    def __init__(self, *args, project: ProcurementProject, **options):
        super().__init__(*args, **options)
        choices = [("", _("不是重新采购"))]
        for row in queries.ended_of(project):
            cause = row.get_ended_because_display() or _("已终止")
            choices.append((str(row.pk), f"{row.number} {row.project.title}：{row.title}（{cause}）"))
        for package in project.packages.all():
            self.fields[f"package_{package.pk}"] = forms.ChoiceField(
                label=package.title, choices=choices, initial=package.predecessor_id or "", required=False
            )

    @property
    def chosen(self) -> dict[int, int | None]:
        """The predecessor of every package; only after is_valid()."""
        pairs = ((name.removeprefix("package_"), pk) for name, pk in self.cleaned_data.items())
        return {int(package): int(pk) if pk else None for package, pk in pairs}

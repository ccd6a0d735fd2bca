"""What is typed about a unit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from portal.kernel.forms import PortalForm
from portal.kernel.uploads import DOCUMENTS, IMAGES, UploadField
from procurement.projects.joint import queries
from procurement.projects.models import ProcurementProject


class UnitForm(PortalForm):
    """A unit under the purchaser, and the paper by which it lets its superior purchase."""

    body = forms.ModelChoiceField(label=_("单位"), queryset=Body.objects.none())
    paper = UploadField(
        label=_("委托文件"),
        kinds=(*DOCUMENTS, *IMAGES),
        help_text=_("写明委托主管单位统一采购什么、用哪条预算指标承担多少。"),
    )

    def __init__(self, *args, project: ProcurementProject, **options):
        super().__init__(*args, **options)
        self.fields["body"].queryset = queries.candidates(project)

"""Forms of imports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.imports.carrying import LIMITS
from orgs.imports.choices import TableKind
from orgs.people.choices import Role
from orgs.registry.workflow import Source
from portal.kernel.actors import Actor
from portal.kernel.forms import PortalForm
from portal.kernel.sheets import MEGABYTE
from portal.kernel.uploads import TableField


class BeginForm(PortalForm):
    """The kind of table, the file and where it comes from; an operator is offered the registrations alone.

    What is wrong with the rows is said when they have been read.
    """

    table = forms.ChoiceField(label=_("表的种类"), choices=TableKind.choices)
    source = forms.CharField(
        label=_("来源"), max_length=200, help_text=_("文件名称和文号，或者写明由哪个登记管理机关提供。")
    )
    source_on = forms.DateField(
        label=_("来源日期"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("文件的日期，或者登记簿截至的日期。"),
    )
    file = TableField(
        label=_("表格文件"),
        limits=LIMITS,
        help_text=_("支持 .xlsx 和 .csv，最多 %(rows)d 行、%(size)d MB。")
        % {"rows": LIMITS.rows, "size": LIMITS.bytes // MEGABYTE},
    )

    def __init__(self, *args, by: Actor, **options):
        super().__init__(*args, **options)
        if not by.has_role(Role.REGISTRAR):
            self.fields["table"].choices = TableKind.choices[:1]

    @property
    def taken_from(self) -> Source:
        """The source as the workflow takes it; only after is_valid()."""
        return Source(self.cleaned_data["source"], self.cleaned_data["source_on"])


class ApplyForm(PortalForm):
    """The confirmation; the box is only there while rows cannot be used."""

    skips_wrong = forms.BooleanField(label=_("有误的行不导入，其余各行照常导入"), required=False)

    def __init__(self, *args, wrong: int, **options):
        super().__init__(*args, **options)
        if not wrong:
            del self.fields["skips_wrong"]

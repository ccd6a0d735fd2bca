"""Forms of imports of budget lines."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.uploads import TableField
from procurement.budget.imports.workflow import LIMITS


class TableForm(PortalForm):
    """The file."""

    file = TableField(
        label=_("预算指标表"),
        limits=LIMITS,
        help_text=_("支持 .xlsx 和 .csv，最多 %(rows)d 行。表头用预算管理一体化的字段名或者中文名都可以。")
        % {"rows": LIMITS.rows},
    )


class ApplyForm(PortalForm):
    """The confirmation; the box is only there while rows are wrong."""

    skips_wrong = forms.BooleanField(label=_("有误的行不导入，其余各行照常导入"), required=False)

    def __init__(self, *args, wrong: int, **options):
        super().__init__(*args, **options)
        if not wrong:
            del self.fields["skips_wrong"]

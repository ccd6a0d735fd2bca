"""Forms of imports."""

from django import forms
from django.utils.translation import gettext_lazy as _

from orgs.imports.carrying import LIMITS
from portal.kernel.forms import PortalForm
from portal.kernel.sheets import MEGABYTE
from portal.kernel.uploads import TableField


class BeginForm(PortalForm):
    """The file and where it comes from. What is wrong with the file is said when it has been read."""

    source = forms.CharField(
        label=_("来源"), max_length=200, help_text=_("写明登记簿由哪个登记管理机关提供、截至哪一天。")
    )
    file = TableField(
        label=_("登记簿文件"),
        limits=LIMITS,
        help_text=_("支持 .xlsx 和 .csv，最多 %(rows)d 行、%(size)d MB。")
        % {"rows": LIMITS.rows, "size": LIMITS.bytes // MEGABYTE},
    )


class ApplyForm(PortalForm):
    """The confirmation; the box is only there while rows are wrong."""

    skips_wrong = forms.BooleanField(label=_("有误的行不导入，其余各行照常导入"), required=False)

    def __init__(self, *args, wrong: int, **options):
        super().__init__(*args, **options)
        if not wrong:
            del self.fields["skips_wrong"]

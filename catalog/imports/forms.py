"""Forms of imports of annexes."""

from django.utils.translation import gettext_lazy as _

from portal.kernel.forms import PortalForm
from portal.kernel.uploads import TableField


class AnnexForm(PortalForm):
    """The file."""

    file = TableField(
        label=_("目录附件"),
        help_text=_("支持 .xlsx 和 .csv。合并单元格、分级各列、全角数字和空行都可以照原样上传。"),
    )

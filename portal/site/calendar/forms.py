"""The form of a yearly notice: its title, and its days as sentences, as a pasted table or as a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.kernel import sheets
from portal.kernel.calendar import reading
from portal.kernel.calendar.reading import Reading
from portal.kernel.calendar.workflow import NoticeFacts
from portal.kernel.forms import PortalForm
from portal.kernel.uploads import TableField, Upload

FIRST_YEAR, LAST_YEAR = 2015, 2099
SHOWN = 20


class NoticeForm(PortalForm):
    """What is uploaded; `reading` holds what was read from it."""

    year = forms.IntegerField(
        label=_("年度"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.CharField(
        label=_("通知的标题和文号"),
        max_length=200,
        help_text=_("例如 国务院办公厅关于2027年部分节假日安排的通知，加上文号。"),
    )
    text = forms.CharField(
        label=_("通知正文"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("粘贴通知里“一、元旦：……”各条，或者粘贴日期、休或者班、名称三列的表格。"),
    )
    file = TableField(
        label=_("或者表格文件"),
        required=False,
        help_text=_("支持 .xlsx 和 .csv，三列：日期、休或者班、名称。"),
    )
    reading: Reading

    def clean(self) -> dict[str, Any]:
        """Either text or file, and every day of it right."""
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text")
        if self.errors or "year" not in cleaned:
            return cleaned
        if bool(file) == bool(text):
            self.add_error("text", ValidationError(_("请粘贴正文或者选择文件，二者填一个。"), code="one"))
            return cleaned
        name = "file" if file else "text"
        try:
            self.reading = read(text, file, year=cleaned["year"])
        except sheets.UnreadableTable as error:
            self.add_error("file", ValidationError(str(error), code="table"))
            return cleaned
        for sentence in self.reading.wrong[:SHOWN]:
            self.add_error(name, ValidationError(sentence, code="wrong"))
        return cleaned

    def facts(self, upload: Upload | None) -> NoticeFacts:
        """What is handed in."""
        return NoticeFacts(
            year=self.cleaned_data["year"],
            source=self.cleaned_data["source"],
            days=tuple(self.reading.days),
            cautions=tuple(self.reading.cautions),
            upload=upload,
        )


class OpinionForm(PortalForm):
    """Why a notice goes back."""

    opinion = forms.CharField(label=_("退回原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def read(text: str, file: Any, *, year: int) -> Reading:
    """The days of a file, of the notice's sentences, or of a pasted table."""
    if file:
        return reading.read_rows(sheets.rows(file.file, name=file.name), year=year)
    if reading.is_notice(text):
        return reading.read_text(text, year=year)
    return reading.read_rows(reading.pasted_rows(text), year=year)

"""What is typed about proposals: what to change, why, the keeper's decision."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.editions.models import CatalogueEdition
from catalog.editions.rules import ItemFacts
from catalog.revisions.choices import ProposalKind
from catalog.revisions.consulting import Said
from catalog.revisions.rules import SHAPES, NewItem
from catalog.revisions.workflow import Acceptance
from portal.kernel.forms import PortalForm

Choices = Sequence[tuple[str, Any]]
PARTS = ("name", "place_code", "description", "field_of_service")


class BeginForm(PortalForm):
    """Which catalogue, and what is to be done with it."""

    catalogue = forms.ChoiceField(label=gettext_lazy("哪一份目录"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("建议怎么改"), choices=ProposalKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, catalogues: Choices, kinds: Choices = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["catalogue"].choices = catalogues
        if kinds:
            self.fields["kind"].choices = kinds


class PickForm(PortalForm):
    """The items that a proposal is about: as many selects as its kind may name."""

    def __init__(self, *args: Any, kind: str, items: Choices, **options: Any):
        super().__init__(*args, **options)
        least, most = SHAPES[ProposalKind(kind)].old
        for place in range(1, most + 1):
            label = _("原品目") if most == 1 else _("第 %(n)d 个原品目") % {"n": place}
            choices = [("", _("请选择")), *items]
            field = forms.ChoiceField(label=label, choices=choices, required=place <= least)
            self.add_fields({f"old_{place}": field})

    @property
    def codes(self) -> list[str]:
        """What was picked, in order; only after is_valid()."""
        return [code for code in self.cleaned_data.values() if code]


class ProposalForm(PortalForm):
    """The reason, and each new item with its name, place, description and field."""

    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("写明实际需要、服务对象和数量、与现有品目的关系。理由会公开。"),
    )

    def __init__(self, *args: Any, kind: str, places: Choices, place_label: str = "", **options: Any):
        super().__init__(*args, **options)
        self.least, self.most = SHAPES[ProposalKind(kind)].new
        needs_place = kind != ProposalKind.RENAME
        for number in range(1, self.most + 1):
            is_needed = number <= self.least
            made = _fields(places, place_label or _("上级品目"), is_needed, needs_place)
            self.add_fields({f"{part}_{number}": field for part, field in made.items()})
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def clean(self) -> dict:
        """A further item is written whole or left out whole."""
        data = super().clean()
        for number in range(self.least + 1, self.most + 1):
            given = [part for part in PARTS if data.get(f"{part}_{number}")]
            if given and f"name_{number}" in data and not data[f"name_{number}"]:
                self.add_error(f"name_{number}", _("请填写名称，或者清空这一项。"))
        return data

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField], bool]]:
        """The fields of each new item under its title, and whether it has to be written."""
        for number in range(1, self.most + 1):
            title = _("新品目") if self.most == 1 else _("新品目 %(n)d") % {"n": number}
            yield title, [self[f"{part}_{number}"] for part in PARTS], number <= self.least

    @property
    def new_items(self) -> tuple[NewItem, ...]:
        """The new items as the workflow takes them; only after is_valid()."""
        data = self.cleaned_data
        return tuple(
            NewItem(**{part: data[f"{part}_{number}"].strip() for part in PARTS})
            for number in range(1, self.most + 1)
            if data[f"name_{number}"]
        )

    @staticmethod
    def initial_of(items: Sequence[NewItem | ItemFacts]) -> dict:
        """What the fields hold for these items."""
        return {
            f"{part}_{number}": _value(item, part)
            for number, item in enumerate(items, start=1)
            for part in PARTS
        }


class OpinionForm(PortalForm):
    """Why a proposal goes back, or is taken back."""

    opinion = forms.CharField(
        label=gettext_lazy("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class EndorseForm(PortalForm):
    """The opinion of the department's second person; needed only for sending back."""

    opinion = forms.CharField(
        label=gettext_lazy("意见"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("退回修改时必须写明要改什么。"),
    )


class DecideForm(PortalForm):
    """The keeper's answer, which is published."""

    answer = forms.CharField(
        label=gettext_lazy("答复"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("随决定公开，提出单位会收到通知。"),
    )


class AcceptForm(DecideForm):
    """A yes: the codes of the new items, and the name of the draft when there is none."""

    title = forms.CharField(
        label=gettext_lazy("新版本的名称"),
        max_length=200,
        help_text=gettext_lazy("现在没有草稿。采纳后复制最近一版作为草稿，再把这项建议写进去。"),
    )

    def __init__(self, *args: Any, names: Sequence[str], needs_title: bool, **options: Any):
        super().__init__(*args, **options)
        for number, name in enumerate(names, start=1):
            label = _("“%(name)s”的编码") % {"name": name}
            self.add_fields({f"code_{number}": forms.CharField(label=label, max_length=20)})
        if not needs_title:
            del self.fields["title"]
        self.count = len(names)
        self.order_fields([*(f"code_{number}" for number in range(1, self.count + 1)), "title", "answer"])

    @property
    def acceptance(self) -> Acceptance:
        """The decision as the workflow takes it; only after is_valid()."""
        data = self.cleaned_data
        codes = tuple(data[f"code_{number}"].strip().upper() for number in range(1, self.count + 1))
        return Acceptance(codes, data["answer"], data.get("title", ""))


class CommentForm(PortalForm):
    """An opinion; on an edition also about which item."""

    item_code = forms.ChoiceField(label=gettext_lazy("关于哪个品目"), required=False)
    text = forms.CharField(
        label=gettext_lazy("您的意见"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("请不要写姓名、电话和身份证号码。答复和意见在作出决定时一起公开。"),
    )

    def __init__(self, *args: Any, items: Choices = (), **options: Any):
        super().__init__(*args, **options)
        self.fields["item_code"].choices = [("", _("整份目录")), *items]
        if not items:
            del self.fields["item_code"]

    @property
    def said(self) -> Said:
        """The comment as the workflow takes it; only after is_valid()."""
        return Said(self.cleaned_data["text"], self.cleaned_data.get("item_code", ""))


class CompareForm(PortalForm):
    """Two editions of one catalogue."""

    old = forms.ChoiceField(label=gettext_lazy("前一版"))
    new = forms.ChoiceField(label=gettext_lazy("后一版"))

    def __init__(self, *args: Any, editions: Sequence[CatalogueEdition], **options: Any):
        super().__init__(*args, **options)
        self.known = {str(edition.pk): edition for edition in editions}
        groups: dict[str, list[tuple[str, str]]] = {}
        for pk, edition in self.known.items():
            label = f"{edition.title}（{edition.get_status_display()}）"
            groups.setdefault(edition.catalogue.name, []).append((pk, label))
        for name in ("old", "new"):
            self.fields[name].choices = [("", _("请选择")), *groups.items()]

    def clean(self) -> dict:
        """Two different editions of the same catalogue."""
        data = super().clean()
        old, new = (self.known.get(data.get(name, "")) for name in ("old", "new"))
        if old and new and old.pk == new.pk:
            self.add_error("new", _("两边是同一版，请另选一版。"))
        elif old and new and old.catalogue_id != new.catalogue_id:
            self.add_error("new", _("两边不是同一份目录，请选同一份目录的两版。"))
        return data

    @property
    def pair(self) -> tuple[CatalogueEdition, CatalogueEdition]:
        """The editions; only after is_valid()."""
        return tuple(self.known[self.cleaned_data[name]] for name in ("old", "new"))


def _fields(places: Choices, place_label: str, is_needed: bool, needs_place: bool) -> dict:
    return {
        "name": forms.CharField(label=_("名称"), max_length=120, required=is_needed),
        "place_code": forms.ChoiceField(
            label=place_label, choices=[("", _("请选择")), *places], required=is_needed and needs_place
        ),
        "description": forms.CharField(
            label=_("说明"),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("服务内容和对象，一两句话。"),
        ),
        "field_of_service": forms.CharField(
            label=_("服务领域"), max_length=40, required=False, help_text=_("例如“养老”“社区服务”。")
        ),
    }


def _value(item: NewItem | ItemFacts, part: str) -> str:
    if part == "place_code" and isinstance(item, ItemFacts):
        return item.parent_code or item.general_code
    return getattr(item, part)

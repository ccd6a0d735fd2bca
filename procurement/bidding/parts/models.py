"""The kinds of document that a response may hold: data, loaded with the reference data."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.people.models import User
from procurement.bidding.choices import SubmissionKind
from procurement.bidding.parts.choices import OWN_FILE_STAMPED, SIGNING_SAYS, STAMPED_PAGE, Signing
from procurement.projects.models import Package
from procurement.routing.choices import Confidence, is_to_be_confirmed


@dataclass(frozen=True)
class Way:
    """One way of signing, as a page shows it."""

    value: str
    label: str
    says: str


class ResponsePart(models.Model):
    """One kind of document, what counts as signed for it, and whether a response may lack it.

    `signings` are the ways of which one is enough; none where the part needs no signature of its own.
    `is_file` says that it is added as a file, else it is what is typed on the page.
    """

    kind = models.CharField(_("类别"), max_length=12, choices=SubmissionKind.choices)
    code = models.SlugField(_("代码"), max_length=24)
    order = models.PositiveSmallIntegerField(_("次序"))
    name = models.CharField(_("材料"), max_length=40)
    says = models.CharField(_("说明"), max_length=200)
    is_file = models.BooleanField(_("以附件提交"))
    is_required = models.BooleanField(_("必须提交"), default=False)
    signings = ArrayField(
        models.CharField(max_length=12, choices=Signing.choices),
        verbose_name=_("怎样算签署"),
        blank=True,
        default=list,
    )
    basis = models.CharField(_("依据"), max_length=200)
    confidence = models.CharField(_("可信度"), max_length=4, choices=Confidence.choices)

    class Meta:
        verbose_name = _("响应材料")
        verbose_name_plural = _("响应材料")
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="response_part_once"),
            models.CheckConstraint(condition=~Q(basis=""), name="response_part_has_a_basis"),
        ]

    def __str__(self) -> str:
        return self.name

    # Why a package's organiser lets other ways count; set by `queries.parts_for`.
    changed_because = ""

    @property
    def is_to_be_confirmed(self) -> bool:
        """Whether pages show 待确认 beside it."""
        return is_to_be_confirmed(self.confidence)

    @property
    def ways(self) -> list[Way]:
        """What counts as signed, in words."""
        return [Way(value, str(Signing(value).label), self._says(value)) for value in self.signings]

    def _says(self, way: str) -> str:
        """A file of one's own is stamped as it is; only what is typed is printed as the page to stamp."""
        is_own_file = self.is_file and self.code != STAMPED_PAGE
        return str(OWN_FILE_STAMPED if is_own_file and way == Signing.STAMPED else SIGNING_SAYS[way])


class PackageSigning(models.Model):
    """What counts as signed for one part in one package, set by its organiser before the call is out."""

    package = models.ForeignKey(
        Package, models.PROTECT, related_name="part_signings", verbose_name=_("采购包")
    )
    part = models.ForeignKey(ResponsePart, models.PROTECT, related_name="+", verbose_name=_("响应材料"))
    signings = ArrayField(
        models.CharField(max_length=12, choices=Signing.choices),
        verbose_name=_("怎样算签署"),
        blank=True,
        default=list,
    )
    reason = models.CharField(_("理由"), max_length=300)
    set_at = models.DateTimeField(_("设定时间"))
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("设定人"))

    class Meta:
        verbose_name = _("采购包的签署要求")
        verbose_name_plural = _("采购包的签署要求")
        ordering = ["package", "part__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["package", "part"], name="part_signing_once")]

    def __str__(self) -> str:
        return f"{self.part}：{self.in_words}"

    @property
    def in_words(self) -> str:
        """The ways, as a document prints them."""
        return "、".join(str(Signing(way).label) for way in self.signings) or str(_("不用另外签署"))

"""The papers that rules, numbers and pages rest on."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.policies import rules
from catalog.policies.choices import TO_BE_CONFIRMED, Confidence, Kind, Topic, UseKind, Validity


class PolicyPaper(models.Model):
    """One paper. What is not known stays blank and is shown as 待核.

    `names` is how texts cite it, parted by "|"; `lead_issuer` the organ under whose number it stands,
    `issuer` all of them; `in_force_to` the last day.
    """

    slug = models.SlugField(gettext_lazy("代码"), max_length=60, unique=True)
    number = models.CharField(gettext_lazy("文号"), max_length=80, blank=True)
    title = models.CharField(gettext_lazy("名称"), max_length=200)
    issuer = models.CharField(gettext_lazy("发文机关"), max_length=200, blank=True)
    lead_issuer = models.CharField(gettext_lazy("牵头机关"), max_length=80, blank=True)
    kind = models.CharField(gettext_lazy("类别"), max_length=12, choices=Kind.choices)
    topic = models.CharField(gettext_lazy("主题"), max_length=16, choices=Topic.choices)
    issued_on = models.DateField(gettext_lazy("公布日期"), null=True, blank=True)
    in_force_from = models.DateField(gettext_lazy("施行日期"), null=True, blank=True)
    in_force_to = models.DateField(gettext_lazy("失效日期"), null=True, blank=True)
    validity = models.CharField(gettext_lazy("效力"), max_length=10, choices=Validity.choices)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces",
        verbose_name=gettext_lazy("由何文件替代"),
    )  # fmt: skip
    names = models.CharField(gettext_lazy("引用时的称呼"), max_length=300, blank=True)
    source = models.CharField(gettext_lazy("来源"), max_length=300)
    confidence = models.CharField(gettext_lazy("可信度"), max_length=6, choices=Confidence.choices)
    text_at_hand = models.BooleanField(gettext_lazy("平台方核对过全文"), default=False)
    note = models.CharField(gettext_lazy("说明"), max_length=400, blank=True)
    pinyin_initials = models.CharField(gettext_lazy("首字母"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(gettext_lazy("次序"))

    class Meta:
        verbose_name = gettext_lazy("政策文件")
        verbose_name_plural = gettext_lazy("政策文件")
        ordering = ["order"]
        indexes = [models.Index(fields=["order", "id"], name="paper_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to__isnull=True)
                | Q(in_force_from__isnull=True)
                | Q(in_force_to__gte=F("in_force_from")),
                name="paper_days_in_order",
            ),
            models.CheckConstraint(condition=~Q(replaced_by=F("id")), name="paper_not_replaced_by_itself"),
        ]

    def __str__(self) -> str:
        return f"《{self.title}》（{self.number}）" if self.number else f"《{self.title}》"

    def get_absolute_url(self) -> str:
        """The paper's public page, with everything that uses it."""
        return reverse("site:policy", args=[self.slug])

    @property
    def is_to_be_confirmed(self) -> bool:
        """Whether pages must show 待确认 beside it."""
        return self.confidence in TO_BE_CONFIRMED

    def standing(self, on: date) -> rules.Standing:
        """Its validity on a day, in words."""
        return rules.standing(
            self.validity, in_force_from=self.in_force_from, in_force_to=self.in_force_to, on=on
        )

    @property
    def number_says(self) -> str:
        """The number, or that it has to be checked; laws and standards by their name alone are 待核 too."""
        return self.number or _("文号待核")


class PaperUse(models.Model):
    """A rule or a page that rests on a paper; written anew from the code whenever reference data is loaded.

    `place` is the package that holds it, `words` what the refusal or the page says.
    """

    paper = models.ForeignKey(
        PolicyPaper, models.PROTECT, related_name="uses", verbose_name=gettext_lazy("政策文件")
    )
    kind = models.CharField(gettext_lazy("种类"), max_length=8, choices=UseKind.choices)
    place = models.CharField(gettext_lazy("位置"), max_length=120)
    articles = models.CharField(gettext_lazy("条款"), max_length=120, blank=True)
    words = models.CharField(gettext_lazy("内容"), max_length=300, blank=True)

    class Meta:
        verbose_name = gettext_lazy("政策文件的使用")
        verbose_name_plural = gettext_lazy("政策文件的使用")
        ordering = ["paper", "kind", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "kind", "place", "articles", "words"], name="paper_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.articles}"

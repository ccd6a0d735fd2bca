"""The law as dated rows."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

from procurement.routing.choices import Confidence, Unit, is_to_be_confirmed, source
from procurement.routing.figures import START_TO_BE_CONFIRMED, written

SUBJECT = ("code", "region_code", "category")


def _range(first: str, last: str, function: str) -> Func:
    """From one column to another, both included. Ranges need no extension to exclude one another."""
    return Func(F(first), F(last), Value("[]"), function=function)


class RuleParameter(models.Model):
    """One legal number, in force from a day; resolved by the project's own date, never by today.

    `region_code` is a division code or a leading part of it ("43": all Hunan); the longest match wins.
    `category` is goods, services, works or empty.
    """

    code = models.CharField(_("参数"), max_length=60)
    name = models.CharField(_("名称"), max_length=120)
    region_code = models.CharField(_("适用地区"), max_length=12, default="43")
    category = models.CharField(_("类别"), max_length=12, blank=True)
    value = models.DecimalField(_("数值"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("单位"), max_length=16, choices=Unit.choices)
    effective_from = models.DateField(_("生效日期"))
    effective_to = models.DateField(_("失效日期"), null=True, blank=True)
    legal_basis = models.CharField(_("依据"), max_length=300)
    confidence = models.CharField(_("可信度"), max_length=6, choices=Confidence.choices)

    class Meta:
        verbose_name = _("法定参数")
        verbose_name_plural = _("法定参数")
        ordering = ["code", "region_code", "category", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "region_code", "category", "effective_from"], name="parameter_once_a_day"
            ),
            ExclusionConstraint(
                name="one_number_a_day",
                expressions=[
                    *((_range(name, name, "text_range"), RangeOperators.OVERLAPS) for name in SUBJECT),
                    (_range("effective_from", "effective_to", "daterange"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("同一参数、地区和类别在同一天只能有一个数值。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.value}"

    @property
    def says(self) -> str:
        """The value as a person writes it."""
        return written(self.value, self.unit, self.get_unit_display())

    @property
    def is_to_be_confirmed(self) -> bool:
        """Whether pages must show 待确认 beside it."""
        return is_to_be_confirmed(self.confidence)

    @property
    def is_start_to_be_confirmed(self) -> bool:
        """Whether it is not known for sure from which day the row is law; its basis says so."""
        return START_TO_BE_CONFIRMED in self.legal_basis

    @property
    def source(self) -> str:
        """The article, named as second-hand where it is."""
        return source(self.legal_basis, self.confidence)

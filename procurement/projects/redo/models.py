"""Suppliers that refused the contract of a package."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from procurement.projects.models import Package


class RefusedContract(models.Model):
    """A chosen supplier that gave up or signed no contract: it takes no part when the package is done again.

    Written by the award, read by everything that comes before one.
    """

    package = models.ForeignKey(
        Package, models.PROTECT, related_name="refused_contracts", verbose_name=_("采购包")
    )
    supplier = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("供应商"))
    at = models.DateTimeField(_("决定时间"))

    class Meta:
        verbose_name = _("拒绝签订合同的供应商")
        verbose_name_plural = _("拒绝签订合同的供应商")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["package", "supplier"], name="refused_contract_once")]

    def __str__(self) -> str:
        return f"{self.package_id} {self.supplier_id}"

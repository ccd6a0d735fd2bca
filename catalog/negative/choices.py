"""Vocabulary of the negative list."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Concern(models.TextChoices):
    """Why a word of a demand's text is marked."""

    GOODS = "goods", _("可能是采购货物")
    WORKS = "works", _("可能是工程")
    FINANCING = "financing", _("可能是融资")
    HIRING = "hiring", _("可能是招聘用工")


HEAD_OF = {
    Concern.GOODS: "goods_works",
    Concern.WORKS: "goods_works",
    Concern.FINANCING: "financing",
    Concern.HIRING: "hiring",
}

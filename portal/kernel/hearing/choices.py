"""Vocabulary of opinions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Voice(models.TextChoices):
    """As what somebody speaks; of a citizen no name is kept."""

    DEPARTMENT = "department", _("部门和单位")
    ORGANISATION = "organisation", _("社会组织等承接主体")
    CITIZEN = "citizen", _("群众")


class Verdict(models.TextChoices):
    """What became of an opinion."""

    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    NOT_ADOPTED = "not_adopted", _("不采纳")

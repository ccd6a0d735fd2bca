"""Vocabulary of bodies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """What a body is; decides whether it may purchase or contract (Order 102, art. 5, 6, 8)."""

    STATE_ORGAN = "state_organ", _("国家机关")
    FINANCE_DEPARTMENT = "finance_department", _("财政部门")
    AUDIT_BODY = "audit_body", _("审计监督机关")
    AGENCY = "agency", _("采购代理机构")
    SOCIAL_ORGANISATION = "social_organisation", _("社会组织")
    ENTERPRISE = "enterprise", _("企业")
    INSTITUTION_CLASS_ONE = "institution_class_one", _("公益一类事业单位")
    INSTITUTION_CLASS_TWO = "institution_class_two", _("公益二类事业单位")
    EVALUATION_INSTITUTION = "evaluation_institution", _("第三方评价机构")
    PLATFORM = "platform", _("平台管理机构")


PURCHASER_KINDS = frozenset({BodyKind.STATE_ORGAN, BodyKind.FINANCE_DEPARTMENT})
CONTRACTOR_KINDS = frozenset(
    {
        BodyKind.SOCIAL_ORGANISATION,
        BodyKind.ENTERPRISE,
        BodyKind.INSTITUTION_CLASS_TWO,
        BodyKind.EVALUATION_INSTITUTION,
    }
)


class SocialOrganisationType(models.TextChoices):
    """The three kinds of social organisations; the value is the class digit of the credit code."""

    SOCIAL_GROUP = "1", _("社会团体")
    PRIVATE_NON_ENTERPRISE = "2", _("社会服务机构")
    FOUNDATION = "3", _("基金会")


class AssessmentGrade(models.TextChoices):
    """Grade of a social organisation, 5A highest."""

    NONE = "", _("未评估")
    A1 = "1A", "1A"
    A2 = "2A", "2A"
    A3 = "3A", "3A"
    A4 = "4A", "4A"
    A5 = "5A", "5A"

"""Vocabulary of bodies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """What a body is; with its staffing it decides who may purchase or contract (Order 102, art. 5 to 8)."""

    STATE_ORGAN = "state_organ", _("国家机关")
    FINANCE_DEPARTMENT = "finance_department", _("财政部门")
    AUDIT_BODY = "audit_body", _("审计监督机关")
    PARTY_ORGAN = "party_organ", _("党的机关")
    DEMOCRATIC_PARTY = "democratic_party", _("民主党派机关")
    MASS_ORGANISATION = "mass_organisation", _("群团组织")
    INSTITUTION_ADMINISTRATIVE = "institution_administrative", _("承担行政职能的事业单位")
    INSTITUTION_CLASS_ONE = "institution_class_one", _("公益一类事业单位")
    INSTITUTION_CLASS_TWO = "institution_class_two", _("公益二类事业单位")
    INSTITUTION_BUSINESS = "institution_business", _("从事生产经营活动的事业单位")
    SOCIAL_ORGANISATION = "social_organisation", _("社会组织")
    ENTERPRISE = "enterprise", _("企业")
    RURAL_COLLECTIVE = "rural_collective", _("农村集体经济组织")
    VILLAGERS_COMMITTEE = "villagers_committee", _("村民委员会")
    RESIDENTS_COMMITTEE = "residents_committee", _("居民委员会")
    INDIVIDUAL = "individual", _("具备条件的个人")
    AGENCY = "agency", _("采购代理机构")
    EVALUATION_INSTITUTION = "evaluation_institution", _("第三方评价机构")
    PLATFORM = "platform", _("平台管理机构")


class StaffingType(models.TextChoices):
    """By which establishment a body is staffed; empty where it does not matter."""

    NONE = "", _("不使用编制")
    ADMINISTRATIVE = "administrative", _("行政编制")
    INSTITUTIONAL = "institutional", _("事业编制")


class SocialOrganisationType(models.TextChoices):
    """The three kinds of social organisations; the value is the class digit of the credit code."""

    SOCIAL_GROUP = "1", _("社会团体")
    PRIVATE_NON_ENTERPRISE = "2", _("社会服务机构")
    FOUNDATION = "3", _("基金会")


class ServiceField(models.TextChoices):
    """Fields of service: the words of the guidance catalogue, and two that many ask for (儿童, 社会救助)."""

    ELDERLY = "elderly", _("养老")
    CHILDREN = "children", _("儿童")
    DISABILITY = "disability", _("残疾人")
    ASSISTANCE = "assistance", _("社会救助")
    COMMUNITY = "community", _("社区")
    HEALTH = "health", _("医疗卫生")
    EDUCATION = "education", _("教育")
    CULTURE_SPORTS = "culture_sports", _("文化体育")
    EMPLOYMENT = "employment", _("就业")
    HOUSING = "housing", _("住房保障")
    ENVIRONMENT = "environment", _("环境卫生")
    OTHER = "other", _("其他")


class DirectRegistration(models.TextChoices):
    """Kinds that register without a competent unit (中办发〔2016〕46号)."""

    NONE = "", _("双重管理，有业务主管单位")
    ASSOCIATION = "association", _("行业协会商会")
    SCIENCE = "science", _("科技类")
    CHARITY = "charity", _("公益慈善类")
    COMMUNITY = "community", _("城乡社区服务类")


class PartyOrganisation(models.TextChoices):
    """How the Party is organised in a social organisation."""

    UNKNOWN = "", _("未登记")
    INDEPENDENT = "independent", _("单独建立党组织")
    JOINT = "joint", _("联合建立党组织")
    NONE = "none", _("未建立党组织")


class AssessmentGrade(models.TextChoices):
    """Grade of a social organisation, 5A highest."""

    NONE = "", _("未评估")
    A1 = "1A", "1A"
    A2 = "2A", "2A"
    A3 = "3A", "3A"
    A4 = "4A", "4A"
    A5 = "5A", "5A"

"""The letter as abstract models, for challenges and complaints alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.bodies.models import Body
from orgs.people.models import User
from portal.kernel.uploads import Upload
from procurement.challenges.letters.choices import PaperKind, Via


class Letter(models.Model):
    """Who wrote, for whom an agent acts, how and when the letter came.

    `sent_at` decides whether it is in time: the submission, or the postmark of a letter by post.
    `received_on` starts the recipient's clock. `sender` is empty where a letter on paper comes from somebody
    who is not on the portal.
    """

    via = models.CharField(_("提交方式"), max_length=10, choices=Via.choices, default=Via.ONLINE)
    sender = models.ForeignKey(
        Body, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("提出单位")
    )
    sender_name = models.CharField(_("提出单位名称"), max_length=120)
    address = models.CharField(_("地址"), max_length=200)
    postcode = models.CharField(_("邮编"), max_length=6)
    contact = models.CharField(_("联系人"), max_length=60)
    phone = models.CharField(_("联系电话"), max_length=40)
    principal = models.CharField(_("法定代表人或者主要负责人"), max_length=60)
    partners = models.CharField(_("联合体其他成员"), max_length=300, blank=True)
    agent_name = models.CharField(_("代理人"), max_length=60, blank=True)
    agent_matters = models.CharField(_("代理事项"), max_length=200, blank=True)
    agent_powers = models.CharField(_("代理权限"), max_length=200, blank=True)
    agent_until = models.DateField(_("代理期限至"), null=True, blank=True)
    request = models.TextField(_("请求"), max_length=2000)
    written_on = models.DateField(_("落款日期"))
    sent_at = models.DateTimeField(_("提交或者寄出时间"))
    received_on = models.DateField(_("收到日期"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提交或者登记人"))
    entered_at = models.DateTimeField(_("登记时间"))

    class Meta:
        abstract = True


class Matter(models.Model):
    """One matter of a letter with its facts and its law, and what the answer says of it."""

    index = models.PositiveSmallIntegerField(_("序号"))
    matter = models.CharField(_("事项"), max_length=500)
    facts = models.TextField(_("事实依据"), max_length=4000)
    law = models.CharField(_("法律依据"), max_length=500)
    is_founded = models.BooleanField(_("成立"), null=True, blank=True)
    answer = models.TextField(_("答复"), max_length=4000, blank=True)
    answer_facts = models.TextField(_("答复的事实依据"), max_length=4000, blank=True)
    answer_law = models.CharField(_("答复的法律依据"), max_length=500, blank=True)

    class Meta:
        abstract = True


class LetterPaper(models.Model):
    """A file that came with a letter."""

    kind = models.CharField(_("材料"), max_length=10, choices=PaperKind.choices)
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+", verbose_name=_("文件"))

    class Meta:
        abstract = True

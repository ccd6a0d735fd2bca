"""Vocabulary of the parts of a response."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Signing(models.TextChoices):
    """What counts as signed."""

    PORTAL = "portal", _("本平台签署")
    SEALED_FILE = "sealed_file", _("盖电子印章的文件")
    STAMPED = "stamped", _("打印盖章后扫描")


STAMPED_PAGE = "stamped_page"
OWN_FILE_STAMPED = _("打印这份材料，盖章后扫描上传。")
SIGNING_SAYS = {
    Signing.PORTAL: _("经办人用第二重验证登录，凭单位的书面授权提交。"),
    Signing.SEALED_FILE: _("盖好电子印章的文件，按收到的样子保存，平台不改动。"),
    Signing.STAMPED: _("打印盖章页，盖章后扫描上传；页上的图形码与填写的内容对应。"),
}

"""Vocabulary of revisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalKind(models.TextChoices):
    """What a proposal would do with items."""

    ADD = "add", _("增加品目")
    RENAME = "rename", _("修改名称、说明或者位置")
    SPLIT = "split", _("拆分品目")
    MERGE = "merge", _("合并品目")
    RETIRE = "retire", _("取消品目")


class ProposalStatus(models.TextChoices):
    """How far a proposal has come, from the department's draft to the keeper's decision."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待本单位审核")
    RETURNED = "returned", _("已退回修改")
    PROPOSED = "proposed", _("待编制单位办理")
    CONSULTATION = "consultation", _("征求意见")
    DECLINING = "declining", _("拟不采纳，待复核")
    ACCEPTED = "accepted", _("已采纳")
    DECLINED = "declined", _("不采纳")
    WITHDRAWN = "withdrawn", _("已撤回")


class ChangeKind(models.TextChoices):
    """In what an item of one edition differs from its former self."""

    ADDED = "added", _("新增")
    RENAMED = "renamed", _("更名")
    REWORDED = "reworded", _("文字修改")
    MOVED = "moved", _("移动")
    SPLIT = "split", _("拆分")
    MERGED = "merged", _("合并")
    RETIRED = "retired", _("取消")
    KEPT = "kept", _("保留")


S = ProposalStatus
DECIDED = (S.ACCEPTED, S.DECLINED)
OF_DEPARTMENT = (S.DRAFT, S.SUBMITTED, S.RETURNED)

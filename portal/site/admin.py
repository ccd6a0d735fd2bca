"""The admin as a whole: signs in like every page, and what libraries registered is read-only as well."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin
import django.contrib.auth.admin
import django_celery_beat.admin
import django_celery_results.admin
import rest_framework.authtoken.admin
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_celery_beat.models import PeriodicTask
from django_celery_results.models import TaskResult

from portal.kernel import uploads_admin as uploads
from portal.kernel.admin import AuditAdmin
from portal.kernel.calendar import admin as calendar
from portal.kernel.ledger import admin as ledger
from portal.kernel.ledger.tree import admin as ledger_tree
from portal.kernel.outbox.models import OutboxJob
from portal.site.jobs import JOBS

KERNEL = (calendar, ledger, ledger_tree, uploads)
LIBRARIES = (
    allauth.account.admin,
    allauth.mfa.admin,
    allauth.usersessions.admin,
    django.contrib.auth.admin,
    django_celery_beat.admin,
    django_celery_results.admin,
    rest_framework.authtoken.admin,
)
STATES = {
    "PENDING": _("等待执行"),
    "RECEIVED": _("已接收"),
    "STARTED": _("执行中"),
    "SUCCESS": _("已完成"),
    "FAILURE": _("出错"),
    "RETRY": _("等待重试"),
    "REVOKED": _("已取消"),
}


@admin.register(OutboxJob)
class OutboxJobAdmin(AuditAdmin):
    """Jobs that follow a commit. Their arguments stay out of sight, since an id may tell who bid."""

    list_display = ["id", "task", "created_at", "due_at", "sent_at", "done_at", "attempts"]
    fields = ["task", "created_at", "due_at", "sent_at", "done_at", "attempts"]
    list_filter = ["task"]
    words = {"task": JOBS}
    search_fields = ["task"]
    date_hierarchy = "due_at"


class PeriodicTaskAdmin(AuditAdmin):
    """What runs by the clock."""

    list_display = ["job", "enabled", "last_run_at", "total_run_count"]
    fields = ["job", "enabled", "last_run_at", "total_run_count"]

    @admin.display(description=_("任务"), ordering="task")
    def job(self, periodic: PeriodicTask) -> str:
        """The task in words; the library gives its field an English name."""
        return JOBS.get(periodic.task, periodic.task)


class TaskResultAdmin(AuditAdmin):
    """Job runs and their results; arguments are ids only and stay out of sight."""

    list_display = ["task_name", "status", "date_created", "date_done", "result"]
    list_filter = ["status", "task_name"]
    words = {"task_name": JOBS, "status": STATES}
    date_hierarchy = "date_done"
    fields = ["task_name", "status", "date_created", "date_done", "result"]


def close_library_admins() -> None:
    """Take every library's writable page out; jobs and their schedule come back read-only."""
    ours = ("kernel", "orgs", "catalog", "procurement", "evaluation", "site")
    for model in [m for m in admin.site._registry if m._meta.app_label not in ours]:
        admin.site.unregister(model)
    admin.site.register(PeriodicTask, PeriodicTaskAdmin)
    admin.site.register(TaskResult, TaskResultAdmin)


close_library_admins()
admin.site.login = secure_admin_login(admin.site.login)

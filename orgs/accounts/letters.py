"""The words of e-mails to people who have no inbox yet: subject and text."""

from django.utils.translation import gettext as _

from orgs.accounts import entry as links
from orgs.accounts.applications.models import AccountApplication
from orgs.people.models import User


def entry(user: User, *, site: str) -> tuple[str, str]:
    """The sign-in name, and where to set the password."""
    text = _(
        "%(name)s：\n\n您在购买服务平台的账号已经开通，登录名：%(username)s。\n"
        "请打开下面的链接设置密码，链接只能用一次，%(days)d 天内有效：\n%(link)s\n\n"
        "过期的，请本单位管理员或者登记管理人员再发一次。没有申请过账号的，请不要打开链接，并告诉我们。"
    ) % {
        "name": user.name,
        "username": user.username,
        "days": links.days_of_link(),
        "link": links.link_of(user, site=site),
    }
    return _("账号已开通，请设置密码"), text


def returned(application: AccountApplication) -> tuple[str, str]:
    """Why, and what to do."""
    text = _("%(name)s：\n\n%(body)s的账号申请没有通过核对，原因：%(reason)s\n\n改正后可以重新申请。") % {
        "name": application.applicant_name,
        "body": application.body.name,
        "reason": application.reason,
    }
    return _("账号申请已退回"), text

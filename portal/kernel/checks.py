"""What production refuses: everything that only a demonstration may have."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from portal.kernel import keys

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})
LEAST_SECRET_LENGTH = 50


@register(Tags.security)
def production_settings(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Nothing of the demonstration is left in the settings or in the key file of a production portal."""
    if settings.PORTAL_ENV != "production":
        return []
    return [*_settings_refused(), *_key_file_refused()]


def refuse_to_start() -> None:
    """For the processes that Django does not check by itself: web server and worker."""
    refused = production_settings()
    if refused:
        raise ImproperlyConfigured(
            "\n".join(f"{message.id} {message.msg} {message.hint}" for message in refused)
        )


def _settings_refused() -> Iterator[CheckMessage]:
    secret = settings.SECRET_KEY
    if secret == settings.DEMO_SECRET_KEY or len(secret) < LEAST_SECRET_LENGTH:
        yield Error(
            _("生产环境不能使用演示用的或过短的 SECRET_KEY。"),
            hint=_("用环境变量 SECRET_KEY 给出至少五十个随机字符。"),
            id="portal.E001",
        )
    if settings.DEBUG:
        yield Error(_("生产环境不能打开 DEBUG。"), hint=_("去掉环境变量 DEBUG。"), id="portal.E002")
    if settings.DEMO_MODE:
        yield Error(_("生产环境不能打开演示模式。"), hint=_("去掉环境变量 PORTAL_DEMO。"), id="portal.E003")
    if settings.SECOND_FACTOR_OPTIONAL:
        yield Error(
            _("生产环境的工作人员必须使用第二重验证。"),
            hint=_("去掉环境变量 PORTAL_SECOND_FACTOR_OPTIONAL。"),
            id="portal.E004",
        )
    hosts = {host.strip() for host in settings.ALLOWED_HOSTS}
    if "*" in hosts or not hosts - LOCAL_HOSTS - {""}:
        yield Error(
            _("生产环境须写明对外的域名。"),
            hint=_("用环境变量 ALLOWED_HOSTS 列出域名，以逗号分隔，不用星号。"),
            id="portal.E005",
        )


def _key_file_refused() -> Iterator[CheckMessage]:
    try:
        ring = keys.read()
    except keys.KeyFileError as error:
        yield Error(
            _("密钥文件不能使用：%(reason)s") % {"reason": error},
            hint=_("运行 manage.py keys create，或从备份恢复。"),
            id="portal.E006",
        )
        return
    if ring.is_demonstration:
        yield Error(
            _("生产环境不能使用演示密钥文件。"),
            hint=_("换一个位置（PORTAL_KEY_FILE），在生产环境中运行 manage.py keys create。"),
            id="portal.E007",
        )
    if settings.KEY_FILE.stat().st_mode & 0o077:
        yield Error(
            _("密钥文件可被其他系统用户读取。"),
            hint=_("把 %(path)s 的权限改为 0600。") % {"path": settings.KEY_FILE},
            id="portal.E008",
        )

"""Which browser and which system a sign-in came from, in words that its owner knows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first sign that is found decides: many browsers also call themselves Chrome and Safari.
BROWSERS = (
    ("MicroMessenger", gettext_lazy("微信")),
    ("Edg", gettext_lazy("微软浏览器")),
    ("QQBrowser", gettext_lazy("QQ浏览器")),
    ("Firefox", gettext_lazy("火狐浏览器")),
    ("Chrome", gettext_lazy("谷歌内核浏览器")),
    ("Safari", gettext_lazy("苹果浏览器")),
)
SYSTEMS = (
    ("HarmonyOS", gettext_lazy("鸿蒙系统")),
    ("Android", gettext_lazy("安卓手机或平板")),
    ("iPhone", gettext_lazy("苹果手机")),
    ("iPad", gettext_lazy("苹果平板")),
    ("Windows", gettext_lazy("视窗电脑")),
    ("Macintosh", gettext_lazy("苹果电脑")),
    ("Linux", gettext_lazy("国产或其他系统电脑")),
)


def in_words(user_agent: str) -> str:
    """火狐浏览器，视窗电脑; what is not known is said to be unknown."""
    browser = next((words for sign, words in BROWSERS if sign in user_agent), _("其他浏览器"))
    system = next((words for sign, words in SYSTEMS if sign in user_agent), "")
    return _("%(browser)s，%(system)s") % {"browser": browser, "system": system} if system else str(browser)

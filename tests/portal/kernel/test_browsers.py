"""Browsers in words."""

import pytest

from portal.kernel import browsers

ENGINE = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64) {ENGINE} Edg/140.0", "微软浏览器，视窗电脑"),
        (f"Mozilla/5.0 (Linux; Android 15) {ENGINE} MicroMessenger/8.0", "微信，安卓手机或平板"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "苹果浏览器，苹果手机"),
        (f"Mozilla/5.0 (X11; Linux x86_64) {ENGINE}", "谷歌内核浏览器，国产或其他系统电脑"),
        ("", "其他浏览器"),
    ],
)
def test_a_sign_in_names_browser_and_system(sent, words):
    assert browsers.in_words(sent) == words

"""Nothing personal reaches a log, wherever in the record it stands."""

import io
import logging
import logging.config

import pytest
from django.conf import settings

from portal.kernel import logs


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("电话13812345678登记", "电话[phone]登记"),
        ("+86 138-1234-5678", "[phone]"),
        ("0731-84512345 打来", "[phone] 打来"),
        ("证件 430102199001011234", "证件 [identity]"),
        ("证件 43010219900101123X。", "证件 [identity]。"),
        ("账号 6222021234567890123", "账号 [account]"),
        ("wang.wu+x@example.com.cn 登录", "[e-mail] 登录"),
        ('"GET /search/?q=%E7%8E%8B&after=x HTTP/1.1" 200', '"GET /search/?[removed] HTTP/1.1" 200'),
        ("Not Found: /a/b?token=1", "Not Found: /a/b?[removed]"),
        ("DETAIL:  Key (phone)=(123) already exists.", "DETAIL: [removed]"),
        ("编号 XJGF-2026-000123 金额 1740000.00", "编号 XJGF-2026-000123 金额 1740000.00"),
        ("2026-09-01 12:00:00,123 took 0.13812345678 s", "2026-09-01 12:00:00,123 took 0.13812345678 s"),
        ("sha256 " + "13812345678" * 5 + "a", "sha256 " + "13812345678" * 5 + "a"),
    ],
)
def test_personal_data_is_taken_out_of_a_line(line, expected):
    assert logs.scrub(line) == expected


def configured_stream() -> tuple[logging.Handler, io.StringIO]:
    formatter = settings.LOGGING["formatters"]["line"]
    handler = logging.StreamHandler(stream := io.StringIO())
    configurator = logging.config.DictConfigurator({"version": 1})
    handler.setFormatter(configurator.configure_formatter(dict(formatter)))
    return handler, stream


def test_the_configured_format_scrubs_arguments_and_tracebacks():
    handler, stream = configured_stream()
    log = logging.Logger("portal.test")
    log.addHandler(handler)
    try:
        raise ValueError("13812345678 li@example.com")
    except ValueError:
        log.exception("saved %s", "430102199001011234")
    text = stream.getvalue()
    assert "saved [identity]" in text
    assert "ValueError: [phone] [e-mail]" in text


def test_every_handler_uses_the_scrubbing_formatter():
    for name, handler in settings.LOGGING["handlers"].items():
        formatter = settings.LOGGING["formatters"][handler["formatter"]]
        assert formatter["()"] == "portal.kernel.logs.ScrubbedFormatter", name

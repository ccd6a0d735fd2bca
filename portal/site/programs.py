"""Programs that work beside the portal, and the formats they keep to, for anybody to take."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

DOCS = settings.BASE_DIR / "docs"


@dataclass(frozen=True)
class Program:
    """A file that is handed out as it stands in the repository, and what it is for."""

    path: Path
    title: str | Promise
    says: str | Promise

    @property
    def name(self) -> str:
        """Under which it is downloaded."""
        return self.path.name

    @property
    def sha256(self) -> str:
        """To compare what was taken with what another has."""
        return digest(self.path)


PROGRAMS = (
    Program(
        DOCS / "bid_client.py",
        _("不用浏览器投标的程序"),
        _(
            "在自己的电脑上加密、经接口提交、保管回执、开启时解锁。用程序提交的不算在本平台签署，要附盖章页扫描件。"
        ),
    ),
    Program(
        DOCS / "check_ledger.py",
        _("核验程序"),
        _("不连接平台也能核验回执、存证的树头和证明；开头写着用法。"),
    ),
    Program(
        DOCS / "check_draw.py",
        _("核验专家抽取的程序"),
        _("不连接平台，重算一次专家抽取：名单、种子、次序和公开后的姓名；开头写着算法和用法。"),
    ),
)
FORMATS = (
    Program(
        DOCS / "developers" / "sealed-bid-format.md",
        _("密封文件的格式"),
        _("任何支持同样加密标准的程序都能照它制作和打开密封文件。"),
    ),
    Program(DOCS / "developers" / "ledger.md", _("存证的格式"), _("记录怎样变成摘要、树头和证明。")),
    Program(DOCS / "developers" / "api.md", _("接口的用法"), _("地址、令牌、次数限制和拒绝的写法。")),
)


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    """What there is, each with its digest."""
    context = {"programs": PROGRAMS, "formats": FORMATS}
    return render(request, "portal/site/program_list.html", context)


@require_safe
def program_download(_request: HttpRequest, name: str) -> FileResponse:
    """One of them; nothing else of the repository."""
    found = next((one for one in (*PROGRAMS, *FORMATS) if one.name == name), None)
    if found is None:
        raise Http404
    return FileResponse(found.path.open("rb"), as_attachment=True, filename=found.name)


@cache
def digest(path: Path) -> str:
    """SHA-256 of a delivered file, which does not change while the portal runs."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

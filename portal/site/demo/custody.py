"""The custodian of the demonstration: a key in use, its file under PORTAL_VAR, its phrase for everybody."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from joserfc.jwk import ECKey

from portal.site.demo.cast import Cast
from procurement.bidding.custody import queries, sealing, workflow

TITLE = gettext_lazy("第二把钥匙（示例）")
KEEPER = "tuoguan"
FOLDER, FILE = "demo", "custody-key.json"
# Production refuses the demonstration as a whole.
PHRASE = "11111 22222 33333 44444 55555"
MEMBERS = ("kty", "crv", "x", "y")


def keep(cast: Cast, *, now: datetime) -> str:
    """Register the key once and lay its file where whoever tries the portal finds it."""
    keeper = cast.actors[KEEPER]
    if queries.in_use(keeper.body_id):
        return _("已经在演示数据中")
    private = ECKey.generate_key("P-256").as_dict(private=True)
    folder = settings.VAR_DIR / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = sealing.key_file(private, PHRASE, body=keeper.body_name, now=now)
    (folder / FILE).write_text(text, encoding="utf-8")
    workflow.register({name: private[name] for name in MEMBERS}, by=keeper, now=now)
    return _("已建立")

"""Who keeps second keys: keys in use, their files under PORTAL_VAR, one phrase for everybody."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from joserfc.jwk import ECKey

from portal.kernel.actors import Actor
from portal.site.demo.cast import Cast
from procurement.bidding.custody import queries, sealing, workflow

TITLE = gettext_lazy("第二把钥匙（示例）")
# The finance department of the city, and a notary for the province; each key lies in a file.
FINANCE, NOTARY = "tuoguan", "gongzheng"
FOLDER, FILES = "demo", {FINANCE: "custody-key.json", NOTARY: "custody-key-notary.json"}
# Production refuses the demonstration as a whole.
PHRASE = "11111 22222 33333 44444 55555"
MEMBERS = ("kty", "crv", "x", "y")


def keep(cast: Cast, *, now: datetime) -> str:
    """Register the keys once and lay their files where whoever tries the portal finds them."""
    keepers = [cast.actors[name] for name in FILES]
    if all(queries.in_use(keeper.body_id) for keeper in keepers):
        return _("已经在演示数据中")
    folder = settings.VAR_DIR / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for keeper, name in zip(keepers, FILES.values(), strict=True):
        if queries.in_use(keeper.body_id) is None:
            register(keeper, folder / name, now=now)
    return _("已建立")


def register(keeper: Actor, path: Path, *, now: datetime) -> None:
    """A new key of one keeper, its private half in a file that the phrase opens."""
    private = ECKey.generate_key("P-256").as_dict(private=True)
    text = sealing.key_file(private, PHRASE, body=keeper.body_name, now=now)
    path.write_text(text, encoding="utf-8")
    workflow.register({name: private[name] for name in MEMBERS}, by=keeper, now=now)

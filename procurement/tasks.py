"""Table of contents of the jobs, in the order of the procedure."""

from procurement.award.tasks import publish_termination, receive_report, result_out, sweep
from procurement.bidding.tasks import ensure_opening_keys
from procurement.notices.intents.tasks import tell_intention
from procurement.notices.searches.tasks import tell_of_searches
from procurement.opening.tasks import sweep_due

__all__ = [
    "ensure_opening_keys",
    "publish_termination",
    "receive_report",
    "result_out",
    "sweep",
    "sweep_due",
    "tell_intention",
    "tell_of_searches",
]

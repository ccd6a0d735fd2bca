"""Fixtures of this folder."""

from tests.procurement.bidding.sealing_site import site

__all__ = ["site"]

"""Table of contents of the admin, in the order of the procedure."""

from procurement.routing import admin as routing

__all__ = ["routing"]

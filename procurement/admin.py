"""Table of contents of the admin, in the order of the procedure."""

from procurement.budget import admin as budget
from procurement.projects import admin as projects
from procurement.routing import admin as routing

__all__ = ["budget", "projects", "routing"]

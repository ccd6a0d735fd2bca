"""Base classes of the views under /api/v1/, apart from `api`, which REST framework imports as it starts."""

from collections.abc import Sequence

from rest_framework import mixins, viewsets


class ReadOnly(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """Lists and single records. `order` must end with a unique column; limit `get_queryset` to the reader."""

    order: Sequence[str] = ("-pk",)

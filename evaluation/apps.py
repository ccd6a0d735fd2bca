"""The evaluation floor as a Django app."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Tables of this floor; see the package's docstring."""

    name = "evaluation"
    verbose_name = "评价与监督"

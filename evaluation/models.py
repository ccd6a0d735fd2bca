"""Table of contents of this floor's records."""

from evaluation.audit.models import AccessRecord
from evaluation.performance.models import EvaluationOpinion, PerformanceEvaluation, SatisfactionAnswer
from evaluation.reports.models import MonthlyReport

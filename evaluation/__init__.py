"""Looking back: performance evaluation, audit, reports."""

"""The benchmarks as facts: their arithmetic, and that every row runs."""

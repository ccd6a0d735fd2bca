"""How many rows a generated province has, table by table.

The large set is about the real province: 34,383 registered organisations in 2018, 14,300 stations and 141
incubation bases by the founding document. 200,000 purchases in five years are a load, not a statistic.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Rows a table; a table without a generator yet keeps its figure for the one who writes it."""

    purchasers: int
    organisations: int
    township_stations: int
    village_stations: int
    incubation_bases: int
    projects: int
    packages: int
    notices: int
    bids: int
    score_lines: int
    contracts: int
    payments: int
    evaluations: int
    satisfaction_answers: int
    uploads: int
    ledger_entries: int


SIZES = {
    "small": Size(
        purchasers=60, organisations=300, township_stations=100, village_stations=100, incubation_bases=6,
        projects=500, packages=560, notices=1_500, bids=1_600, score_lines=20_000, contracts=300,
        payments=800, evaluations=250, satisfaction_answers=5_000, uploads=3_000, ledger_entries=10_000,
    ),
    "medium": Size(
        purchasers=1_200, organisations=4_000, township_stations=1_947, village_stations=2_000,
        incubation_bases=40, projects=20_000, packages=23_000, notices=60_000, bids=78_000,
        score_lines=400_000, contracts=10_000, payments=28_000, evaluations=8_000,
        satisfaction_answers=100_000, uploads=120_000, ledger_entries=500_000,
    ),
    "full": Size(
        purchasers=9_000, organisations=40_000, township_stations=1_940, village_stations=12_360,
        incubation_bases=141, projects=200_000, packages=230_000, notices=600_000, bids=800_000,
        score_lines=4_000_000, contracts=100_000, payments=280_000, evaluations=80_000,
        satisfaction_answers=1_000_000, uploads=1_200_000, ledger_entries=6_000_000,
    ),
}  # fmt: skip

"""Whatever is asked of the interface, it answers as its description says."""

import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from catalog.editions import workflow as catalogue
from portal.wsgi import application
from procurement.routing import workflow as routing

# `make proof` sets PORTAL_PROOF=1 and asks ten times as much.
EXAMPLES = 100 if os.environ.get("PORTAL_PROOF") == "1" else 10
CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


RECORDS = (
    "catalogue/items", "divisions", "parameters", "notices", "intentions", "demands",
    "ledger/heads", "ledger/keys",
)  # fmt: skip
PATHS = [f"/api/v1/{name}/" for name in RECORDS]
CALCULATOR = "/api/v1/review/price-scores/"
SINGLE = [
    "/api/v1/catalogue/items/{code}/",
    "/api/v1/divisions/{code}/",
    "/api/v1/parameters/{id}/",
    "/api/v1/notices/{number}/",
    "/api/v1/ledger/heads/{tree_size}/consistency/",
    "/api/v1/ledger/proofs/{leaf_hash}/",
]


@pytest.fixture
def described(db):
    catalogue.load_reference()
    routing.load_reference()
    # As the test client does: a request must not close the connection that the test's transaction is on.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", [*PATHS, *SINGLE, CALCULATOR])
def test_the_answer_is_the_one_described(described, path):
    method = "POST" if path == CALCULATOR else "GET"

    @given(case=described[path][method].as_strategy())
    @hypothesis_settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case):
        case.call_and_validate(checks=CHECKS)

    ask()

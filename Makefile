# Two commands: `make run` and `make test`. Both need only python3 (with venv) and make.
PYTHON ?= python3
LAUNCH = exec "$(PYTHON)" portal/launch/bootstrap.py
VENV = .venv/bin/python

.PHONY: run test proof bench stop status install lint migrations lock

run:  ## From nothing to the portal on http://localhost:8000
	@$(LAUNCH) run --with-make

test:  ## The whole test suite, on servers of its own
	@$(LAUNCH) test --with-make

proof:  ## The same tests, with counts in the thousands in full
	@$(LAUNCH) proof --with-make

bench:  ## Measurements side by side, as ratios
	@$(LAUNCH) bench --with-make

stop:  ## Stop the portal that runs in this folder
	@$(LAUNCH) stop

status:  ## Where the portal runs and who can sign in
	@$(LAUNCH) status

install:  ## The virtual environment alone, with what tests need
	@$(LAUNCH) install

lint:  ## Style and import contracts
	$(VENV) -m ruff check .
	.venv/bin/lint-imports

migrations:  ## Write the migrations that the models ask for (the portal must run)
	$(VENV) -m portal.launch manage makemigrations

lock:  ## Lock the newest releases that requirements/*.in allow (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q requirements/portal.in -o requirements/portal.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -q requirements/test.in -o requirements/test.txt

# Everything a newcomer needs: `make run` and `make test`. Each sets up its own .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Two workers more than cores: the tests of real processes mostly wait.
WORKERS = $(shell $(PYTHON) -c "import os; print((os.cpu_count() or 1) + 2)")
# A file's tests share what they set up, so each goes to one worker; in the order of the folders, as
# the longest files have few tests and would come last.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Exactly what the lock says: hashes checked, nothing resolved, no build tools fetched on the side.
PIP := $(BIN)/pip --disable-pip-version-check --no-input
INSTALL_LOCK := $(PIP) install --quiet --no-deps --only-binary :all: --require-hashes -r
INSTALL_SELF := $(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes -q --no-header --no-annotate

# Each worker would compile every module and rewrite every test anew, half of what collecting takes.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run dashboard test setup check model bench test-long test-browser format lock check-lock

help:  ## say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

run: $(VENV)/.run  ## start the demo on SQLite; then open the address it prints
	$(BIN)/chama-bot demo

dashboard: $(VENV)/.dashboard  ## the same with the officers' pages in a browser beside it
	$(BIN)/chama-bot demo --dashboard

test: $(VENV)/.dev  ## run every test that needs no browser, on SQLite and PostgreSQL
	$(PYTEST) -m "not browser"

test-long: $(VENV)/.dev  ## the same with every transcript on both databases and 20 times the random cases
	CHAMA_TESTS_LONG=1 $(PYTEST) -m "not browser"

test-browser: $(VENV)/.dev  ## drive the simulator in a real headless Chromium
	$(BIN)/python -m pytest -m browser

setup: $(VENV)/.dev  ## create .venv with everything for running and developing

# What tests of real processes reach, coverage does not see: `make test` has run them.
check: $(VENV)/.dev  ## format, lint, types, branch coverage of the tests on SQLite, browser tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) -m "not browser and not postgresql" --ignore tests/system --cov --cov-report=term:skip-covered
	$(BIN)/python -m pytest -m browser

model: $(VENV)/.model  ## learn anew from the examples in templates/*/examples what a text means
	$(BIN)/python -m learning

bench: $(VENV)/.dev  ## measure the budgets, as ratios in one run
	$(BIN)/chama-bot bench

format: $(VENV)/.dev  ## let ruff rewrite what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:  ## pin the versions anew (needs uv)
	$(COMPILE) --extra build --extra dashboard --extra dev pyproject.toml -o requirements-dev.lock
	$(COMPILE) --extra build -c requirements-dev.lock pyproject.toml -o requirements.lock
	$(COMPILE) --extra build --extra dashboard -c requirements-dev.lock pyproject.toml \
	    -o requirements-dashboard.lock
	$(COMPILE) --extra build --extra model -c requirements-dev.lock pyproject.toml \
	    -o requirements-model.lock

check-lock: $(VENV)/bin/python  ## prove that every Python we support finds its wheels in the lock
	for version in 3.11 3.12 3.13; do \
	    $(PIP) download --quiet --no-deps --only-binary :all: --python-version $$version \
	        --require-hashes -r requirements-dev.lock -d "$$(mktemp -d)" || exit 1; \
	done

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.lock pyproject.toml
	$(INSTALL_LOCK) requirements.lock
	$(INSTALL_SELF)
	$(PIP) check
	touch $@

$(VENV)/.model: $(VENV)/.dev requirements-model.lock
	$(INSTALL_LOCK) requirements-model.lock
	touch $@

$(VENV)/.dashboard: $(VENV)/bin/python requirements-dashboard.lock pyproject.toml
	$(INSTALL_LOCK) requirements-dashboard.lock
	$(INSTALL_SELF)
	$(PIP) check
	touch $@ $(VENV)/.run

$(VENV)/.dev: $(VENV)/bin/python requirements-dev.lock pyproject.toml
	$(INSTALL_LOCK) requirements-dev.lock
	$(INSTALL_SELF)
	$(PIP) check
	touch $@ $(VENV)/.run $(VENV)/.dashboard

# make demo: set up .venv and print the facts of a release; make test: lint, types, tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types tests check clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

demo: $(VENV)/.installed
	$(BIN)/extractor extract corpus/demo.txt --format table

test: lint types check tests

lint: $(VENV)/.installed
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests

types: $(VENV)/.installed
	$(BIN)/mypy

check: $(VENV)/.installed
	$(BIN)/extractor patterns check

tests: $(VENV)/.installed
	$(BIN)/pytest

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache

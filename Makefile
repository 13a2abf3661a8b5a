# make demo: set up .venv and print the facts of a release; make test: lint, types, tests;
# make gate: compare the scores of corpus/ with corpus/baseline.json; make compare: other systems beside ours;
# make package: build a wheel, install it in an environment of its own, run it from another folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types tests check gate compare package clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

demo: $(VENV)/.installed
	$(BIN)/extractor extract corpus/releases/demo.txt --format table

test: lint types check gate tests

lint: $(VENV)/.installed
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks

types: $(VENV)/.installed
	$(BIN)/mypy

check: $(VENV)/.installed
	$(BIN)/extractor patterns check

gate: $(VENV)/.installed
	$(BIN)/extractor corpus check corpus
	$(BIN)/extractor eval corpus --baseline corpus/baseline.json

compare:
	$(PYTHON) -m venv $(VENV)-compare
	$(VENV)-compare/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . -r benchmarks/requirements.txt
	$(VENV)-compare/bin/python benchmarks/accuracy.py corpus

tests: $(VENV)/.installed
	$(BIN)/pytest

package: $(VENV)/.installed
	rm -rf dist $(VENV)-package
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(PYTHON) -m venv $(VENV)-package
	$(VENV)-package/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt dist/*.whl
	cd / && "$(CURDIR)/$(VENV)-package/bin/extractor" extract "$(CURDIR)/corpus/releases/demo.txt" --format table
	cd / && "$(CURDIR)/$(VENV)-package/bin/extractor" patterns check

clean:
	rm -rf $(VENV) $(VENV)-package $(VENV)-compare dist build .mypy_cache .ruff_cache .pytest_cache

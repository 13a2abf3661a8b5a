# make demo: set up .venv and print the facts of a release; make test: lint, types, tests;
# make package: build a wheel, install it in an environment of its own, run it from another folder.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types tests check package clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

demo: $(VENV)/.installed
	$(BIN)/extractor extract corpus/releases/demo.txt --format table

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

package: $(VENV)/.installed
	rm -rf dist $(VENV)-package
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(PYTHON) -m venv $(VENV)-package
	$(VENV)-package/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt dist/*.whl
	cd / && "$(CURDIR)/$(VENV)-package/bin/extractor" extract "$(CURDIR)/corpus/releases/demo.txt" --format table
	cd / && "$(CURDIR)/$(VENV)-package/bin/extractor" patterns check

clean:
	rm -rf $(VENV) $(VENV)-package dist build .mypy_cache .ruff_cache .pytest_cache

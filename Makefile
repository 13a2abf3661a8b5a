# make demo: set up .venv and print the facts of a release; make test: lint, types, tests;
# make gate: compare the scores of corpus/ with corpus/baseline.json; make compare: other systems beside ours;
# make bench: how fast it is, beside them too; tables on the terminal, figures in build/;
# make spark: the same for what runs on Spark, which is large and so has an environment of its own;
# make notebooks: run the notebooks, in an environment of their own; make notebooks-write: and keep what they show;
# make docs: build the documentation site into build/docs/site/;
# make browser: the page of extractor report in Chromium, headless, in an environment of its own;
# make fuzz: look for texts that break what holds for any text, FUZZ_SECONDS for each of three checks;
# make package: build a wheel, install it in an environment of its own, run it from another folder.
PYTHON ?= python3
CORPUS ?= corpus/releases
VENV := .venv
BIN := $(VENV)/bin

FUZZ_SECONDS ?= 20

.PHONY: demo test lint types tests check gate compare bench spark browser notebooks notebooks-write fuzz package docs clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

demo: $(VENV)/.installed
	$(BIN)/extractor extract corpus/releases/demo.txt --format table

test: lint types check gate tests

lint: $(VENV)/.installed
	$(BIN)/ruff check src tests benchmarks website notebooks
	$(BIN)/ruff format --check src tests benchmarks website notebooks

types: $(VENV)/.installed
	$(BIN)/mypy

check: $(VENV)/.installed
	$(BIN)/extractor patterns check

gate: $(VENV)/.installed
	$(BIN)/extractor corpus check corpus
	$(BIN)/extractor eval corpus --baseline corpus/baseline.json

$(VENV)-compare/.installed: pyproject.toml constraints.txt benchmarks/requirements.txt
	$(PYTHON) -m venv $(VENV)-compare
	$(VENV)-compare/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . -r benchmarks/requirements.txt
	touch $@

compare: $(VENV)-compare/.installed
	$(VENV)-compare/bin/python benchmarks/accuracy.py corpus

bench: $(VENV)-compare/.installed
	$(VENV)-compare/bin/python benchmarks/speed.py --corpus $(CORPUS) --json build/bench.json --plot build/growth.svg

tests: $(VENV)/.installed
	$(BIN)/pytest --numprocesses auto

$(VENV)-spark/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)-spark
	$(VENV)-spark/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,spark]"
	touch $@

spark: $(VENV)-spark/.installed
	command -v java >/dev/null || test -n "$$JAVA_HOME" || test "$$(id -u)" != 0 || \
		{ apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless; }
	$(VENV)-spark/bin/pytest tests/spark

$(VENV)-browser/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)-browser
	$(VENV)-browser/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[browser]"
	touch $@

browser: $(VENV)-browser/.installed
	command -v chromium >/dev/null || test -n "$$CHROMIUM" || test "$$(id -u)" != 0 || \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }
	$(VENV)-browser/bin/pytest tests/report/browser

$(VENV)-notebooks/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)-notebooks
	$(VENV)-notebooks/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[notebooks]"
	touch $@

notebooks: $(VENV)-notebooks/.installed
	$(VENV)-notebooks/bin/pytest --nbmake notebooks tests/notebooks

notebooks-write: $(VENV)-notebooks/.installed
	$(VENV)-notebooks/bin/pytest --nbmake --overwrite notebooks
	$(VENV)-notebooks/bin/nbstripout --keep-output --extra-keys metadata.language_info notebooks/*.ipynb

# Without a wheel of the fuzzer for this platform, hypothesis alone looks for texts (make tests).
fuzz: $(VENV)/.installed
	@mkdir -p .fuzz/normalise .fuzz/quantities .fuzz/pipeline
	@if $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
		-c constraints.txt -r tests/fuzz/requirements.txt; then \
		for check in normalise quantities pipeline; do \
			$(BIN)/python -m tests.fuzz.target $$check -max_total_time=$(FUZZ_SECONDS) -seed=1 \
				-max_len=48 -len_control=0 -timeout=60 -report_slow_units=60 -verbosity=0 \
				-artifact_prefix=.fuzz/$$check- .fuzz/$$check || exit 1; \
		done; \
	else echo "no fuzzer for this platform: nothing fuzzed"; fi

package: $(VENV)/.installed
	rm -rf dist $(VENV)-package
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(PYTHON) -m venv $(VENV)-package
	$(VENV)-package/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt dist/*.whl
	cd / && "$(CURDIR)/$(VENV)-package/bin/extractor" extract "$(CURDIR)/corpus/releases/demo.txt" --format table
	cd / && "$(CURDIR)/$(VENV)-package/bin/extractor" patterns check

$(VENV)-docs/.installed: pyproject.toml constraints.txt website/requirements.txt
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . -r website/requirements.txt
	touch $@

# The first variable keeps the theme from telling of its successor at every build; by the second, what the search
# cuts Chinese with has its cache in the build and not where anybody may write.
docs: $(VENV)-docs/.installed
	$(VENV)-docs/bin/python -m website.assemble build/docs
	NO_MKDOCS_2_WARNING=1 TMPDIR=$(CURDIR)/build/docs $(VENV)-docs/bin/mkdocs build --strict --clean --config-file build/docs/mkdocs.yml
	$(VENV)-docs/bin/python -m website.check build/docs/site
	@echo "build/docs/site/index.html"

clean:
	rm -rf $(VENV) $(VENV)-package $(VENV)-compare $(VENV)-spark $(VENV)-browser $(VENV)-notebooks $(VENV)-docs dist build .fuzz .mypy_cache .ruff_cache .pytest_cache

# make demo shows lacli on the examples, make test checks everything, make bench measures how quick it is;
# all need Python 3.11+ only.

PYTHON ?= python3
BIN := .venv/bin
export LACLI := $(CURDIR)/$(BIN)/lacli

.PHONY: demo test docs bench clean

demo: .venv/installed
	@$(MAKE) --no-print-directory -C examples demo

test: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python tools/docs.py --check
	$(BIN)/python tools/accuracy.py --check
	$(BIN)/coverage erase
	OPENBLAS_NUM_THREADS=1 $(BIN)/coverage run -m pytest -n 2
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under 98
	$(BIN)/coverage report --include='src/lacli/parse/*,src/lacli/compute/*,src/lacli/render/*' --fail-under 100

docs: .venv/tested
	$(BIN)/python tools/docs.py
	$(BIN)/python tools/accuracy.py

# make bench ROWS=10000000 BENCH='--only beyond --keep' measures a part, in full.
bench: .venv/benched
	$(BIN)/python -m benchmarks.run $(if $(ROWS),--rows $(ROWS)) $(BENCH)

clean:
	rm -rf .venv examples/out

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "lacli needs Python 3.11 or newer: make PYTHON=python3.13" >&2; exit 1; }
	@echo "installing lacli into .venv"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	@echo "installing the tools for the tests into .venv"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

.venv/benched: .venv/installed
	@echo "installing what lacli is compared with into .venv"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]' || \
	  for package in pandas polars scikit-learn; do \
	    $(BIN)/pip install --quiet --disable-pip-version-check $$package || echo "going on without $$package"; \
	  done
	@touch $@

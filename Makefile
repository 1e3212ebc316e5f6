# make report   the sheet, from nothing: environment, fonts, maths engine, build
# make test     what the tests need, then lint, types, floor plan, tests
# make test-all the same and what takes long
# make bench    benchmarks
# make lock     renew the lock files after a change in pyproject.toml
#
# TORCH_INDEX=https://download.pytorch.org/whl/cpu   take torch from PyTorch's own CPU wheels (see README.md)

PYTHON ?= python3
TORCH_INDEX ?=
APT ?= $(shell command -v apt-get >/dev/null 2>&1 && test "$$(id -u)" = 0 && echo apt-get)

VENV := .venv
PY := $(VENV)/bin/python
TORCH := torch==2.13.0
COMPILE := $(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-package torch

.PHONY: report test test-all bench lock clean preflight test-tools check

report: preflight $(VENV)/.report node_modules/.package-lock.json
	$(PY) build.py

test: check
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not long"

test-all: check
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder --timeout 1800

bench: preflight $(VENV)/.test node_modules/.package-lock.json test-tools
	$(PY) tests/benchmarks/bench_regions.py
	$(PY) -m pytest -q -s --timeout 1800 tests/benchmarks/bench_probes.py
	$(PY) tests/benchmarks/bench_build.py
	$(PY) tests/benchmarks/bench_notebook.py
	$(PY) tests/benchmarks/bench_watch.py

# Everything that is quick to fail stands before the tests.
check: preflight $(VENV)/.test node_modules/.package-lock.json test-tools
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Before anything long starts: Python's version, venv, Pango.
preflight:
	@$(PYTHON) .ci/preflight.py

test-tools:
	@if ! command -v chromium >/dev/null 2>&1 || ! command -v pdftoppm >/dev/null 2>&1; then \
	  if [ -n "$(APT)" ]; then \
	    $(APT) update -qq && DEBIAN_FRONTEND=noninteractive $(APT) install -y -qq chromium poppler-utils libharfbuzz-subset0; \
	  else \
	    echo "The tests need Chromium and poppler-utils: sudo apt-get install chromium poppler-utils" >&2; exit 2; \
	  fi; \
	fi

$(PY):
	$(PYTHON) -m venv $(VENV)

$(VENV)/.report: requirements.lock .locks/node.lock | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check "$(TORCH)" $(if $(TORCH_INDEX),--extra-index-url "$(TORCH_INDEX)")
	@$(PY) .ci/preflight.py --node || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r .locks/node.lock
	@touch $@

$(VENV)/.test: .locks/test.lock $(VENV)/.report
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r .locks/test.lock
	@touch $@

# npm stands beside node: the one on PATH, else the one that the wheel brought.
node_modules/.package-lock.json: package.json package-lock.json | $(VENV)/.report
	@$(PY) .ci/npm.py ci --no-fund --no-audit --loglevel=error
	@touch $@

lock: | $(PY)
	$(PY) -m pip install --quiet uv
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --extra test --extra extract -c requirements.lock -o .locks/test.lock
	$(COMPILE) --group node -o .locks/node.lock
	npm install --package-lock-only

clean:
	rm -rf _build

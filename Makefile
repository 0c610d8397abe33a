# The two commands of the README are `make report` and `make test`. The jobs themselves are
# `python -m analysis report corpus/sample` and `pytest`, so that conda and Windows users need no make.

PYTHON3 ?= python3
PYTHON := .venv/bin/python
CORPUS ?= corpus/sample

.PHONY: report test search lab lint docs bench lock clean

report: .venv/ready
	@$(PYTHON) -m analysis report $(CORPUS)

test: .venv/ready
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@# In their own order: by number of tests, files of a few long ones would come last.
	@$(PYTHON) -m pytest -q -n auto --dist=loadscope --no-loadscope-reorder

# Before a release: every test, also the long ones, with new examples for each property.
search: .venv/ready
	@HYPOTHESIS_PROFILE=search $(PYTHON) -m pytest -q -n auto --dist=loadscope --no-loadscope-reorder -m "long or not long"

lab: .venv/ready
	@$(PYTHON) -m jupyter lab notebooks

lint: .venv/ready
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

# What is written from elsewhere: the reference from the docstrings, the codebook from the word lists, the
# README's picture from its notebook, the names that speak for conflicts from the registries.
docs: .venv/ready
	@$(PYTHON) -m training.conflict_names
	@$(PYTHON) docs/reference.py
	@$(PYTHON) docs/codebook.py
	@$(PYTHON) docs/picture.py

bench: .venv/ready
	@$(PYTHON) -m benchmarks

# The lock is universal: one file for Linux, macOS and Windows. A package whose content is not the one that
# was locked is not installed.
lock:
	uv pip compile --universal --python-version 3.11 --no-header --generate-hashes --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv reports .pytest_cache .ruff_cache .hypothesis .mypy_cache

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON3) is $$($(PYTHON3) --version 2>&1). Name another: make PYTHON3=python3.12 $(MAKECMDGOALS)"; exit 2; }
	@echo "Setting up .venv from requirements.lock ..."
	@if command -v uv >/dev/null 2>&1; then \
		uv venv --quiet --allow-existing --python $(PYTHON3) .venv && \
		uv pip install --quiet --python $(PYTHON) --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(PYTHON) --no-deps -e .; \
	else \
		$(PYTHON3) -m venv .venv && \
		$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps -e .; \
	fi
	@touch .venv/ready

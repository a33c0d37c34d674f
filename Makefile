.DEFAULT_GOAL := help
SHELL := /bin/sh
READY := .venv/ready
RUN := .venv/bin
# Two at a time: a real submission trains on more than one core.
WORKERS ?= 2
TESTS ?= -m "not catalogue"

.PHONY: help
help: ## show what can be typed
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r what why; do printf '%-22s %s\n' "$$what" "$$why"; done

.PHONY: setup
setup: $(READY) ## make .venv and install everything into it

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@scripts/setup.sh

.PHONY: demo
demo: $(READY) ## grade a right and a wrong submission of four exercises
	@$(RUN)/python -m grader.demo

.PHONY: test
test: $(READY) ## run all tests
	@$(RUN)/python -m pytest -n $(WORKERS) --dist worksteal $(TESTS)

.PHONY: verdicts
verdicts: $(READY) ## train every example of every exercise
	@$(RUN)/python -m pytest -n $(WORKERS) --dist worksteal tests/test_verdicts.py

.PHONY: lint
lint: $(READY) ## check style, types and the direction of imports
	$(RUN)/ruff check
	$(RUN)/ruff format --check
	$(RUN)/basedpyright
	$(RUN)/lint-imports

.PHONY: lock
lock: $(READY) ## pin what pyproject.toml asks for; UPGRADE=--upgrade takes newer versions
	@$(RUN)/uv --quiet pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url $(UPGRADE) --output-file requirements.lock

.PHONY: report-picture
report-picture: $(READY) ## draw docs/report.svg from a real report
	@$(RUN)/python -m benchmarks.report_picture

.PHONY: clean
clean: ## remove what make and the tools wrote, .venv included
	rm -rf .venv build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

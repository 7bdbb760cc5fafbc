# Every target does its own set-up: system libraries, .venv, the package. `make help` lists them.

DECK ?= decks/moscow-2017.yaml
PYTHON ?=
export PYTHON DECK

python := .venv/bin/python
# A .venv that no longer runs (its Python was upgraded or removed) is made again.
remake := $(if $(shell $(python) -c 'print(1)' 2>/dev/null),,FORCE)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test lint bench derived package verify wheelhouse constraints clean FORCE

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf 'make %-11s  %s\n' "$$name" "$$text"; done
	@echo 'PYTHON=python3.12 names the Python that .venv is made with (after make clean).'

run: .venv/ready-run ## Open the Moscow deck; DECK=path opens another. Without a display: export its cards as PDF
	@sh packaging/run.sh "$$DECK"

# What is tested and measured depends neither on a display nor on the language of the machine.
test bench derived: export QT_QPA_PLATFORM = offscreen
test bench derived: export LC_ALL = C.UTF-8

test: lint ## Lint, then run all tests and hold deck, printing and rehearsal to full coverage
	$(python) -m pytest -n auto --dist worksteal --ignore=tests/gui --cov --cov-branch --cov-report=
	$(python) -m coverage report --include='deckapp/deck/*,deckapp/printing/*,deckapp/rehearsal/*' --skip-covered --fail-under=100
	$(python) -m pytest -n auto --dist worksteal tests/gui

lint: .venv/ready-test ## Check style, formatting and types
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy --strict deckapp tests

bench: .venv/ready-bench ## Measure against the bounds of the design: a table and JSON
	$(python) -m tests.benchmarks

derived: .venv/ready-test ## Write again the files that are derived from the model
	$(python) -m tests.derived

package: ## Build for Linux, in dist: a .tar.xz that runs in place and a .deb
	packaging/linux/build.sh

verify: ## As root on Debian: build twice and compare, install into a bare Debian without a network, use it, remove it
	packaging/linux/verify.sh

wheelhouse: .venv/ready-package ## Collect in dist all wheels for Linux, Windows and macOS, for machines without a network
	$(python) packaging/wheelhouse.py dist

constraints: .venv/ready-package ## Write the newest versions of all that is needed to packaging/constraints.txt
	@sh packaging/constraints.sh

clean: ## Remove .venv, caches and reports (never a deck or a PDF)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage .coverage.* htmlcov build dist
	find deckapp tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ready-%: pyproject.toml packaging/constraints.txt packaging/setup.sh $(remake)
	@sh packaging/setup.sh $*

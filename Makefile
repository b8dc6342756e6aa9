# Needs nothing but make and Python 3.11 or newer: everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin
PLAIN := .venv/.installed
DEV := .venv/.installed-for-development

.PHONY: demo serve test lint bench docs pictures screenshots accuracy floors clean
.DEFAULT_GOAL := demo

demo: $(PLAIN)  ## Tallies of the bundled reports, on screen.
	@$(BIN)/tallybook demo

serve: $(PLAIN)  ## The page over the bundled reports, in a browser.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[web]'
	@test -e demo.db || $(BIN)/tallybook demo --ledger demo.db >/dev/null
	@$(BIN)/tallybook serve --ledger demo.db --open

test: $(DEV)  ## Every test.
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: $(DEV)  ## Style, types and floors of the architecture.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV)  ## Speed, as ratios to peers.
	@for bench in bench/*.py; do echo "== $$bench"; $(BIN)/python -m bench.$$(basename $$bench .py) || exit 1; done

docs: $(DEV)  ## The generated pages, and the output under every command in the docs.
	$(BIN)/python -m tools.command_reference
	$(BIN)/python -m tools.vocabulary
	$(BIN)/python -m tools.console_examples

pictures: $(DEV)  ## The pictures in the docs, out of what the demo prints.
	$(BIN)/python -m tools.pictures
	$(BIN)/python -m tools.chart_pictures

screenshots: $(DEV)  ## The pictures of the page in the docs, in Chromium (apt-get install chromium).
	$(BIN)/python -m tools.page_pictures

accuracy: $(DEV)  ## The accuracy table of the README and the reliability curve, measured again.
	$(BIN)/python -m tools.accuracy
	$(BIN)/python -m tools.reliability

floors: $(DEV)  ## Accuracy against eval/floors.toml.
	$(BIN)/tallybook eval corpus
	@if [ -d ../shared/seeds ]; then $(BIN)/tallybook eval seeds; fi

$(PLAIN): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Tallybook needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; \
	  exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv; the first time this takes a minute."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): $(PLAIN)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:  ## What was built or installed here.
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

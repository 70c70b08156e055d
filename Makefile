# `make demo` to try it, `make test` to check it: each does all of its own setting up, from any
# folder (make -C), as any user, as often as wanted.

SHELL := /bin/sh
.DEFAULT_GOAL := help

PORT ?= 8000
ARGS ?=
BIN := .venv/bin
NODE_JUDGES := $(foreach name,telegram matrix,tests/$(name)/js/node_modules/.package-lock.json)
# The first Python that is recent enough; PYTHON=... chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.14 python3.11; do \
	"$$p" -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' \
	2>/dev/null && { echo "$$p"; break; }; done)
# Locked by hash: nothing is built, nothing is chosen on the day.
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	--no-warn-script-location --only-binary :all: --require-hashes
LINK = $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	--no-warn-script-location --no-index --no-deps --no-build-isolation --editable .

.PHONY: help demo test check lock chromium clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

demo: .venv/ready-to-run ## the whole bot in a browser, with a fictional network (PORT=8000)
	@exec $(BIN)/python -m bot demo --port $(PORT)

test: .venv/ready-to-test .venv/judges/ready .venv/synapse/ready $(NODE_JUDGES) chromium ## every test (ARGS="-k name" for some of them)
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

check: .venv/ready-to-test ## style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

lock: .venv/ready-to-test ## choose the dependencies again (UPGRADE=--upgrade for newer ones)
	@$(UV_COMPILE) --group build -o requirements.lock
	@$(UV_COMPILE) --group build --group dev -c requirements.lock -o requirements-dev.lock
	@for one in judges:aiogram synapse:matrix-synapse; do echo "$${one#*:}" \
		| $(subst pyproject.toml,-,$(UV_COMPILE)) -o "requirements-$${one%:*}.lock"; done

UV_COMPILE = $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url $(UPGRADE)

# Others' code that judges ours: apart, since what it needs excludes what we need.
.venv/%/ready: requirements-%.lock .venv/made
	@echo "Installing $(WHAT_$*)..."
	@$(BIN)/python -m venv .venv/$*
	@.venv/$*/bin/python -m pip install --quiet --disable-pip-version-check \
		--only-binary :all: --require-hashes -r $<
	@touch $@

WHAT_judges = what judges the tests' fake Telegram
WHAT_synapse = a Matrix server for the tests (about 30 s, 240 MB)

tests/%/js/node_modules/.package-lock.json: tests/%/js/package-lock.json
	@if command -v npm >/dev/null; then \
		npm ci --prefix $(<D) --no-audit --no-fund --silent && touch $@; \
		else echo "Without Node.js 18 or later, tests of $* on others' code are skipped." >&2; fi

chromium:
	@sh .ci/chromium $(BIN)/python

clean: ## remove the environment and everything that tools left behind
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

.venv/made:
	@test -n "$(PYTHON)" || { echo "entraide needs Python 3.11 to 3.14 with venv (Debian and" \
		"Ubuntu: apt-get install python3-venv), or make PYTHON=/path/to/python." >&2; exit 1; }
	@echo "Making the environment with $$($(PYTHON) --version)..."
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready-to-run: .venv/made requirements.lock pyproject.toml
	@echo "Installing what the bot needs (about 40 s, 600 MB, the first time)..."
	@$(PIP_INSTALL) -r requirements.lock
	@$(LINK)
	@touch $@

.venv/ready-to-test: .venv/ready-to-run requirements-dev.lock
	@echo "Installing what the tests need..."
	@$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@

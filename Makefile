# Everything runs inside .venv, which the first target that needs it makes from requirements.lock.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

BIN := .venv/bin
READY := .venv/made-from-requirements-lock
# One process for each processor and one more, since some tests wait for minutes; the tests of a file stay together, since
# some share what is slow to start.
IN_PARALLEL = --numprocesses $$(( $$(nproc) + 1 )) --dist loadfile

COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.PHONY: help demo test lint types layers unit accuracy bench chaos lock audit clean sandbox browser

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) sandbox ## a Slack-like workspace in the browser, with the bot and a sample partnership
	@$(BIN)/python -m bot demo

test: $(READY) lint types layers browser sandbox ## all that CI checks: lint, types, layers, every test
	$(BIN)/python -m pytest $(IN_PARALLEL)

lint: $(READY) ## style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## mypy, strict
	$(BIN)/mypy

layers: $(READY) ## which package may import which
	$(BIN)/lint-imports

unit: $(READY) ## the tests that need neither browser nor Slack server
	$(BIN)/python -m pytest $(IN_PARALLEL) -m "not slack and not browser"

accuracy: $(READY) ## how much of the real papers is read as people read it, by field and format
	$(BIN)/python -m tests.papers.accuracy

bench: $(READY) sandbox ## how fast it is
	$(BIN)/python -m tests.bench

chaos: $(READY) sandbox ## reminders and requests while all they need is killed or fails: each must be done once
	$(BIN)/python -m tests.chaos

# Keeps the pins that still fit; remove requirements.lock's lines (or add --upgrade) to move them.
lock: $(READY) ## requirements.lock anew from pyproject.toml, with hashes, and what of it serving needs
	$(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(COMPILE) --constraint requirements.lock --no-annotate --output-file requirements-serve.lock pyproject.toml

audit: ## whether the locks are whole, and whether vulnerabilities of what they pin are known
	@.ci/audit

clean: ## remove the environment, the sandbox and all caches
	rm -rf .venv .audit .sandbox build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock holds setuptools and wheel, so building the project itself needs no network (--no-build-isolation).
$(READY): requirements.lock
	@python="$$(.ci/prepare python)"
	echo "Making .venv with $$python…"
	rm -rf .venv
	"$$python" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

sandbox: $(READY)
	@$(BIN)/python -m bot.sandbox || [ -z "$${CI:-}" ]

browser:
	@.ci/prepare chromium

# The commands of the portal; `make help` lists them. Needs Python 3.11 or newer with venv, and make.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
# Two test processes: the machines of contributors and of CI have two cores at least.
PYTEST ?= --numprocesses 2 --dist loadfile
MANAGE := $(RUN) manage.py
RUNTIME := requirements.txt requirements-postgres.txt
DEVELOP := requirements-dev.txt
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes
# For what needs settings but serves nobody: the demo needs no secret.
TRY := env DEMO=1
# A start without compiled files takes seconds longer.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test bench check lint types words messages shots lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 12

demo: $(VENV)/.runtime ## the whole portal with the demo neighbourhood, until Ctrl-C (PORT=8000)
	@exec env DEMO=1 $(MANAGE) up

test: $(VENV)/.develop ## all tests on a real PostgreSQL (REQUIRE_BROWSER=1: a missing Chromium is a failure)
	$(RUN) -m pytest $(PYTEST)

bench: $(VENV)/.develop ## measure against the limit application; tables in var/bench/
	$(RUN) -m tests.bench

check: lint types words ## everything but the tests

lint: $(VENV)/.develop
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(TRY) $(MANAGE) check --fail-level WARNING
	$(TRY) $(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

types: $(VENV)/.develop
	$(TRY) $(VENV)/bin/mypy .

words: $(VENV)/.develop
	$(RUN) -m pytest -q tests/test_messages.py

messages: $(VENV)/.develop ## gather the words to translate in locale/, compile what is translated
	$(TRY) $(MANAGE) messages

shots: $(VENV)/.develop ## pictures of every page, 1280 and 390 px wide, in var/shots/
	$(RUN) -m tests.browser.shots

lock: ## write the requirements anew after a change of a .in file (needs uv)
	.ci/lock

clean: ## remove what the tools made; the data in var/ stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# An installation is renewed only when a lock file changed; the mark is made last.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Nodig: Python 3.11 of nieuwer met venv (Debian: apt install python3-venv)."; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/bin/python $(RUNTIME)
	@echo "Afhankelijkheden installeren …"
	@$(INSTALL) $(RUNTIME:%=-r %)
	@touch $@

# All at once, and compiled only when used: that takes half the time of one set after the other.
$(VENV)/.develop: $(VENV)/bin/python $(RUNTIME) $(DEVELOP)
	@echo "Afhankelijkheden voor ontwikkelen installeren …"
	@$(INSTALL) --no-compile $(RUNTIME:%=-r %) $(DEVELOP:%=-r %)
	@touch $(VENV)/.runtime $@

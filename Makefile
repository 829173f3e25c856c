# Everything a newcomer does with Samspil. `make` alone prints this list.

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check -qq
READY := $(VENV)/ready
DISTRIBUTIONS := contracts chassis $(sort $(wildcard services/*))
EDITABLE := $(foreach folder,$(DISTRIBUTIONS),--editable ./$(folder))
pinned = $(shell sed -n 's/^$(1)==/$(1)==/p' constraints.txt)

export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench token format clean

help: ## Print this list.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(READY) ## Create .venv and install everything at the pinned versions; costs nothing when it is up to date.

run: $(READY) ## Start all five services and play the story; ONCE=1 stops after it, BROKER=rabbitmq uses real servers.
	@$(PY) -m tests.journeys.story $(if $(ONCE),--once) $(if $(BROKER),--broker $(BROKER))

test: $(READY) ## Run all tests, those on real RabbitMQ and PostgreSQL too; ARGS="-k words" chooses.
	@$(PY) -m pytest $(ARGS)

check: $(READY) ## Read the code: style, types, who imports whom, and published files equal to what the code says.
	@$(VENV)/bin/ruff check
	@$(VENV)/bin/ruff format --check
	@$(VENV)/bin/mypy
	@PATH=$(CURDIR)/$(VENV)/bin:$$PATH $(VENV)/bin/lint-imports
	@$(PY) -m contracts.published --check
	@$(VENV)/bin/samspil openapi --check

bench: $(READY) ## Measure events per second and latency on both set-ups; prints a table and writes bench.json.
	@$(PY) -m tests.bench $(ARGS)

token: $(READY) ## Print a development token, e.g. ROLE=coordinator ORGANISATION=kfum SUBJECT=<uuid>.
	@$(VENV)/bin/samspil token --role $(or $(ROLE),coordinator) --organisation $(or $(ORGANISATION),kfum) $(if $(SUBJECT),--subject $(SUBJECT))

format: $(READY) ## Put the code in its one style.
	@$(VENV)/bin/ruff check --fix --quiet
	@$(VENV)/bin/ruff format --quiet

clean: ## Remove what set-up, runs and tests have left behind.
	@rm -rf $(VENV) .samspil .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis bench.json
	@find contracts chassis services tests -name __pycache__ -o -name '*.egg-info' -o -name build | xargs rm -rf

$(READY): Makefile constraints.txt pyproject.toml $(wildcard contracts/pyproject.toml chassis/pyproject.toml services/*/pyproject.toml)
	@python=$$(for each in python3.13 python3.12 python3.11 python3; do \
	    $$each -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$each && break; done); \
	test -n "$$python" || { echo "Samspil needs Python 3.11, 3.12 or 3.13. On Debian or Ubuntu run: apt-get install -y python3 python3-venv"; exit 1; }; \
	$$python -c 'import ensurepip, venv' 2>/dev/null || { echo "$$python cannot make an environment. On Debian or Ubuntu run: apt-get install -y python3-venv"; exit 1; }; \
	echo "Setting up $(VENV) with $$($$python --version) …"; \
	$$python -m venv --clear $(VENV)
	@$(PIP) install $(call pinned,pip) $(call pinned,setuptools) $(call pinned,wheel)
	@$(PIP) install --constraint constraints.txt --no-build-isolation \
	    --config-settings editable_mode=compat --group dev $(EDITABLE)
	@touch $@

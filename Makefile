# One command per question. `run` and `test` work on a clean clone: they need make and Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
CODE := $(wildcard handoff channels bot tests bench docs)
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --quiet \
	--extra build --extra telegram --extra slack --extra discord --extra email --extra model --extra mcp --extra sms
UV_VERSION := 0.13.8

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test search check format bench lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.run ## start the bot; ARGS="--config my.toml" goes to `handoff run`
	@exec $(BIN)/handoff run $(ARGS)

test: $(VENV)/.dev ## run the tests; ARGS="-k words" goes to pytest
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

search: $(VENV)/.dev ## try the properties with many new examples, for as long as that takes
	HYPOTHESIS_PROFILE=search $(BIN)/python -m pytest -n 2 --timeout 0 \
		$$(grep -rlE '^ *@(given|rule|settings|interleavings)\b' tests --include='test_*.py') $(ARGS)

check: $(VENV)/.dev ## lint, formatting, types, who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.dev ## rewrite the code the way `make check` wants it
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## measure; ARGS goes to `python -m bench`
	$(BIN)/python -m bench $(ARGS)

lock: $(VENV)/pyvenv.cfg ## write the lock files anew from pyproject.toml; ARGS=--upgrade takes newer versions
	$(PIP) install uv==$(UV_VERSION)
	$(LOCK) $(ARGS) --output-file requirements.txt
	$(LOCK) --extra dev --constraint requirements.txt $(ARGS) --output-file requirements-dev.txt

clean: ## throw the environment and the caches away, never ./data
	rm -rf $(VENV) artifacts build *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A stamp is older than its lock file exactly when something must be installed.
# Nothing is built in isolation: what builds is setuptools, which the lock file brings.

$(VENV)/.run: requirements.txt $(VENV)/pyvenv.cfg
	@echo "Installing what the bot needs into $(VENV)"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing what tests and checks need into $(VENV)"
	@$(PIP) install --no-build-isolation --use-pep517 --require-hashes -r requirements-dev.txt
	@touch $@

# An interpreter that is gone, say after an upgrade of the system, takes the whole environment with it.
ifneq ($(shell test -x $(BIN)/python && echo alive),alive)
.PHONY: $(VENV)/pyvenv.cfg
endif

# `make PYTHON=/some/python run` chooses another interpreter.
$(VENV)/pyvenv.cfg:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3; do \
		"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		echo "Making $(VENV) with $$("$$python" --version)"; \
		"$$python" -m venv --clear $(VENV) && exit 0 || exit 1; \
	done; \
	echo "No Python 3.11 or newer with its venv module was found (tried python3.14 to python3.11 and python3)." >&2; \
	echo "Install one (Debian, Ubuntu: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python" >&2; \
	exit 1

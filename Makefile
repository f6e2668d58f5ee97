# Two commands matter: `make run` and `make test`. Both do all of their own set-up; the rest are parts of them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
STATE := .state
ARGS ?=
# Heavy and wanted by one command alone, so it is no dependency of the extension.
WEB_EXT := 10.7.0

EXTENSION_SOURCES := $(shell find browser_extension -type f -not -path '*/node_modules/*' -not -path '*/.output/*' -not -path '*/.wxt/*' 2>/dev/null)
TOWN_WEB_SOURCES := $(wildcard adtown/web/*.js adtown/web/*.mjs adtown/web/package-lock.json)

.PHONY: help
help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: run
run: python extension town-web chromium ## Walk the demo town in a real browser and explain its ads (ARGS="--once --seed 7 --json FILE")
	$(VENV)/bin/whyad demo $(ARGS)

.PHONY: test
test: python extension town-web chromium firefox strace ## Every test: Python, TypeScript, contracts, browsers
	cd browser_extension && npm test
	$(PY) -m pytest $(ARGS)

.PHONY: test-offline
test-offline: python extension town-web chromium firefox strace ## The Python and browser tests where there is no network at all (Linux, as root)
	unshare --net bash -c 'ip link set lo up && exec "$$@"' offline $(PY) -m pytest $(ARGS)

.PHONY: test-long
test-long: python extension town-web chromium firefox strace ## The runs that take too long for `make test`, at full count
	$(PY) -m pytest -m long $(ARGS)

.PHONY: check
check: python extension ## Linters and type checkers
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	cd browser_extension && npm run check

.PHONY: lint-extension
lint-extension: extension ## What Mozilla's linter says of the extension for Firefox
	cd browser_extension && npx --yes web-ext@$(WEB_EXT) lint --source-dir .output/firefox-mv3 --warnings-as-errors

.PHONY: wheel
wheel: python extension ## A wheel that carries the built extension, in dist/
	$(PY) -c 'import hatchling.build, pathlib; pathlib.Path("dist").mkdir(exist_ok=True); print(hatchling.build.build_wheel("dist"))'

.PHONY: model
model: python ## Rebuild the shipped base model and the page-topic weights from their seeds
	$(PY) -m explainer.page_topics.train
	$(PY) -m explainer.page_topics.train_sensitive_pages
	$(PY) -m explainer.training

.PHONY: types
types: python ## Write the service's messages as TypeScript types for the extension
	$(PY) -m scripts.typescript_types

.PHONY: tokens
tokens: ## Copy the dashboard's design tokens into the extension
	cp extension_api/dashboard/static/tokens.css browser_extension/ui/tokens.css

.PHONY: lock
lock: ## Resolve the Python dependencies again (needs uv)
	uv lock -q --upgrade
	uv export -q --format requirements-txt --all-extras --no-emit-project --no-header --no-annotate \
	  --no-emit-package nvidia-nccl-cu12 --no-emit-package nvidia-nccl-cu13 -o requirements.lock

.PHONY: clean
clean: ## Remove everything that was built or installed here
	rm -rf $(VENV) $(STATE) .demo browser_extension/node_modules browser_extension/.output browser_extension/.wxt \
	  adtown/web/node_modules adtown/web/bundle

# --- set-up -----------------------------------------------------------------------------------------------------

.PHONY: python extension town-web chromium firefox strace
python: $(STATE)/python
extension: $(STATE)/extension
town-web: $(STATE)/town-web

$(STATE)/python: requirements.lock pyproject.toml
	@mkdir -p $(STATE)
	@./scripts/make-venv $(VENV)
	@touch $@

$(STATE)/extension-packages: browser_extension/package-lock.json
	@mkdir -p $(STATE)
	cd browser_extension && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(STATE)/extension: $(STATE)/extension-packages $(EXTENSION_SOURCES)
	cd browser_extension && npm run --silent zip
	@touch $@

$(STATE)/town-web: $(TOWN_WEB_SOURCES)
	@mkdir -p $(STATE)
	cd adtown/web && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

chromium firefox strace:
	@./scripts/find-program $@

# Everything a person or the CI does here; CONTRIBUTING.md says the same in plain commands.
PYTHON ?= python3
ARGS ?=
PY := .venv/bin/python
MANAGE := $(PY) manage.py
TEMPLATES = find templates articles -name '*.html' -print0
BROWSERS := chromium chromium-browser google-chrome
MAKEFLAGS += --no-print-directory

# Installs a list by hash, unless it or the longest one, which contains it, is installed already.
define install
@if [ "$$(cat .venv/.$(1) 2>/dev/null)" != "$$(cksum < $(1))" ] && \
    [ "$$(cat .venv/.requirements-dev.txt 2>/dev/null)" != "$$(cksum < requirements-dev.txt)" ]; then \
	echo "Installing $(1) …"; \
	if command -v uv >/dev/null; then uv pip install -q --python $(PY) --require-hashes -r $(1); \
	else $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r $(1); fi \
	&& cksum < $(1) > .venv/.$(1); fi
endef

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: local ## the newsroom at http://127.0.0.1:8000 (another port: PORT=8001 make run)
	@exec $(PY) -m newsroom.run

test: dev ## all tests (some of them: make test ARGS="-k embargo")
	@command -v $(BROWSERS) >/dev/null || echo "No Chromium here: the journeys are skipped."
	$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

lint: dev ## style, imports between the rooms, types, spelling
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet .
	@$(TEMPLATES) | xargs -0 .venv/bin/djade --check --target-version 5.2
	.venv/bin/lint-imports --no-logo
	$(PY) -m mypy
	.venv/bin/codespell

check: lint ## what the CI runs: lint, migrations, production settings, tests
	$(MANAGE) makemigrations --check --dry-run
	@NEWSROOM_MODE=production SITE_URL=https://news.example ALLOWED_HOSTS=news.example \
	SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_hex(40))') \
	DATABASE_URL=postgresql://newsroom_app@/newsroom $(MANAGE) check --deploy --fail-level WARNING
	@$(MAKE) test

format: dev ## put Python and templates in order
	-$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format --quiet .
	@$(TEMPLATES) | xargs -0 .venv/bin/djade --target-version 5.2

db: local ## psql on the local database, as its owner
	@$(PY) -m newsroom.localdb psql

stop: ## stop the local database
	@if [ -x $(PY) ]; then $(PY) -m newsroom.localdb stop; fi

clean: stop ## remove what can be made again: .venv, caches, static files (stories stay, in .data)
	rm -rf .venv staticfiles .*_cache .hypothesis
	@find articles newsroom tests -name __pycache__ -type d -prune -exec rm -rf {} +

messages: dev ## collect and compile the translations
	$(MANAGE) makemessages --locale de --extension html,py,xml --no-obsolete --add-location file --ignore .venv --ignore .data
	$(MANAGE) compilemessages --ignore .venv

lock: $(PY) ## compile the requirements from pyproject.toml
	@command -v uv >/dev/null || [ -x .venv/bin/uv ] || $(PY) -m pip install -q uv
	@$(call lock,requirements.txt,,What production installs)
	@$(call lock,requirements-oidc.txt,--extra oidc,Production with log-in by a provider)
	@$(call lock,requirements-s3.txt,--extra s3,Production with pictures in buckets)
	@$(call lock,requirements-local.txt,--extra local,What make run installs: production and a PostgreSQL)
	@$(call lock,requirements-dev.txt,--all-extras,What make check installs: everything)

# A version stays as it is until somebody asks for more: make lock ARGS=--upgrade.
lock = PATH="$$PATH:.venv/bin" uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --no-header $(ARGS) $(2) pyproject.toml -o $(1) && \
	{ echo "\# $(3). Compiled from pyproject.toml: make lock."; cat $(1); } > $(1).new && mv $(1).new $(1)

local: $(PY)
	$(call install,requirements-local.txt)

dev: $(PY)
	$(call install,requirements-dev.txt)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Newsroom needs Python 3.11 or newer: name one, as in make run PYTHON=python3.12"; exit 1; }
	@if command -v uv >/dev/null; then \
	uv venv -q --seed --allow-existing --python "$$(command -v $(PYTHON))" .venv; \
	else $(PYTHON) -m venv .venv || { rm -rf .venv; \
	echo "Python lacks venv: on Debian and Ubuntu, apt install python3-venv"; exit 1; }; fi

.PHONY: help run test lint check format db stop clean messages lock local dev

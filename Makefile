# Party Portal. `make` lists the targets. Needs GNU make, git and Python 3.11 or newer; nothing else is installed by hand.
# The steps of a target run one after the other, even under `make -j`.
.NOTPARALLEL:
SHELL := /bin/sh
.SHELLFLAGS := -ec
.DEFAULT_GOAL := help

PRESET ?= lam-dong
PORT ?= 8000
DATA ?= $(CURDIR)/var/demo-$(PRESET)
RESET ?=
FILES ?=
ROLES ?=
WORKERS ?= 2
FUZZ_EXAMPLES ?= 2000
SEARCH_SET ?=
DOCUMENTS ?= 100000
ENGINES ?= sqlite postgresql opensearch
PRODUCT ?= opensearch
PARTS ?= speed items set symbols

# Modules are started through the interpreter: the scripts in .venv/bin name the folder they were made in.
PY := .venv/bin/python
MANAGE := $(PY) manage.py
CATALOGUES := $(wildcard site/locale/*/LC_MESSAGES/*.po site/locale/*/*/LC_MESSAGES/*.po)
COMPILED := $(CATALOGUES:.po=.mo)
TYPED := home knowledge qa search units site/accounts site/config site/operations
# A demonstration never touches the database, the files or the mail server that .env names for another use.
DEMO_ENV = DJANGO_SETTINGS_MODULE=config.settings.development PORTAL_DATA_DIR="$(DATA)" PORTAL_MEDIA_DIR="$(DATA)/media" PORTAL_PRIVATE_DIR="$(DATA)/private" \
	DATABASE_URL="sqlite:///$(DATA)/portal.sqlite3" EMAIL_URL=consolemail:// PORTAL_BASE_URL="http://127.0.0.1:$(PORT)"
TEST_ENV = DJANGO_SETTINGS_MODULE=config.settings.test DATABASE_URL=sqlite://:memory:
# What depends on the database: locks, search, bounds of queries, figures.
ON_POSTGRES := tests/search --ignore=tests/search/opensearch tests/home/test_public_cost.py tests/qa/test_together.py tests/units/test_approval.py \
	tests/units/test_concurrency.py tests/units/approval/test_concurrency_verdicts.py tests/units/approval/test_concurrency_measures.py \
	tests/units/approval/test_engine.py tests/units/test_inbox.py tests/units/duties/test_counting.py tests/units/duties/test_owed.py \
	tests/units/record/test_appending.py tests/units/record/test_noting.py tests/units/test_contributions_figures.py \
	tests/units/test_contributions_access.py tests/units/periods tests/units/reports/test_frame.py tests/units/reports/test_localdays.py \
	tests/units/test_presets.py::test_applying_again_makes_nothing_twice
PYTEST = $(TEST_ENV) $(PY) -m pytest
PARALLEL = -n $(WORKERS) -p tests.house.scheduling

.PHONY: help venv packages setup demo guide-pictures crawl test lint types fuzz search-server bench bench-year bench-search i18n lock compliance clean

help: ## List the targets
	@echo "Party Portal. Targets:"
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done
	@echo "Variables: PRESET=$(PRESET) (lam-dong or nam-dinh), PORT=$(PORT), RESET=1, DATA=folder of the demonstration, WORKERS=$(WORKERS)"

venv:
	@if ! $(PY) -c 'import pip' 2>/dev/null; then \
	  found=; bare=; \
	  for name in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3; do \
	    command -v "$$name" >/dev/null 2>&1 || continue; \
	    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if "$$name" -c 'import venv, ensurepip' 2>/dev/null; then found=$$name; break; else bare=$$name; fi; \
	  done; \
	  if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	    echo "Python cannot make virtual environments on this machine; install that part first: apt install python3-venv" >&2; exit 1; \
	  elif [ -z "$$found" ]; then \
	    echo "Party Portal needs Python 3.11 or newer, and none was found; install it, or name it: make setup PYTHON=/path/to/python3" >&2; exit 1; \
	  fi; \
	  echo "Making .venv with $$("$$found" --version)."; \
	  "$$found" -m venv --clear .venv; \
	fi

setup: venv packages $(COMPILED) ## Make .venv, install what requirements.lock names, compile the Vietnamese catalogue

packages:
	@if ! cmp -s requirements.lock .venv/installed.lock; then \
	  echo "Installing the locked packages; the first time takes a minute or two."; \
	  rm -f .venv/installed.lock; \
	  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	  cp requirements.lock .venv/installed.lock; \
	fi

%.mo: %.po
	@$(TEST_ENV) $(MANAGE) catalogue compile

demo: setup ## Build the demonstration once and serve it (PRESET=, PORT=, RESET=1 starts it afresh)
	@mkdir -p "$(DATA)/static"
	@$(DEMO_ENV) $(MANAGE) demo --preset "$(PRESET)" $(if $(RESET),--reset)
	@echo "Party Portal is at http://127.0.0.1:$(PORT)/ and its administration at http://127.0.0.1:$(PORT)/quan-tri/; Ctrl-C stops it."
	@$(DEMO_ENV) PORTAL_DEBUG=false $(MANAGE) runserver --noreload "127.0.0.1:$(PORT)"

guide-pictures: setup ## Make the pictures of the guide anew from the demonstration (PRESET=); needs Chromium
	@mkdir -p "$(DATA)/static"
	@$(DEMO_ENV) $(MANAGE) demo --preset "$(PRESET)" >/dev/null
	@$(DEMO_ENV) $(MANAGE) guide_pictures

crawl: setup ## Open every screen of the demonstration as each role: English, failures, labels cut off (PRESET=, ROLES=)
	@mkdir -p "$(DATA)/static"
	@$(DEMO_ENV) $(MANAGE) demo --preset "$(PRESET)" >/dev/null
	@$(DEMO_ENV) PORTAL_DEBUG=false PYTHONPATH=site $(PY) -m tests.crawl $(ROLES)

test: setup ## Everything a change must pass: style, types and the whole suite
	@mkdir -p var; $(PY) -m mypy $(TYPED) >var/types.log 2>&1 & types=$$!; \
	$(PY) -m tests.house.schema >var/schema.log 2>&1 & schema=$$!; \
	trap 'kill $$types $$schema 2>/dev/null || true' EXIT; \
	$(MAKE) --no-print-directory lint; \
	wait $$schema || { cat var/schema.log; exit 1; }; \
	echo "$(PYTEST) $(PARALLEL)"; $(PYTEST) $(PARALLEL); \
	wait $$types || { cat var/types.log; exit 1; }
	@if [ -n "$$PORTAL_TEST_POSTGRES_URL" ]; then \
	  echo "The same on PostgreSQL, for what depends on the database."; \
	  $(TEST_ENV) DATABASE_URL="$$PORTAL_TEST_POSTGRES_URL" $(PY) -m pytest -q $(PARALLEL) $(ON_POSTGRES); \
	fi

lint: setup ## Style, formatting, templates, forgotten migrations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	$(TEST_ENV) $(MANAGE) makemigrations --check --dry-run

types: setup ## Type check
	$(PY) -m mypy $(TYPED)

fuzz: setup ## Many more examples of each property (FUZZ_EXAMPLES=), random people for 10,000 steps (FUZZ_STEPS=, FUZZ_SEED=)
	FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(PYTEST) -p tests.house.fuzzing --hypothesis-profile fuzz -m hypothesis -n $(WORKERS)

search-server: ## Serve the OpenSearch of the tests until Ctrl-C; needs Maven and a JDK (PORT= says where, PRODUCT=elasticsearch the other)
	python3 tests/search/server/launch.py run --product $(PRODUCT) --port $(if $(filter command line,$(origin PORT)),$(PORT),9200)

bench: setup ## Measure the public pages with 500 and with 50,000 articles, and the report over 100,000 ledger rows
	@for size in 500 50000; do \
	  folder="$(CURDIR)/var/bench-$$size"; mkdir -p "$$folder/static"; \
	  export DJANGO_SETTINGS_MODULE=config.settings.development PORTAL_DATA_DIR="$$folder" PORTAL_MEDIA_DIR="$$folder/media" \
	    PORTAL_PRIVATE_DIR="$$folder/private" DATABASE_URL="sqlite:///$$folder/portal.sqlite3" EMAIL_URL=consolemail://; \
	  [ -f "$$folder/filled" ] || { $(MANAGE) demo --articles "$$size" >/dev/null && touch "$$folder/filled"; }; \
	  $(MANAGE) bench $$([ "$$size" = 500 ] || echo --ledger 100000); \
	done

bench-year: setup ## Measure report, closing and public page of a year with a million contributions of 200 units
	@mkdir -p "$(CURDIR)/var/bench-year"
	@for step in --lay ""; do \
	  DJANGO_SETTINGS_MODULE=config.settings.development PORTAL_DATA_DIR="$(CURDIR)/var/bench-year" \
	    DATABASE_URL="sqlite:///$(CURDIR)/var/bench-year/portal.sqlite3" EMAIL_URL=consolemail:// $(MANAGE) bench_year $$step; \
	done
	@if [ -n "$$PORTAL_BENCH_POSTGRES_URL" ]; then \
	  for step in --lay ""; do \
	    DJANGO_SETTINGS_MODULE=config.settings.development PORTAL_DATA_DIR="$(CURDIR)/var/bench-year" \
	      DATABASE_URL="$$PORTAL_BENCH_POSTGRES_URL" EMAIL_URL=consolemail:// $(MANAGE) bench_year $$step; \
	  done; \
	else echo "PostgreSQL is not measured; PORTAL_BENCH_POSTGRES_URL names an empty database of its own for it."; fi

bench-search: setup ## Measure search: recall, rank and speed (SEARCH_SET= a file like SQuAD's, DOCUMENTS=, ENGINES=, PARTS=)
	@mkdir -p "$(CURDIR)/var/bench-search"
	@for engine in $(ENGINES); do \
	  url="sqlite:///$(CURDIR)/var/bench-search/portal.sqlite3"; number=$$(($(DOCUMENTS) / 5)); beside=; \
	  case "$$engine" in \
	    sqlite) number="$(DOCUMENTS)" ;; \
	    postgresql) url="$$PORTAL_TEST_POSTGRES_URL" ;; \
	    opensearch) beside="$$PORTAL_TEST_OPENSEARCH_URL"; [ -n "$$beside" ] || url= ;; \
	    *) echo "ENGINES names no engine: $$engine" >&2; exit 1 ;; \
	  esac; \
	  if [ -n "$$url" ]; then \
	    DJANGO_SETTINGS_MODULE=config.settings.development PORTAL_DATA_DIR="$(CURDIR)/var/bench-search" PORTAL_SEARCH_URL="$$beside" DATABASE_URL="$$url" \
	      $(MANAGE) bench_search --set "$(SEARCH_SET)" --documents "$$number" --parts "$(PARTS)"; \
	  else echo "Not measured: $$engine; PORTAL_TEST_POSTGRES_URL and PORTAL_TEST_OPENSEARCH_URL name servers."; fi; \
	done

i18n: setup ## Bring the Vietnamese catalogue up to the sources, take FILES="a.po b.po" in, report what is missing
	@$(TEST_ENV) $(MANAGE) catalogue $(if $(FILES),merge $(FILES),extract)
	@$(TEST_ENV) $(MANAGE) catalogue compile
	@$(TEST_ENV) $(MANAGE) catalogue check

lock: setup ## Resolve pyproject.toml into requirements.lock (UPGRADE=1 takes newer versions)
	$(PY) -m uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
	  --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --quiet -o requirements.lock

compliance: setup ## Which clauses of the regulations are shown by which passing tests, and which by none
	$(PYTEST) -q -p tests.house.compliance $(PARALLEL)

clean: ## Remove .venv, caches and compiled catalogues; data in var/ stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -path ./.git -prune -o -path ./var -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
	find site/locale -name '*.mo' -delete

# Needs python3 (3.11 or newer) and make. To use another Python: make run PYTHON=python3.12
PYTHON ?= python3
UV ?= uv
VENV := .venv/bin
FUZZ ?= 100000
SEED ?= 20240607
LOCK := $(UV) pip compile --universal --generate-hashes --python-version 3.11 \
	--no-header --no-strip-extras --quiet $(LOCKFLAGS)

.PHONY: help run test fuzz check bench screenshots lock environment
.DEFAULT_GOAL := help

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

run: ## Serve the archive on http://127.0.0.1:8000; Ctrl-C stops it
	@$(PYTHON) newsroom/environment.py run
	@exec $(VENV)/python manage.py serve

test: environment ## Run every test, with branch coverage
	$(VENV)/python -m pytest -rs --cov --cov-branch --cov-report=term:skip-covered --cov-fail-under=95

fuzz: environment ## Ask 100,000 hostile queries (others: make fuzz FUZZ=5000 SEED=1)
	FUZZ=$(FUZZ) FUZZ_SEED=$(SEED) $(VENV)/python -m pytest -s tests/search/test_hostile.py

check: environment ## Lint, check types, templates, migrations and the deployment
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy .
	find templates -name '*.html' -exec $(VENV)/djade --check --target-version 5.2 {} +
	$(VENV)/djhtml --check templates
	$(VENV)/python manage.py makemigrations --check --dry-run
	NEWSROOM_HTTPS=1 $(VENV)/python manage.py check --deploy --fail-level WARNING

bench: environment ## Measure searching over 10,000 invented articles beside its peers
	$(VENV)/python manage.py benchmark search --articles 10000 --peers

screenshots: environment ## Take the pictures of docs/screenshots from the demo archive
	$(VENV)/python -m tests.browser.screenshots docs/screenshots

lock: ## Lock the packages anew (newer ones: make lock LOCKFLAGS=--upgrade)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	cd .requirements && $(LOCK) run.in -o run.txt && $(LOCK) dev.in -o dev.txt

environment:
	@$(PYTHON) newsroom/environment.py dev

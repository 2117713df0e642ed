# `make` alone lists the targets
.DEFAULT_GOAL := help
PY := .venv/bin/python
PACKAGES := core evidence crawlers detectors search pipeline api
FAST := not browser and not postgresql and not elasticsearch and not redis and not rabbitmq and not slow

.PHONY: help setup run check test lock format wheel
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready ## make the environment .venv with the tradewatch command

.venv/.ready: requirements.lock pyproject.toml
	@bash scripts/setup
	@touch $@

run: setup ## the demo: a market on loopback, crawled, judged, indexed, shown on 127.0.0.1:8000
	@exec bash scripts/run

check: setup ## format, lint, types, layers, fast tests: under two minutes
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PY) -m pytest -q -n auto --maxprocesses 4 -m "$(FAST)"

test: setup ## all suites; installs by apt what they need where it may; ends with a table
	@bash scripts/test

format: setup ## put all code into the common form
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

wheel: setup ## build the wheel into dist/
	$(PY) -m hatchling build -t wheel

lock: ## write requirements.lock anew
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --extra dev --python-version 3.11 pyproject.toml -o requirements.lock

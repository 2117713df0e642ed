# `make` alone lists the targets
.DEFAULT_GOAL := help
PY := .venv/bin/python

.PHONY: help setup check test lock
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready ## make the environment .venv with the tradewatch command

.venv/.ready: requirements.lock pyproject.toml
	bash scripts/setup
	touch $@

check: setup ## format, lint, types, layers, fast tests
	.venv/bin/ruff check core pipeline tests
	.venv/bin/mypy core
	$(PY) -m pytest -q -m "not browser and not postgresql and not elasticsearch and not broker and not slow"

test: setup ## all tests
	bash scripts/test

lock: ## write requirements.lock anew
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --extra dev --python-version 3.11 pyproject.toml -o requirements.lock

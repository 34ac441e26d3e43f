# The commands of the project. On a fresh machine: make lint, make test, make check.
#
#   make lint                      lint seeds/ (faulty on purpose, so status 0)
#   make lint FILES="a.txt b.md"   lint these; fails where reportlint fails
#   make test ARGS="-k mask"       run the tests, or some of them
#   make check                     ruff, mypy and the generated files
#   make generate                  write the generated files again
#   make site                      build the documentation as a site
#   make page                      build the page of "reportlint serve" again
#   make clean

PYTHON ?= python3
BIN := .venv/bin
FILES ?=
ARGS ?=
# Folders with packages of npm's, as stamps; without npm what needs them is skipped.
PACKAGES := $(patsubst %/package-lock.json,%/node_modules/installed,$(wildcard $(addsuffix /package-lock.json,tests page editors/vscode)))

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: lint test check generate page site clean

lint: .venv/package
	@status=0; \
	$(BIN)/reportlint $(ARGS) $(if $(strip $(FILES)),$(FILES),--fail-on never seeds) || status=$$?; \
	echo "reportlint: exit status $$status" >&2; \
	exit $$status

test: .venv/tools .venv/spark tests/typing/reportlint $(PACKAGES)
	$(BIN)/python -m pytest $(ARGS)

check: .venv/tools tests/typing/reportlint
	$(BIN)/ruff check
	$(BIN)/mypy
	$(if $(wildcard generate/__main__.py),$(BIN)/python -m generate --check)

generate: .venv/tools
	$(if $(wildcard generate/__main__.py),$(BIN)/python -m generate)

clean:
	rm -rf .venv build dist *.egg-info tests/typing tests/node_modules page/node_modules page/made editors/vscode/node_modules editors/vscode/dist editors/vscode/made site .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Stamps: the environment is made anew only where what it depends on has changed.
COMPILED := setup.py $(wildcard lint/text/strings/* lint/text/twice/* lint/text/glance/* lint/typo/kernel/*)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'reportlint needs Python 3.11 or newer (Debian: apt-get install python3 python3-venv);' >&2; \
	  echo 'another interpreter: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'this Python cannot make virtual environments (Debian: apt-get install python3-venv)' >&2; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv

.venv/package: pyproject.toml constraints.txt $(COMPILED) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable . --constraint constraints.txt
	@touch $@

.venv/tools: pyproject.toml constraints.txt $(COMPILED) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[dev,web,lsp]' --constraint constraints.txt
	@touch $@ .venv/package

# Half a gigabyte, for the tests that run on Spark alone; they need a Java as well.
.venv/spark: pyproject.toml constraints.txt | .venv/tools
	$(BIN)/python -m pip install --quiet --editable '.[spark]' --constraint constraints.txt
	@touch $@

# mypy finds the package by its import name through this link; git does not track it,
# because not every system can check links out.
tests/typing/reportlint:
	mkdir -p tests/typing
	ln -sfn ../../lint $@

# The page of "reportlint serve", built from page/ into lint/web/static.
page: page/node_modules/installed
	npm run --prefix page --silent build

# The documentation as a site, in site/; a dead link ends it.
site: .venv/tools
	$(BIN)/mkdocs build --quiet --strict

# Programs of other makers: those that check our output, those that build the page.
%/node_modules/installed: %/package-lock.json
	@if command -v npm >/dev/null; then \
	  npm ci --prefix $* --no-audit --no-fund && touch $@; \
	else \
	  echo "npm is missing: what needs the packages of $* will be skipped" >&2; \
	fi

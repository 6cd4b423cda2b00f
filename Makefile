# Two commands do everything: `make run` and `make test`. `make help` lists the rest.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test check setup editor messages bench bench-scoring bench-pages bench-numpy bench-report mutation rehearsal soak sample weigh lock clean

help:
	@echo "make run            set up and start on http://127.0.0.1:$(PORT)/ (PORT=... to change)"
	@echo "make test           set up and run every check and test"
	@echo "make check          format, lint, types, import rules, templates, deployment, migrations"
	@echo "make editor         make the first account for the editor's desk (/admin/)"
	@echo "make bench          every figure of docs/performance.md (ONLY='pages roles desk served stored scoring report' QUICK=1)"
	@echo "make bench-scoring  simulate respondents and print the table of scoring bars"
	@echo "make bench-pages    the CPU of each page beside an empty view"
	@echo "make bench-report   our PDF beside bare WeasyPrint, Chromium and Typst (DATA_DIR=... keeps the fonts)"
	@echo "make bench-numpy    would numpy pay for its import in the scoring?"
	@echo "make soak           the tests of faults and attacks in their large sizes (PARTS=\"R1 S1\" for some); docs/trust.md"
	@echo "make rehearsal      an upgrade from an earlier release while people answer (FROM=commit); docs/operating.md"
	@echo "make mutation       plant faults in the scoring and see whether its tests notice (SAMPLE=300 SEED=1 for some of them)"
	@echo "make sample         make the sample reports and pictures (docs/sample/)"
	@echo "make messages       bring the catalogues of the interface up to date (docs/translating.md)"
	@echo "make weigh          print what pages weigh in a browser, without fonts and uncached"
	@echo "make lock           recompute the locked requirements"

run:
	@scripts/setup run
	@PORT=$(PORT) scripts/serve

test:
	@scripts/setup test
	@scripts/test

check:
	@scripts/setup test
	@scripts/check

editor:
	@scripts/setup run
	@$(BIN)/python manage.py editor

bench-scoring:
	@scripts/setup test
	@$(BIN)/python -m benchmarks.scoring

bench:
	@scripts/setup test
	@$(BIN)/python -m benchmarks.everything $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

bench-pages:
	@scripts/setup test
	@$(BIN)/python -m benchmarks.pages

bench-report:
	@scripts/setup test
	@$(BIN)/python -m benchmarks.report

bench-numpy:
	@scripts/setup test
	@$(BIN)/python -m benchmarks.arrays

soak:
	@scripts/setup test
	@scripts/soak $(PARTS)

rehearsal:
	@scripts/setup test
	@scripts/rehearse-upgrade $(FROM)

mutation:
	@scripts/setup test
	@scripts/mutation $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED))

sample:
	@scripts/setup test
	@scripts/sample

messages:
	@scripts/setup test
	@$(BIN)/python manage.py messages update

weigh:
	@scripts/setup test
	@HTTPS=false $(BIN)/python -m pytest -q tests/browser/test_weight.py

lock:
	@scripts/lock

clean:
	rm -rf .venv .venv-newer .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

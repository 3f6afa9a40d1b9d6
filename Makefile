# What a contributor runs, what a hook runs and what CI runs.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
FIXTURE := fixtures/seoul-citizen-participation-2024-2027
PIP := $(RUN) -m pip --disable-pip-version-check --quiet

.PHONY: demo test check lint types unit coverage fixtures fuzz kill faults fields hostile seen mutants sbom audit corpus gold identity judged plans designed large growth archive headings flattened thresholds bench lock clean

## Convert the fixture document and show what came out.
demo: $(VENV)/.runtime
	$(VENV)/bin/gongpyo convert $(FIXTURE)/plan.hwp -o demo-out --findings-ok --preview

## Everything that must be green before a commit.
test: check

check: lint types unit

lint: $(VENV)/.dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

types: $(VENV)/.dev
	$(RUN) -m mypy

## The tests, a file at a time in each of WORKERS processes; of one room with ROOM=extract.
WORKERS ?= auto
unit: $(VENV)/.dev
	$(RUN) -m pytest --numprocesses $(WORKERS) --maxprocesses 4 --dist loadfile $(if $(ROOM),tests/$(ROOM))

## An object store on this machine, which the tests use where it is: in an environment of its own, for it needs an older python-dateutil than dev.
STORES := build/object-store
.PHONY: bucket
bucket: $(STORES)/.made

$(STORES)/.made: requirements/object-store.txt
	$(PYTHON) -m venv --clear $(STORES)
	$(STORES)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r $<
	touch $@

## How much of the code the tests run, by line and by branch; of one room with ROOM=extract.
LEAST ?= 96
coverage: $(VENV)/.dev
	rm -rf build/coverage
	$(RUN) -m coverage run -m pytest $(if $(ROOM),tests/$(ROOM))
	$(RUN) -m coverage combine --quiet
	$(RUN) -m coverage report --fail-under=$(if $(ROOM),0,$(LEAST))

## Write the fixture documents anew from their one data file.
fixtures: $(VENV)/.dev
	$(RUN) -m fixtures.make

## Damaged copies of the fixtures through the whole pipeline: COUNT of each format.
COUNT ?= 10000
fuzz: $(VENV)/.dev
	$(RUN) -m benchmarks.fuzz --count $(COUNT) --keep build/fuzz

## Runs killed at random instants.
kill: $(VENV)/.dev
	$(RUN) -m benchmarks.kill

## Every I/O call of every writer fails once, and many of its allocations; the older output or the new one is whole.
faults: $(VENV)/.dev
	$(RUN) -m benchmarks.faults
	$(RUN) -m benchmarks.allocations

## Any field of a plan's files emptied or made what it never is: how each command ends that reads them.
fields: $(VENV)/.dev
	$(RUN) -m benchmarks.fields

## Files made to harm: how each ends, in how many seconds and how much memory.
hostile: $(VENV)/.dev
	$(RUN) -m benchmarks.hostile build/hostile

## What is published of cells that are not plain text, in HWPX, HWP and PDF, against what a person sees.
seen: $(VENV)/.dev
	$(RUN) -m benchmarks.seen
	$(RUN) -m benchmarks.hangul.seen

## Year tables of Hangul's formats and of PDF, changed one by one: what is published against what a person reads.
MUTANTS ?= 3000
mutants: $(VENV)/.dev
	nice $(RUN) -m benchmarks.hangul.mutants --count $(MUTANTS)
	nice $(RUN) -m benchmarks.drawn.mutants --count $(MUTANTS)

## The bill of materials of what is installed with gongpyo (CycloneDX).
sbom: $(VENV)/.dev
	mkdir -p build
	$(RUN) -m cyclonedx_py requirements requirements/runtime.txt --pyproject pyproject.toml --output-reproducible -o build/sbom.cdx.json

## Known vulnerabilities of the pinned dependencies; 3 where the service cannot say.
audit: $(VENV)/.dev
	$(RUN) -m benchmarks.dependency_audit

## What the tool makes of a folder of real documents, against the counts that are committed.
CORPUS ?= ../shared/corpus
corpus: $(VENV)/.dev
	$(RUN) -m benchmarks.corpus $(CORPUS)

## What is published of real documents, against what a person reads in them.
GOLD ?= ../shared
gold: $(VENV)/.dev
	$(RUN) -m benchmarks.gold $(GOLD)/corpus --scorer $(GOLD)/tools/score_published.py --cases $(GOLD)/cases

## Titles, institutions and ids of real documents, against what a person reads in them.
identity: $(VENV)/.dev
	$(RUN) -m benchmarks.identity $(CORPUS)

## Which share of the findings on real documents a person calls right, and which nobody has judged.
judged: $(VENV)/.dev
	$(RUN) -m benchmarks.judged $(CORPUS)

## Random official plans with known truth: how much of it is published, and how much of the rest silently.
PLANS ?= 120
plans: $(VENV)/.dev
	$(RUN) -m benchmarks.plans --count $(PLANS) --show 5

## The same as LibreOffice (writer) and a browser print them, which must be installed.
printed: $(VENV)/.dev
	$(RUN) -m benchmarks.plans --count $(PLANS) --formats odt,office,browser,across,spare,shaded --show 5

## Tables cut in parts, designed, or without a kind of rule: how many values move or are lost silently.
designed: $(VENV)/.dev
	nice $(RUN) -m benchmarks.designed

## Large tables in each format: processor time, memory, and how many numbers are right.
large: $(VENV)/.dev
	nice $(RUN) -m benchmarks.large

## What one more of a thing costs where a document has many of it: programmes, rows, notes, words, pages.
growth: $(VENV)/.dev
	nice $(RUN) -m benchmarks.growth

## A batch over a made-up archive: killed a hundred times, shared out, and what its first look turns away.
archive: $(VENV)/.dev
	nice $(RUN) -m benchmarks.archive triage --count 300
	nice $(RUN) -m benchmarks.archive shared --count 60
	nice $(RUN) -m benchmarks.archive killed --count 30 --rounds 100
	! $(RUN) -c 'import ray' 2>/dev/null || nice $(RUN) -m benchmarks.archive killed --count 30 --rounds 20 --engine ray

## Headings of those plans in other spellings, and harmed: how many numbers stand silently under another programme.
HEADINGS ?= 40
headings: $(VENV)/.dev
	$(RUN) -m benchmarks.headings --count $(HEADINGS) --show 20

## A portal's flattened text with one seeded change after another: how many values move or are lost silently.
FLATTENED ?= 2000
flattened: $(VENV)/.dev
	nice $(RUN) -m benchmarks.flattened --count $(FLATTENED)

## What becomes of each number of a plan that is scanned: read right, marked, left out. Needs the extra ocr (see CONTRIBUTING.md).
.PHONY: ocr
ocr: $(VENV)/.dev
	nice $(RUN) -m benchmarks.ocr
	$(if $(wildcard $(CORPUS)/docs),nice $(RUN) -m benchmarks.ocr $(CORPUS)/docs)

## What becomes of the published rows when a number that decides is moved by a fifth.
thresholds: $(VENV)/.dev
	nice $(RUN) -m benchmarks.thresholds fixtures $(wildcard $(CORPUS)/docs) --seconds 3

## What a conversion costs beside other tools (benchmarks/RESULTS.md); PEERS is a folder made as benchmarks/peers.py says.
bench: $(VENV)/.dev
	$(RUN) -m benchmarks.bench $(if $(PEERS),--peers $(PEERS)) $(if $(wildcard $(CORPUS)),--corpus $(CORPUS))

## Pin every dependency with its hashes.
COMPILE := -m piptools compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --no-annotate --no-header --extra build
lock: $(VENV)/.dev
	$(RUN) $(COMPILE) --output-file requirements/runtime.txt pyproject.toml
	$(RUN) $(COMPILE) --extra dev --extra fixtures --extra database --extra xlsx --extra parquet --extra pandas --extra polars --extra site --output-file requirements/dev.txt pyproject.toml
	$(RUN) $(COMPILE) --constraint requirements/runtime.txt --extra parquet --extra remote --extra object-store --output-file requirements/object-store.txt pyproject.toml

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@ $(VENV)/.runtime

## The site of the guide, in site/.
.PHONY: docs
docs: $(VENV)/.dev
	$(RUN) -m mkdocs build --strict --quiet

## The pictures of the reviewer's pages in README and guide, taken anew with Chromium.
.PHONY: pictures
pictures: $(VENV)/.dev
	$(RUN) -m docs.pictures

clean:
	rm -rf $(VENV) demo-out build *.egg-info

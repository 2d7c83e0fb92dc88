# Two commands do everything on a machine with Go, git and make:
#   make run    installs what the build lacks, builds, opens the window
#   make test   installs what the tests lack, checks and tests everything

N ?= 20
BENCH ?= .

.PHONY: help run build test lint unit consumers e2e e2e-repeat bench need-build need-test

help:
	@echo "make run          build Postil and open its window (ARGS='PROJECT' opens that project)"
	@echo "make test         formatting, vet, staticcheck, all tests, the real consumers, and the test of the real window"
	@echo "make build        build postil"
	@echo "make consumers    load every export with the real programs that train on it"
	@echo "make e2e          the test of the real window alone"
	@echo "make e2e-repeat   the same N=$(N) times, and how often it passed"
	@echo "make bench        the benchmarks (BENCH='regular expression' chooses)"
	@echo "What the system lacks is installed first on Debian and Ubuntu, named elsewhere."

run: build
	./postil $(ARGS)

# Go itself knows what changed: with nothing to do this takes about a second.
build: need-build
	@echo "Building postil (the first time takes minutes: the graphics libraries are compiled)"
	go build .

test: lint unit consumers e2e

lint: need-test
	@echo "Checking formatting, vet and staticcheck"
	./.ci/lint

# The test of the window has its own target, so that it runs once.
unit: lint
	@echo "Testing every package"
	@packages=$$(go list ./...) && go test $$(echo "$$packages" | grep -v '/app/e2e$$')

# The programs are installed once, from the Python package index, at pinned versions.
consumers: build need-test
	@echo "Loading every export with spaCy, datasets, seqeval, Label Studio, doccano, brat, bioc, pandas and pyarrow"
	./.ci/consumers/run

# POSTIL_E2E=1 turns "skipped, a tool is missing" into a failure.
e2e: need-test
	@echo "Testing the real window under Xvfb"
	POSTIL_E2E=1 go test -count=1 ./app/e2e

e2e-repeat: need-test
	POSTIL_E2E=1 ./.ci/repeat $(N) go test -count=1 ./app/e2e

bench: need-build
	go test -run '^$$' -bench '$(BENCH)' -benchmem ./...

need-build:
	@./.ci/need build

need-test:
	@./.ci/need test

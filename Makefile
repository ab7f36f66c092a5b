# Few targets; `make help` explains them.
.DEFAULT_GOAL := help
.PHONY: help build run test bench budget format clean

help: ## Explains the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## Builds without tests: target/function.zip and target/server
	@scripts/build.sh

run: ## Builds if need be, and serves on 127.0.0.1:8080 (PORT moves it)
	@scripts/run.sh

test: ## Every check, from formatting to the official clients
	@scripts/test.sh

bench: ## Measures the gateway against its bare upstream (BENCH=--help tells the options)
	@scripts/bench.sh $(BENCH)

budget: ## Proves that no budget is overspent, over 8 processes and with killed ones (scripts/budget-proof.sh --help)
	@scripts/budget-proof.sh

format: ## Formats the code
	@JAVA_HOME=$$(scripts/jdk25.sh) ./mvnw -q -B -ntp spotless:apply

clean: ## Removes what was built
	@rm -rf target .aws-sam

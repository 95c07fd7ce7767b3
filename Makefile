# Developers: `make help` lists the targets. SAM: `sam build` calls build-<LogicalId> for each function.

MAVEN := ./mvnw -B -ntp -q

.PHONY: help test verify format demo up

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(firstword $(MAKEFILE_LIST))
	@echo '  make test TEST=PlannerTest	One test class, or one method: TEST=PlannerTest#method'

test: ## Quick tests: two minutes; slow ones run in `make verify`
ifndef TEST
	$(MAVEN) -Pquick -pl '!browser' test
else
	@test='$(TEST)'; file=$$(find . -name target -prune -o -path "*/src/test/java/*/$${test%%#*}.java" -print | head -n 1); \
	[ -n "$$file" ] || { echo "make: no test class $${test%%#*}" >&2; exit 2; }; \
	exec $(MAVEN) -pl "$${file%%/src/test/*}" -am test -Dtest="$$test" -Dsurefire.failIfNoSpecifiedTests=false
endif

verify: ## Everything: compile, checks, all tests, layout of the sources
	./mvnw -B -ntp verify

format: ## Format all Java sources
	$(MAVEN) -N -Pformat process-sources

demo: ## Run the demo: two weeks of campaigns in a few minutes
	./sluice demo

up: ## Run the whole stack on this machine
	./sluice up

# `sam build` sets ARTIFACTS_DIR and asks for one function after the other. The first one builds all of them, in one
# run of Maven; the others copy. Nothing is installed into the local repository.

FUNCTIONS := build-ApiFunction build-DispatchFunction build-DeliverFunction \
  build-TransactionalFunction build-TransactionalRetryFunction build-PreferencesFunction \
  build-FeedbackFunction

.PHONY: $(FUNCTIONS)

build-ApiFunction: FOLDER := functions/api
build-DispatchFunction: FOLDER := functions/dispatch
build-DeliverFunction: FOLDER := functions/deliver
build-TransactionalFunction: FOLDER := functions/transactional
build-TransactionalRetryFunction: FOLDER := functions/transactional
build-PreferencesFunction: FOLDER := functions/preferences
build-FeedbackFunction: FOLDER := functions/feedback

BUILT := target/functions.built
MODULES := $(patsubst %/pom.xml,%,$(wildcard functions/*/pom.xml))
comma := ,
empty :=
SOURCES := pom.xml $(wildcard shared/*/pom.xml functions/*/pom.xml) \
  $(shell find shared/*/src/main functions/*/src/main -type f -o -type d)

$(BUILT): $(SOURCES)
	rm -rf $(addsuffix /target/dependency,$(MODULES))
	$(MAVEN) -pl $(subst $(empty) $(empty),$(comma),$(MODULES)) -am -Dmaven.test.skip=true \
	  package dependency:copy-dependencies -DincludeScope=runtime
	mkdir -p target
	touch $@

$(FUNCTIONS): $(BUILT)
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp -R $(FOLDER)/target/classes/. "$(ARTIFACTS_DIR)/"
	cp $(FOLDER)/target/dependency/*.jar "$(ARTIFACTS_DIR)/lib/"

# `sam build` calls build-<LogicalId> for each function, with ARTIFACTS_DIR set. The reactor builds the
# function's module and what it depends on; nothing is installed into the local repository.

MAVEN := ./mvnw -B -ntp -q

FUNCTIONS := build-ApiFunction build-DispatchFunction build-DeliverFunction build-TransactionalFunction build-TransactionalRetryFunction build-PreferencesFunction build-FeedbackFunction

.PHONY: $(FUNCTIONS)

build-ApiFunction: FOLDER := functions/api
build-DispatchFunction: FOLDER := functions/dispatch
build-DeliverFunction: FOLDER := functions/deliver
build-TransactionalFunction: FOLDER := functions/transactional
build-TransactionalRetryFunction: FOLDER := functions/transactional
build-PreferencesFunction: FOLDER := functions/preferences
build-FeedbackFunction: FOLDER := functions/feedback

$(FUNCTIONS):
	rm -rf $(FOLDER)/target/dependency
	$(MAVEN) -pl $(FOLDER) -am -Dmaven.test.skip=true package dependency:copy-dependencies -DincludeScope=runtime
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp -R $(FOLDER)/target/classes/. "$(ARTIFACTS_DIR)/"
	cp $(FOLDER)/target/dependency/*.jar "$(ARTIFACTS_DIR)/lib/"

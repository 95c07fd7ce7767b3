# `sam build` calls build-<LogicalId> for each function, with ARTIFACTS_DIR set. The reactor builds the
# function's module and what it depends on; nothing is installed into the local repository.

MAVEN := ./mvnw -B -ntp -q

FUNCTIONS := build-CampaignsFunction build-TickFunction build-DeliverFunction build-TransactionalFunction build-RetriesFunction build-PreferencesFunction build-FeedbackFunction

.PHONY: $(FUNCTIONS)

build-CampaignsFunction: FOLDER := functions/campaigns
build-TickFunction: FOLDER := functions/tick
build-DeliverFunction: FOLDER := functions/deliver
build-TransactionalFunction: FOLDER := functions/transactional
build-RetriesFunction: FOLDER := functions/retries
build-PreferencesFunction: FOLDER := functions/preferences
build-FeedbackFunction: FOLDER := functions/feedback

$(FUNCTIONS):
	rm -rf $(FOLDER)/target/dependency
	$(MAVEN) -pl $(FOLDER) -am -Dmaven.test.skip=true package dependency:copy-dependencies -DincludeScope=runtime
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp -R $(FOLDER)/target/classes/. "$(ARTIFACTS_DIR)/"
	cp $(FOLDER)/target/dependency/*.jar "$(ARTIFACTS_DIR)/lib/"

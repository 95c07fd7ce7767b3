package dev.sluice.dynamodb.campaign;

import dev.sluice.core.contract.SpamRateReportsContract;
import dev.sluice.core.feedback.SpamRateReports;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Spam rates in DynamoDB")
class DynamoSpamRateReportsTest extends SpamRateReportsContract implements DynamoStoreFixture {

  @Override
  protected SpamRateReports store() {
    return new DynamoSpamRateReports(TABLES.get());
  }
}

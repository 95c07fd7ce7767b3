package dev.sluice.core.memory;

import dev.sluice.core.contract.SpamRateReportsContract;
import dev.sluice.core.feedback.SpamRateReports;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Spam rates in memory")
class InMemorySpamRateReportsTest extends SpamRateReportsContract {

  private final SpamRateReports store = new InMemorySpamRateReports();

  @Override
  protected SpamRateReports store() {
    return store;
  }
}

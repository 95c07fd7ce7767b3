package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.contract.RulesContract;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.TopicStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Of topics, segments and policies kept in memory")
final class MemoryRulesTest extends RulesContract {

  private final MemoryRules rules = new MemoryRules();

  @Override
  protected TopicStore topics() {
    return rules;
  }

  @Override
  protected SegmentStore segments() {
    return rules;
  }

  @Override
  protected PolicyStore policies() {
    return rules;
  }
}

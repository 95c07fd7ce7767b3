package dev.sluice.core.memory;

import dev.sluice.core.contract.RuleStoresContract;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.SegmentStore;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Topics, segments and policies in memory")
final class InMemoryRuleStoresTest extends RuleStoresContract {

  private final InMemoryRuleStores rules = new InMemoryRuleStores();

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

  @Override
  protected long rulesRevision() {
    return rules.rulesRevision();
  }
}

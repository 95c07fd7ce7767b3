package dev.sluice.core.contract;

import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;

/**
 * Standings without the condition on their version: whoever writes last wins.
 *
 * <p>A test of a fence shows with it that the condition is what holds, and not luck.
 */
public record UnconditionalSubscriberRepository(SubscriberRepository store)
    implements ForwardingSubscriberRepository {

  @Override
  public Commit commit(SubscriberState changed) {
    long version =
        findIncludingErased(changed.subscriber()).map(known -> known.state().version()).orElse(0L);
    return store.commit(
        new SubscriberState(
            changed.subscriber(),
            version,
            changed.consents(),
            changed.history(),
            changed.deferredSends(),
            changed.drops(),
            changed.dueAt()));
  }
}

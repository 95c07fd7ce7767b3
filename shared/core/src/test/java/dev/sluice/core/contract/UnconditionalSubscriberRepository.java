package dev.sluice.core.contract;

import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberState;
import java.util.List;

/**
 * A repository without the condition on the version: the last writer wins.
 *
 * <p>A fence test uses it to show that the condition is what holds, and not luck.
 */
public record UnconditionalSubscriberRepository(SubscriberRepository store)
    implements ForwardingSubscriberRepository {

  @Override
  public Commit commitAll(List<StateUpdate> updates) {
    return store.commitAll(updates.stream().map(this::withStoredVersion).toList());
  }

  private StateUpdate withStoredVersion(StateUpdate update) {
    SubscriberState state = update.state();
    return new StateUpdate(
        new SubscriberState(
            state.subscriber(),
            store.findState(state.subscriber()).version(),
            state.consents(),
            state.history(),
            state.deferredSends(),
            state.drops(),
            state.dueAt(),
            state.engagedAt()),
        update.consentRecords(),
        update.counts(),
        update.erasure());
  }
}

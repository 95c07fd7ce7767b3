package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.transactional.IdempotencyKey;
import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageRequest;
import dev.sluice.core.transactional.MessageState;
import dev.sluice.core.transactional.MessageState.Accepted;
import dev.sluice.core.transactional.MessageState.Pending;
import dev.sluice.core.transactional.MessageState.Refused;
import dev.sluice.core.transactional.MessageState.Unconfirmed;
import dev.sluice.core.transactional.MessageStore;
import dev.sluice.core.transactional.MessageValue;
import dev.sluice.core.transactional.Recipient;
import dev.sluice.core.transactional.RequestFingerprint;
import dev.sluice.core.transactional.TemplateId;
import dev.sluice.core.transactional.TransactionalMessage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link MessageStore} does. */
public abstract class MessageStoreContract implements ConcurrencyContract {

  private static final MessageRequest TO_ADDRESS =
      new MessageRequest(
          new Recipient.AddressRecipient(new EmailAddress("buyer@example.com")),
          new TemplateId("receipt"),
          Map.of(
              "name", new MessageValue.Text("Žanna"),
              "total", MessageValue.Decimal.of("12.50"),
              "lines",
                  new MessageValue.Items(
                      List.of(
                          new MessageValue.Fields(Map.of("note", new MessageValue.Absent())),
                          new MessageValue.Text("long ".repeat(1_000)))),
              "gift", new MessageValue.Flag(true),
              "day", new MessageValue.Day(LocalDate.of(2026, 3, 2))));
  private static final MessageRequest TO_SUBSCRIBER =
      new MessageRequest(
          new Recipient.SubscriberRecipient(new SubscriberId("anna")),
          new TemplateId("reset"),
          Map.of());

  /** Returns the store under test, the same one during a test. */
  protected abstract MessageStore store();

  @Test
  @DisplayName("an unknown message reads as empty")
  void findsNoUnknownMessage() {
    assertThat(store().find(MessageId.of(new IdempotencyKey("unknown")))).isEmpty();
  }

  @Test
  @DisplayName("a message is read as it was created")
  void readsMessageAsCreated() {
    for (MessageRequest request : List.of(TO_ADDRESS, TO_SUBSCRIBER)) {
      TransactionalMessage message = message(request.template().value(), request);
      assertThat(store().create(message)).isEmpty();
      assertThat(store().find(message.id())).contains(message);
    }
  }

  @Test
  @DisplayName("who creates a message that exists gets the one that is there, and changes nothing")
  void returnsExistingMessageUnchanged() {
    TransactionalMessage first = message("same", TO_ADDRESS);
    store().create(first);
    assertThat(store().create(message("same", TO_SUBSCRIBER))).contains(first);
    assertThat(store().find(first.id())).contains(first);
  }

  @Test
  @DisplayName("every state is read as it was stored")
  void readsEveryStateAsStored() {
    Pending kept = new Pending(TO_ADDRESS, 3, false, 1, Optional.of("the rate was reached"));
    List<MessageState> states =
        List.of(
            kept,
            new Accepted("0100-ses", NOON.plusMillis(1)),
            new Refused("MessageRejected", NOON.plusMillis(2)),
            new Unconfirmed(NOON.plusMillis(3)));
    for (int i = 0; i < states.size(); i++) {
      TransactionalMessage message = message("state-" + i, TO_ADDRESS);
      store().create(message);
      TransactionalMessage changed = withState(states.get(i), message);
      assertThat(store().replace(changed, 1)).isTrue();
      assertThat(store().find(message.id())).contains(changed);
    }
  }

  @Test
  @DisplayName("a message that went on to another turn is not replaced")
  void doesNotReplaceMessageOfAnotherTurn() {
    TransactionalMessage message = message("gone-on", TO_ADDRESS);
    store().create(message);
    TransactionalMessage second =
        withState(new Pending(TO_ADDRESS, 2, true, 0, Optional.empty()), message);
    assertThat(store().replace(second, 1)).isTrue();
    assertThat(store().replace(withState(new Accepted("late", NOON), message), 1)).isFalse();
    assertThat(store().find(message.id())).contains(second);
  }

  @Test
  @DisplayName("a message that has an end is not replaced")
  void doesNotReplaceEndedMessage() {
    TransactionalMessage message = message("ended", TO_ADDRESS);
    store().create(message);
    TransactionalMessage ended = withState(new Accepted("ses-1", NOON), message);
    store().replace(ended, 1);
    assertThat(store().replace(withState(new Refused("late", NOON), message), 1)).isFalse();
    assertThat(store().find(message.id())).contains(ended);
  }

  @Test
  @DisplayName("a message that was never created is not replaced")
  void doesNotReplaceUnknownMessage() {
    TransactionalMessage message = message("never", TO_ADDRESS);
    assertThat(store().replace(message, 1)).isFalse();
    assertThat(store().find(message.id())).isEmpty();
  }

  @Test
  @DisplayName("of many who create the same message, exactly one does")
  void createsMessageOnceConcurrently() throws Exception {
    assumeAtomic();
    for (int round = 0; round < 10; round++) {
      TransactionalMessage message = message("race-" + round, TO_ADDRESS);
      assertThat(ConcurrentTasks.runConcurrently(() -> store().create(message)))
          .filteredOn(Optional::isEmpty)
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("of many who go on from the same turn, exactly one does")
  void replacesMessageOncePerTurnConcurrently() throws Exception {
    assumeAtomic();
    for (int round = 0; round < 10; round++) {
      TransactionalMessage message = message("begin-" + round, TO_ADDRESS);
      store().create(message);
      AtomicInteger tag = new AtomicInteger();
      assertThat(
              ConcurrentTasks.runConcurrently(() -> {
                Optional<String> who = Optional.of("thread " + tag.incrementAndGet());
                return store()
                    .replace(withState(new Pending(TO_ADDRESS, 2, true, 0, who), message), 1);
              }))
          .containsOnlyOnce(true);
    }
  }

  private static TransactionalMessage message(String key, MessageRequest request) {
    return new TransactionalMessage(
        MessageId.of(new IdempotencyKey(key)),
        RequestFingerprint.of(request),
        request.template(),
        NOON,
        new Pending(request, 1, true, 0, Optional.empty()));
  }

  private static TransactionalMessage withState(MessageState state, TransactionalMessage message) {
    return new TransactionalMessage(
        message.id(), message.fingerprint(), message.template(), message.requestedAt(), state);
  }
}

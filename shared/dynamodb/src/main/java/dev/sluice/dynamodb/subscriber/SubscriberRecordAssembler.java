package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.SubscriberKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assembles records from states and subscribers, which are adjacent in the order of their keys. */
final class SubscriberRecordAssembler {

  private final List<SubscriberRecord> records = new ArrayList<>();
  private Optional<SubscriberState> pendingState = Optional.empty();

  private SubscriberRecordAssembler() {}

  /**
   * Returns the records of items in the order of their keys; a state without a subscriber is
   * skipped.
   */
  static List<SubscriberRecord> assemble(List<Item> items) {
    SubscriberRecordAssembler pairs = new SubscriberRecordAssembler();
    items.forEach(pairs::add);
    return pairs.records;
  }

  private void add(Item item) {
    if (SubscriberKeys.isState(item)) {
      pendingState = Optional.of(SubscriberStateCodec.decode(item));
      return;
    }
    SubscriberId id = SubscriberKeys.subscriberIdOf(item);
    SubscriberState standing =
        pendingState
            .filter(last -> last.subscriber().equals(id))
            .orElseGet(() -> SubscriberState.initial(id));
    records.add(new SubscriberRecord(SubscriberCodec.decode(item), standing));
    pendingState = Optional.empty();
  }
}

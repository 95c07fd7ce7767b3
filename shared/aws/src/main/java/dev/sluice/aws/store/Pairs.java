package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts standings and subscribers together, which lie side by side in the order of their keys. */
final class Pairs {

  private final List<SubscriberRecord> records = new ArrayList<>();
  private Optional<Standing> open = Optional.empty();

  private Pairs() {}

  /** Returns the pairs of items in the order of their keys; a standing alone is nobody's. */
  static List<SubscriberRecord> of(List<Item> items) {
    Pairs pairs = new Pairs();
    items.forEach(pairs::add);
    return pairs.records;
  }

  private void add(Item item) {
    if (Keys.isStanding(item)) {
      open = Optional.of(StandingCodec.read(item));
      return;
    }
    SubscriberId id = Keys.idOf(item);
    Standing standing =
        open.filter(last -> last.subscriber().equals(id)).orElseGet(() -> Standing.blank(id));
    records.add(new SubscriberRecord(SubscriberCodec.read(item), standing));
    open = Optional.empty();
  }
}

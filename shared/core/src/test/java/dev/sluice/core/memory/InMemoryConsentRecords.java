package dev.sluice.core.memory;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords.Page;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Consent records in memory, by subscriber and version of the state. */
final class InMemoryConsentRecords {

  private static final Comparator<ActKey> ORDER =
      Comparator.comparing((ActKey key) -> Shard.of(key.subscriber))
          .thenComparing(ActKey::subscriber)
          .thenComparing(ActKey::version);

  private final NavigableMap<ActKey, List<ConsentRecord>> acts = new TreeMap<>(ORDER);

  private record ActKey(SubscriberId subscriber, long version) {
    String name() {
      return subscriber + "~" + version;
    }

    static ActKey parse(String after) {
      if (!Pattern.matches("[^~]+~[0-9]+", after)) {
        throw InvalidInputException.of("after", after, "use what the page before gave as 'next'");
      }
      String[] parts = after.split("~", -1);
      return new ActKey(new SubscriberId(parts[0]), Long.parseLong(parts[1]));
    }
  }

  void add(List<ConsentRecord> act, long version) {
    acts.put(new ActKey(act.getFirst().subscriber(), version), List.copyOf(act));
  }

  void remove(SubscriberId subscriber) {
    acts.keySet().removeIf(key -> key.subscriber.equals(subscriber));
  }

  Page recordsOf(SubscriberId subscriber, Optional<String> after, int limit) {
    NavigableMap<ActKey, List<ConsentRecord>> newestFirst = acts.descendingMap();
    ActKey first = after.map(ActKey::parse).orElse(new ActKey(subscriber, Long.MAX_VALUE));
    List<ActKey> keys =
        newestFirst.tailMap(first, false).keySet().stream()
            .filter(key -> key.subscriber.equals(subscriber))
            .toList();
    return page(keys, limit);
  }

  Page allRecords(Optional<String> after, int limit) {
    return page(
        after
            .map(ActKey::parse)
            .map(last -> List.copyOf(acts.tailMap(last, false).keySet()))
            .orElseGet(() -> List.copyOf(acts.keySet())),
        limit);
  }

  private Page page(List<ActKey> keys, int limit) {
    List<ActKey> some = keys.subList(0, Math.min(limit, keys.size()));
    List<ConsentRecord> records =
        some.stream().flatMap(key -> acts.getOrDefault(key, List.of()).stream()).toList();
    boolean more = keys.size() > some.size();
    return new Page(records, more ? Optional.of(some.getLast().name()) : Optional.empty());
  }
}

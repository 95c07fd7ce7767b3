package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.desk.ConsentStore.Page;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Consent records in memory, by subscriber and version of the standing. */
final class MemoryConsents {

  private static final Comparator<Key> ORDER =
      Comparator.comparing((Key key) -> Shard.of(key.subscriber))
          .thenComparing(Key::subscriber)
          .thenComparing(Key::version);

  private final NavigableMap<Key, List<ConsentRecord>> acts = new TreeMap<>(ORDER);

  private record Key(SubscriberId subscriber, long version) {
    String name() {
      return subscriber + "~" + version;
    }

    static Key named(String after) {
      if (!Pattern.matches("[^~]+~[0-9]+", after)) {
        throw InvalidInputException.of("after", after, "use what the page before gave as 'next'");
      }
      String[] parts = after.split("~", -1);
      return new Key(new SubscriberId(parts[0]), Long.parseLong(parts[1]));
    }
  }

  void add(List<ConsentRecord> act, long version) {
    acts.put(new Key(act.getFirst().subscriber(), version), List.copyOf(act));
  }

  void remove(SubscriberId subscriber) {
    acts.keySet().removeIf(key -> key.subscriber.equals(subscriber));
  }

  Page of(SubscriberId subscriber, Optional<String> after, int limit) {
    NavigableMap<Key, List<ConsentRecord>> newestFirst = acts.descendingMap();
    Key first = after.map(Key::named).orElse(new Key(subscriber, Long.MAX_VALUE));
    List<Key> keys =
        newestFirst.tailMap(first, false).keySet().stream()
            .filter(key -> key.subscriber.equals(subscriber))
            .toList();
    return page(keys, limit);
  }

  Page all(Optional<String> after, int limit) {
    return page(
        after
            .map(Key::named)
            .map(last -> List.copyOf(acts.tailMap(last, false).keySet()))
            .orElseGet(() -> List.copyOf(acts.keySet())),
        limit);
  }

  private Page page(List<Key> keys, int limit) {
    List<Key> some = keys.subList(0, Math.min(limit, keys.size()));
    List<ConsentRecord> records =
        some.stream().flatMap(key -> acts.getOrDefault(key, List.of()).stream()).toList();
    boolean more = keys.size() > some.size();
    return new Page(records, more ? Optional.of(some.getLast().name()) : Optional.empty());
  }
}

package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.SubscriberKeys;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys of consent records in the subscribers table: partition {@code 17#consent}, item {@code
 * <id>#<version>}, the version that the state got with the action, so that actions sort as they
 * were made.
 *
 * <p>They have separate partitions, because every scan would read items between a state and its
 * subscriber. They are in this table because they are personal data: one table to back up, to
 * restore and to erase from.
 */
final class ConsentRecordKeys {

  private static final String PARTITION = "#consent";

  /** Digits of a version: a thousand writes a second for thirty years. */
  private static final int DIGITS = 12;

  /** Sorts after every version. */
  static final long LAST_VERSION = 999_999_999_999L;

  private static final Pattern VERSION = Pattern.compile("[0-9]{" + DIGITS + "}");
  private static final Pattern POSITION =
      Pattern.compile(
          "([0-9]{2})(?:/([A-Za-z0-9][A-Za-z0-9._:@+=-]{0,127}#[0-9]{" + DIGITS + "}))?");

  private ConsentRecordKeys() {}

  static String partition(Shard shard) {
    return shard.label() + PARTITION;
  }

  static ItemBuilder key(SubscriberId id, long version) {
    return new ItemBuilder()
        .put(SubscriberKeys.SHARD, partition(Shard.of(id)))
        .put(SubscriberKeys.ITEM, itemKey(id, version));
  }

  static String itemKey(SubscriberId id, long version) {
    return SubscriberKeys.itemKeyPrefix(id) + ("%0" + DIGITS + "d").formatted(version);
  }

  /** Returns the version of an action's item, which is its position among a subscriber's. */
  static String versionOf(Item act) {
    String key = act.text(SubscriberKeys.ITEM);
    return key.substring(key.length() - DIGITS);
  }

  /**
   * Returns the version of a page token.
   *
   * @throws InvalidInputException if no page names such a one
   */
  static long parseVersion(String after) {
    if (!VERSION.matcher(after).matches()) {
      throw invalidPageToken(after);
    }
    return Long.parseLong(after);
  }

  private static InvalidInputException invalidPageToken(String after) {
    return InvalidInputException.of("after", after, "use what the page before gave as 'next'");
  }

  /**
   * A position in the list of all records.
   *
   * @param last the last item before it in the shard, empty if it begins there
   */
  record RecordPosition(Shard shard, Optional<String> last) {

    static final RecordPosition START = new RecordPosition(new Shard(0), Optional.empty());

    /**
     * Returns the position of a page token.
     *
     * @throws InvalidInputException if no page names such a one
     */
    static RecordPosition parse(String after) {
      Matcher matcher = POSITION.matcher(after);
      if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= Shard.COUNT) {
        throw invalidPageToken(after);
      }
      return new RecordPosition(
          Shard.fromLabel(matcher.group(1)), Optional.ofNullable(matcher.group(2)));
    }

    RecordPosition after(Item item) {
      return new RecordPosition(shard, Optional.of(item.text(SubscriberKeys.ITEM)));
    }

    /** Empty after the last shard. */
    Optional<RecordPosition> nextShard() {
      return Optional.of(shard.number() + 1)
          .filter(number -> number < Shard.COUNT)
          .map(number -> new RecordPosition(new Shard(number), Optional.empty()));
    }

    String toToken() {
      return shard.label() + last.map(item -> "/" + item).orElse("");
    }
  }
}

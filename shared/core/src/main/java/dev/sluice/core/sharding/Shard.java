package dev.sluice.core.sharding;

import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * The unit of parallel work: every subscriber belongs to one of {@value #COUNT} shards.
 *
 * @param number 0 to 63
 */
public record Shard(int number) implements Comparable<Shard> {

  /**
   * How many shards there are. Part of every stored key, so it can never change: 64 workers fill
   * any rate that SES grants, and 64 small items are one read.
   */
  public static final int COUNT = 64;

  private static final Pattern LABEL = Pattern.compile("[0-9]{2}");

  public Shard {
    if (number < 0 || number >= COUNT) {
      throw InvalidInputException.of("shard", number, "use 0 to " + (COUNT - 1));
    }
  }

  /** Returns the shard of a subscriber: CRC-32 of the identifier's UTF-8, modulo the count. */
  public static Shard of(SubscriberId id) {
    CRC32 crc = new CRC32();
    crc.update(id.value().getBytes(StandardCharsets.UTF_8));
    return new Shard((int) (crc.getValue() % COUNT));
  }

  /**
   * Returns the shard of a label.
   *
   * @throws InvalidInputException unless it is {@code 00} to {@code 63}
   */
  public static Shard fromLabel(String label) {
    if (!LABEL.matcher(label).matches()) {
      throw InvalidInputException.of("shard", label, "use 00 to " + (COUNT - 1));
    }
    return new Shard(Integer.parseInt(label));
  }

  /** Returns all shards in order. */
  public static List<Shard> all() {
    return IntStream.range(0, COUNT).mapToObj(Shard::new).toList();
  }

  /** Returns the two digits under which the shard is stored, {@code 00} to {@code 63}. */
  public String label() {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  @Override
  public int compareTo(Shard other) {
    return Integer.compare(number, other.number);
  }
}

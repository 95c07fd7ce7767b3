package dev.sluice.local.ses;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Injects faults into the SES emulator: at random from a seed, one after the other as scripted, or
 * for given addresses; thread-safe.
 */
public final class SesFaultInjector {

  private final Map<SesFault, Integer> percents = new EnumMap<>(SesFault.class);
  private final Deque<SesFault> script = new ArrayDeque<>();
  private final Set<String> rejectedAddresses = new HashSet<>();
  private final Random random;

  /** Creates an injector without faults; the same seed and calls give the same faults. */
  public SesFaultInjector(long seed) {
    random = new Random(seed);
  }

  /**
   * Lets a fault happen in {@code percent} of all calls, 0 to 100; the percentages of all faults
   * add up to 100 at most.
   */
  public synchronized void setPercentage(SesFault fault, int percent) {
    int others =
        percents.entrySet().stream()
            .filter(entry -> entry.getKey() != fault)
            .mapToInt(Map.Entry::getValue)
            .sum();
    if (percent < 0 || others + percent > 100) {
      throw new IllegalArgumentException(
          "percent %d for %s: all faults together have 0 to 100".formatted(percent, fault));
    }
    percents.put(fault, percent);
  }

  /** Makes the next calls fail in these ways, one each. */
  public synchronized void enqueue(SesFault... faults) {
    script.addAll(java.util.List.of(faults));
  }

  /** Refuses every message to this address from now on. */
  public synchronized void rejectAddress(String address) {
    rejectedAddresses.add(address.toLowerCase(Locale.ROOT));
  }

  /** Removes all faults. */
  public synchronized void clear() {
    percents.clear();
    script.clear();
    rejectedAddresses.clear();
  }

  /** Returns the fault of one call, empty if it succeeds. */
  synchronized Optional<SesFault> nextFault(Collection<String> recipients) {
    if (recipients.stream()
        .anyMatch(to -> rejectedAddresses.contains(to.toLowerCase(Locale.ROOT)))) {
      return Optional.of(SesFault.REFUSED);
    }
    if (!script.isEmpty()) {
      return Optional.of(script.removeFirst());
    }
    return percents.isEmpty() ? Optional.empty() : byChance(random.nextInt(100));
  }

  private Optional<SesFault> byChance(int hundredth) {
    int upTo = 0;
    for (Map.Entry<SesFault, Integer> entry : percents.entrySet()) {
      upTo += entry.getValue();
      if (hundredth < upTo) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  /** A way in which a call of SendEmail can go wrong. */
  public enum SesFault {
    /** 429, as if the rate were exceeded; nothing is accepted. */
    THROTTLED,
    /** A 5xx answer; nothing is accepted. */
    SERVER_ERROR,
    /** A 5xx answer, though the message was accepted. */
    SERVER_ERROR_AFTER_ACCEPTING,
    /** The connection breaks; nothing is accepted. */
    LOST_BEFORE_ACCEPTING,
    /** The connection breaks after the message was accepted: the answer is lost. */
    LOST_AFTER_ACCEPTING,
    /** 400 MessageRejected. */
    REFUSED,
    /** 400 MessageRejected, as in the sandbox; the recipient's identity is not verified. */
    NOT_VERIFIED
  }
}

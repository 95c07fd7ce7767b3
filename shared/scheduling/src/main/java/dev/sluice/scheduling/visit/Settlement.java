package dev.sluice.scheduling.visit;

import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Corrects a committed standing for messages that SES did not plainly accept.
 *
 * <p>What is known not to have left gives its slot back: it waits for a while, or is dropped if SES
 * will never take it. What may have left keeps its slot and is marked unconfirmed.
 */
final class Settlement {

  /** Rate limits pass within seconds. */
  private static final Duration AFTER_RATE = Duration.ofSeconds(5);

  /** Part of the rolling 24 hours must pass before there is quota again. */
  private static final Duration AFTER_DAILY = Duration.ofHours(1);

  /** Account-level trouble is mended by people, or by SES within minutes. */
  private static final Duration AFTER_WITHHELD = Duration.ofMinutes(15);

  /** Others write a standing rarely, so that losing this often means a fault. */
  private static final int MAX_ATTEMPTS = 10;

  private final StandingStore standings;

  Settlement(StandingStore standings) {
    this.standings = standings;
  }

  /**
   * Returns the standing as stored once every outcome is worked in. If that cannot be written, the
   * slots stay charged: too little mail rather than too much.
   */
  Standing settle(Standing committed, Map<Candidate, SendOutcome> outcomes, Instant at) {
    Standing stored = committed;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Standing corrected = correct(stored, outcomes, at);
      if (corrected.equals(stored)) {
        return stored;
      }
      if (standings.commit(corrected) == StandingStore.Commit.COMMITTED) {
        return corrected.written();
      }
      Optional<SubscriberRecord> current = standings.read(committed.subscriber());
      if (current.isEmpty()) {
        return stored; // erased meanwhile: nothing is left to correct
      }
      stored = current.get().standing();
    }
    return stored;
  }

  private static Standing correct(
      Standing standing, Map<Candidate, SendOutcome> outcomes, Instant at) {
    Standing corrected = standing;
    for (Map.Entry<Candidate, SendOutcome> entry : outcomes.entrySet()) {
      Candidate send = entry.getKey();
      corrected =
          switch (entry.getValue()) {
            case SendOutcome.Accepted _ -> corrected;
            case SendOutcome.Unknown _ -> unconfirmed(corrected, send);
            case SendOutcome.Refused _ -> dropped(corrected, send, DropCode.REFUSED, at);
            case SendOutcome.Throttled(var limit) ->
                retried(
                    corrected,
                    send,
                    at,
                    limit == SendOutcome.Limit.RATE ? AFTER_RATE : AFTER_DAILY);
            case SendOutcome.Withheld _ -> retried(corrected, send, at, AFTER_WITHHELD);
          };
    }
    return corrected;
  }

  private static Standing unconfirmed(Standing standing, Candidate send) {
    SendKey key = SendKey.of(send.campaign());
    List<SendRecord> history =
        standing.history().stream()
            .map(sent -> sent.key().equals(key) ? sent.unanswered() : sent)
            .toList();
    return standing.with(history, standing.waiting(), standing.drops(), standing.dueAt());
  }

  private static Standing retried(Standing standing, Candidate send, Instant at, Duration delay) {
    Instant until = at.plus(delay);
    if (standing.sent(send.campaign()).isEmpty()) {
      return standing; // given back already, by an attempt whose answer was lost
    }
    if (!until.isBefore(send.expiry())) {
      return dropped(standing, send, DropCode.EXPIRED, at);
    }
    List<WaitingSend> waiting =
        Stream.concat(
                standing.waiting().stream(),
                Stream.of(new WaitingSend(send.campaign(), send.topic().id(), until)))
            .sorted(Comparator.comparing(WaitingSend::campaign))
            .toList();
    Instant due = standing.dueAt().filter(until::isAfter).orElse(until);
    return standing.with(without(standing, send), waiting, standing.drops(), Optional.of(due));
  }

  private static Standing dropped(Standing standing, Candidate send, DropCode code, Instant at) {
    if (standing.sent(send.campaign()).isEmpty()) {
      return standing;
    }
    List<DropRecord> drops = new ArrayList<>(standing.drops());
    drops.add(new DropRecord(at, SendKey.of(send.campaign()), code));
    return standing.with(without(standing, send), standing.waiting(), drops, standing.dueAt());
  }

  private static List<SendRecord> without(Standing standing, Candidate send) {
    SendKey key = SendKey.of(send.campaign());
    return standing.history().stream().filter(sent -> !sent.key().equals(key)).toList();
  }
}

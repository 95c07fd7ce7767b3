package dev.sluice.core.delivery;

import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.sending.MessageRenderer;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What SES answered to the messages of one run: whether it accepted any, and why it withheld
 * others.
 *
 * <p>Safe for use by several threads.
 */
final class RunOutcomes {

  private final WithheldRunStore runs;
  private final AtomicBoolean accepted = new AtomicBoolean();
  private final Map<WithheldCause, Integer> withheld = new ConcurrentHashMap<>();
  private boolean isStored;

  RunOutcomes(WithheldRunStore runs) {
    this.runs = runs;
  }

  /** Returns a renderer whose messages are counted when they are sent. */
  MessageRenderer observe(MessageRenderer renderer) {
    return (subscriber, campaign, at) -> {
      var message = renderer.render(subscriber, campaign, at);
      return () -> count(message.send());
    };
  }

  private SendOutcome count(SendOutcome outcome) {
    switch (outcome) {
      case SendOutcome.Accepted _ -> accepted.set(true);
      case SendOutcome.Unavailable(WithheldCause cause) -> withheld.merge(cause, 1, Integer::sum);
      case SendOutcome.Throttled _, SendOutcome.Refused _, SendOutcome.Unknown _ -> {}
    }
    return outcome;
  }

  /** Ends what earlier runs met, as soon as SES has accepted a message: once in a run. */
  void storeAcceptance() {
    if (accepted.get() && !isStored) {
      isStored = true;
      if (runs.load().isPresent()) {
        runs.clear();
      }
    }
  }

  /** Stores the result of the whole run, if SES accepted or withheld anything. */
  void storeRun(Instant now) {
    storeAcceptance();
    if (!accepted.get()) {
      withheld.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .ifPresent(most -> runs.add(most.getKey(), now));
    }
  }
}

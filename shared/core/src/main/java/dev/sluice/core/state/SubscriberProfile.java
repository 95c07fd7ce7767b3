package dev.sluice.core.state;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.SegmentInput;
import dev.sluice.core.subscriber.Subscriber;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * A subscriber as criteria see them: what the team says of them, and how they take our mail.
 *
 * <p>Two attributes are told by Sluice itself, whatever the team may have stored under their names:
 * {@value #UNOPENED} is {@link SubscriberState#consecutiveUnopened}, and {@value #LAST_OPENED} the
 * date on which they last opened a message or followed a link, absent if that was never heard.
 *
 * @param zone in which their days are counted
 */
public record SubscriberProfile(Subscriber subscriber, SubscriberState state, ZoneId zone)
    implements SegmentInput {

  /** Name of the number of sends in a row that were delivered and not opened. */
  public static final String UNOPENED = "unopened";

  /** Name of the date of the last sign of engagement. */
  public static final String LAST_OPENED = "lastOpened";

  /** The names that the team cannot give to attributes of its own. */
  public static final Set<String> RESERVED_NAMES = Set.of(UNOPENED, LAST_OPENED);

  @Override
  public Optional<AttributeValue> attribute(String name) {
    return switch (name) {
      case UNOPENED -> Optional.of(AttributeValue.Number.of(state.consecutiveUnopened()));
      case LAST_OPENED ->
          state.engagedAt().map(at -> new AttributeValue.Day(LocalDate.ofInstant(at, zone)));
      default -> subscriber.attribute(name);
    };
  }

  @Override
  public LifecycleStage stage() {
    return subscriber.stage();
  }
}

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
 * A subscriber as criteria see them: the attributes that the team stored, and the subscriber's
 * engagement.
 *
 * <p>Sluice itself computes two attributes, whatever the team may have stored under their names:
 * {@value #UNOPENED} is {@link SubscriberState#consecutiveUnopened}, and {@value #LAST_OPENED} the
 * date on which they last opened a message or followed a link, absent without such an event.
 *
 * @param zone in which their days are counted
 */
public record SubscriberProfile(Subscriber subscriber, SubscriberState state, ZoneId zone)
    implements SegmentInput {

  /** The name of the number of consecutive sends that were delivered and not opened. */
  public static final String UNOPENED = "unopened";

  /** The name of the date of the last sign of engagement. */
  public static final String LAST_OPENED = "lastOpened";

  /** The names that the team cannot use for attributes. */
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

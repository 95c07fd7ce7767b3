package dev.sluice.scheduling.standing;

import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.Traits;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * A subscriber as criteria see them: what the team says of them, and how they take our mail.
 *
 * <p>Two attributes are told by Sluice itself, whatever the team may have stored under their names:
 * {@value #UNOPENED} is {@link Standing#unopened}, and {@value #LAST_OPENED} the date on which they
 * last opened a message or followed a link, absent if that was never heard.
 *
 * @param zone in which their days are counted
 */
public record Profile(Subscriber subscriber, Standing standing, ZoneId zone) implements Traits {

  /** Name of the number of sends in a row that were delivered and not opened. */
  public static final String UNOPENED = "unopened";

  /** Name of the date of the last sign of engagement. */
  public static final String LAST_OPENED = "lastOpened";

  /** The names that the team cannot give to attributes of its own. */
  public static final Set<String> BUILT_IN = Set.of(UNOPENED, LAST_OPENED);

  @Override
  public Optional<AttributeValue> attribute(String name) {
    return switch (name) {
      case UNOPENED -> Optional.of(AttributeValue.Number.of(standing.unopened()));
      case LAST_OPENED ->
          standing.engagedAt().map(at -> new AttributeValue.Day(LocalDate.ofInstant(at, zone)));
      default -> subscriber.attribute(name);
    };
  }

  @Override
  public LifecycleStage stage() {
    return subscriber.stage();
  }
}

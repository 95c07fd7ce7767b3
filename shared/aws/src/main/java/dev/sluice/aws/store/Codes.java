package dev.sluice.aws.store;

import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Suppression;
import java.util.function.Function;
import java.util.stream.Stream;

/** The numbers and letters under which enums are stored; they never change, whatever the names. */
final class Codes {

  private Codes() {}

  static int of(DropCode code) {
    return switch (code) {
      case NOT_SUBSCRIBED -> 1;
      case UNSUBSCRIBED_FROM_ALL -> 2;
      case SUPPRESSED -> 3;
      case CAPPED -> 4;
      case EXPIRED -> 5;
      case CANCELLED -> 6;
      case LEFT_AUDIENCE -> 7;
      case NOT_RENDERABLE -> 8;
      case REFUSED -> 9;
    };
  }

  static DropCode dropCode(int stored) {
    return find(DropCode.values(), Codes::of, stored);
  }

  /** Returns the bit of a piece of news, from 0; the commonest seven fit into one byte. */
  static int of(Heard news) {
    return switch (news) {
      case TAKEN -> 0;
      case DELIVERED -> 1;
      case OPENED -> 2;
      case CLICKED -> 3;
      case PREFETCHED -> 4;
      case SOFT_BOUNCED -> 5;
      case BOUNCED -> 6;
      case COMPLAINED -> 7;
      case UNSUBSCRIBED -> 8;
      case REJECTED -> 9;
      case UNTRIED -> 10;
    };
  }

  static String of(Cadence cadence) {
    return switch (cadence) {
      case AS_IT_COMES -> "A";
      case DAILY -> "D";
      case WEEKLY -> "W";
      case EVERY_TWO_WEEKS -> "2";
      case MONTHLY -> "M";
      case QUARTERLY -> "Q";
    };
  }

  static Cadence cadence(String stored) {
    return find(Cadence.values(), Codes::of, stored);
  }

  static String of(Suppression.Cause cause) {
    return switch (cause) {
      case REPEATED_BOUNCES -> "R";
      case BOUNCE -> "B";
      case COMPLAINT -> "C";
      case MANUAL -> "M";
    };
  }

  static Suppression.Cause cause(String stored) {
    return find(Suppression.Cause.values(), Codes::of, stored);
  }

  static String of(Means means) {
    return switch (means) {
      case ONE_CLICK -> "1";
      case PREFERENCE_CENTRE -> "P";
      case API -> "A";
      case FEEDBACK -> "F";
    };
  }

  static Means means(String stored) {
    return find(Means.values(), Codes::of, stored);
  }

  /** Reads the name of an enum's constant. */
  static <E extends Enum<E>> E named(Class<E> type, String stored) {
    return find(type.getEnumConstants(), Enum::name, stored);
  }

  private static <E extends Enum<E>, C> E find(E[] values, Function<E, C> code, C stored) {
    return Stream.of(values)
        .filter(value -> code.apply(value).equals(stored))
        .findFirst()
        .orElseThrow(() ->
            new UnreadableItemException(
                "'%s' is not known as %s"
                    .formatted(stored, values[0].getDeclaringClass().getSimpleName())));
  }
}

package dev.sluice.dynamodb.item;

import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.state.MailboxProvider;
import dev.sluice.core.state.SendEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** The numbers and letters under which enums are stored; they never change, whatever the names. */
public final class StoredCodes {

  private StoredCodes() {}

  public static int encode(DropCode code) {
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

  public static DropCode decodeDropCode(int stored) {
    return find(DropCode.values(), StoredCodes::encode, stored);
  }

  /** Returns the letter of a mailbox provider. */
  public static String encode(MailboxProvider provider) {
    return switch (provider) {
      case GMAIL -> "g";
      case MICROSOFT -> "m";
      case YAHOO -> "y";
      case APPLE -> "a";
      case GMX_AND_WEB_DE -> "w";
      case ORANGE -> "f";
      case COMCAST -> "c";
      case PROTON -> "p";
      case MAIL_RU -> "r";
      case YANDEX -> "x";
      case QQ -> "q";
      case NETEASE -> "n";
      case OTHER -> "o";
    };
  }

  /** Returns the bit of an event, from 0; the most common seven fit into one byte. */
  public static int encode(SendEvent news) {
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

  public static String encode(Cadence cadence) {
    return switch (cadence) {
      case AS_IT_COMES -> "A";
      case DAILY -> "D";
      case WEEKLY -> "W";
      case EVERY_TWO_WEEKS -> "2";
      case MONTHLY -> "M";
      case QUARTERLY -> "Q";
    };
  }

  public static Cadence decodeCadence(String stored) {
    return find(Cadence.values(), StoredCodes::encode, stored);
  }

  public static String encode(Suppression.Cause cause) {
    return switch (cause) {
      case REPEATED_BOUNCES -> "R";
      case BOUNCE -> "B";
      case COMPLAINT -> "C";
      case MANUAL -> "M";
    };
  }

  public static Suppression.Cause decodeCause(String stored) {
    return find(Suppression.Cause.values(), StoredCodes::encode, stored);
  }

  public static String encode(ConsentSource means) {
    return switch (means) {
      case ONE_CLICK -> "1";
      case PREFERENCE_CENTRE -> "P";
      case API -> "A";
      case FEEDBACK -> "F";
    };
  }

  public static ConsentSource decodeMeans(String stored) {
    return find(ConsentSource.values(), StoredCodes::encode, stored);
  }

  /** Reads the name of an enum's constant. */
  public static <E extends Enum<E>> E enumConstant(Class<E> type, String stored) {
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

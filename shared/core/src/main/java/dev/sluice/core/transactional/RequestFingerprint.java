package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.AttributeValue;
import java.time.LocalDate;
import java.util.TreeMap;

/**
 * The fingerprint that distinguishes two requests with the same key: a SHA-256 of the whole
 * request, whatever the order of its members.
 *
 * @param value 64 hexadecimal digits
 */
public record RequestFingerprint(String value) {

  /** Returns the fingerprint of a request. */
  public static RequestFingerprint of(MessageRequest request) {
    LengthPrefixedDigest digest = new LengthPrefixedDigest();
    switch (request.to()) {
      case Recipient.SubscriberRecipient(var subscriber) ->
          digest.update("subscriber").update(subscriber.value());
      case Recipient.AddressRecipient(var address) ->
          digest.update("address").update(address.value());
    }
    digest.update(request.template().value());
    update(digest, new MessageValue.Fields(request.data()));
    return new RequestFingerprint(digest.hex());
  }

  /**
   * The text "1" is not the number 1; 12.50 and 12.5 are one number, because a retry may come from
   * another serializer.
   */
  private static void update(LengthPrefixedDigest digest, MessageValue value) {
    switch (value) {
      case MessageValue.Text(String text) -> digest.update("text").update(text);
      case MessageValue.Decimal(var number) ->
          digest.update("number").update(new AttributeValue.Number(number).display());
      case MessageValue.Flag(boolean flag) -> digest.update("flag").update(Boolean.toString(flag));
      case MessageValue.Day(LocalDate date) -> digest.update("day").update(date.toString());
      case MessageValue.Absent _ -> digest.update("absent");
      case MessageValue.Items(var values) -> {
        digest.update("list").update(String.valueOf(values.size()));
        values.forEach(element -> update(digest, element));
      }
      case MessageValue.Fields(var values) -> {
        digest.update("object").update(String.valueOf(values.size()));
        new TreeMap<>(values).forEach((name, member) -> update(digest.update(name), member));
      }
    }
  }
}

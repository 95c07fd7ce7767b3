package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.AttributeValue;
import java.util.Map;
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
    for (Map.Entry<String, AttributeValue> value : new TreeMap<>(request.data()).entrySet()) {
      digest
          .update(value.getKey())
          .update(kind(value.getValue()))
          .update(value.getValue().display());
    }
    return new RequestFingerprint(digest.hex());
  }

  /** The text "1" is not the number 1. */
  private static String kind(AttributeValue value) {
    return switch (value) {
      case AttributeValue.Text _ -> "text";
      case AttributeValue.Number _ -> "number";
      case AttributeValue.Flag _ -> "flag";
      case AttributeValue.Day _ -> "day";
    };
  }
}

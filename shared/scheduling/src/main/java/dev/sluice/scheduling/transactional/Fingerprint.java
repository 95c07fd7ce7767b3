package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.audience.AttributeValue;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tells one request from another that comes with the same key: a SHA-256 of all it says,
 * whatever the order of its members.
 *
 * @param value 64 hexadecimal digits
 */
public record Fingerprint(String value) {

  /** Returns the fingerprint of a request. */
  public static Fingerprint of(MessageRequest request) {
    Digest digest = new Digest();
    switch (request.to()) {
      case Recipient.Known(var subscriber) -> digest.with("subscriber").with(subscriber.value());
      case Recipient.Bare(var address) -> digest.with("address").with(address.value());
    }
    digest.with(request.template().value());
    for (Map.Entry<String, AttributeValue> value : new TreeMap<>(request.data()).entrySet()) {
      digest.with(value.getKey()).with(kind(value.getValue())).with(value.getValue().display());
    }
    return new Fingerprint(digest.hex());
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

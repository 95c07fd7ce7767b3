package dev.sluice.aws.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item, or a map inside one, while it is put together. */
final class Attributes {

  private final Map<String, AttributeValue> attributes = new HashMap<>();

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue bytes(byte[] value) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
  }

  static <T> AttributeValue list(List<T> values, Function<T, AttributeValue> write) {
    return AttributeValue.fromL(values.stream().map(write).toList());
  }

  Attributes with(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  Attributes with(String name, String value) {
    return with(name, text(value));
  }

  Attributes with(String name, long value) {
    return with(name, number(value));
  }

  /** Adds an attribute only where there is a value. */
  <T> Attributes withAny(String name, Optional<T> value, Function<T, AttributeValue> write) {
    value.ifPresent(held -> with(name, write.apply(held)));
    return this;
  }

  /** Adds a list only if it is not empty. */
  <T> Attributes withAny(String name, List<T> values, Function<T, AttributeValue> write) {
    return values.isEmpty() ? this : with(name, list(values, write));
  }

  Map<String, AttributeValue> map() {
    return Map.copyOf(attributes);
  }

  AttributeValue value() {
    return AttributeValue.fromM(map());
  }
}

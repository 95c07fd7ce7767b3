package dev.sluice.dynamodb.item;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Builds an item, or a map inside one. */
public final class ItemBuilder {

  private final Map<String, AttributeValue> attributes = new HashMap<>();

  public static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  public static AttributeValue bytes(byte[] value) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
  }

  public static <T> AttributeValue list(List<T> values, Function<T, AttributeValue> write) {
    return AttributeValue.fromL(values.stream().map(write).toList());
  }

  public ItemBuilder put(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  public ItemBuilder put(String name, String value) {
    return put(name, text(value));
  }

  public ItemBuilder put(String name, long value) {
    return put(name, number(value));
  }

  /** Adds an attribute only where there is a value. */
  public <T> ItemBuilder putIfPresent(
      String name, Optional<T> value, Function<T, AttributeValue> write) {
    value.ifPresent(held -> put(name, write.apply(held)));
    return this;
  }

  /** Adds a list only if it is not empty. */
  <T> ItemBuilder putIfPresent(String name, List<T> values, Function<T, AttributeValue> write) {
    return values.isEmpty() ? this : put(name, list(values, write));
  }

  public Map<String, AttributeValue> build() {
    return Map.copyOf(attributes);
  }

  public AttributeValue toAttributeValue() {
    return AttributeValue.fromM(build());
  }
}

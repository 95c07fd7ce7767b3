package dev.sluice.dynamodb.item;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stored item, or a map inside one.
 *
 * <p>Getters without {@code Optional} throw {@link UnreadableItemException} if the attribute is
 * missing or of another type.
 */
public record Item(Map<String, AttributeValue> attributes) {

  public String text(String name) {
    return required(name, optionalText(name));
  }

  public long number(String name) {
    return required(name, optionalNumber(name));
  }

  public int integer(String name) {
    return Math.toIntExact(number(name));
  }

  public byte[] bytes(String name) {
    return required(name, optionalBytes(name));
  }

  Item map(String name) {
    return required(name, optionalMap(name));
  }

  public Optional<String> optionalText(String name) {
    return find(name).flatMap(value -> Optional.ofNullable(value.s()));
  }

  public Optional<Long> optionalNumber(String name) {
    return find(name).flatMap(value -> Optional.ofNullable(value.n())).map(Long::valueOf);
  }

  public Optional<byte[]> optionalBytes(String name) {
    return find(name)
        .flatMap(value -> Optional.ofNullable(value.b()))
        .map(bytes -> bytes.asByteArrayUnsafe());
  }

  public Optional<Item> optionalMap(String name) {
    return find(name).filter(AttributeValue::hasM).map(value -> new Item(value.m()));
  }

  /** Returns the entries of a list, none if there is no such attribute. */
  <T> List<T> list(String name, Function<AttributeValue, T> read) {
    return find(name).stream().flatMap(value -> value.l().stream()).map(read).toList();
  }

  /** Returns the maps of a list, none if there is no such attribute. */
  <T> List<T> maps(String name, Function<Item, T> read) {
    return list(name, value -> read.apply(new Item(value.m())));
  }

  /** Returns the texts of a list, none if there is no such attribute. */
  public List<String> texts(String name) {
    return list(name, AttributeValue::s);
  }

  public Optional<AttributeValue> find(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  private static <T> T required(String name, Optional<T> value) {
    return value.orElseThrow(() ->
        new UnreadableItemException(
            "an item lacks the attribute '" + name + "', or holds another type in it"));
  }
}

package dev.sluice.json;

import static java.util.stream.Collectors.joining;

import dev.sluice.core.support.Suggestions;
import dev.sluice.core.support.Violation;
import dev.sluice.core.support.ViolationCollector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object whose members are declared one after the other.
 *
 * <p>Each declaration returns a supplier of the member's value, to be used only in what {@link #of}
 * is given to build: it runs when every declared member was right and no other member was there.
 */
public final class ObjectDecoder {

  private final JsonNode object;
  private final SequencedMap<String, JsonDecoder<?>> known = new LinkedHashMap<>();
  private final ViolationCollector violations = new ViolationCollector();

  private ObjectDecoder(JsonNode object) {
    this.object = object;
  }

  /**
   * Returns the kind of objects with the members that {@code declaration} declares.
   *
   * @param declaration declares the members and returns how the value is built from them
   */
  public static <T> JsonDecoder<T> of(Function<ObjectDecoder, Supplier<T>> declaration) {
    return value -> {
      if (!value.isObject()) {
        throw JsonDecoder.invalid(value, "use an object");
      }
      ObjectDecoder reader = new ObjectDecoder(value);
      Supplier<T> built = declaration.apply(reader);
      reader.rejectUnknownMembers();
      reader.violations.throwIfAny();
      return built.get();
    };
  }

  /** Declares a member that must be there. */
  public <T> Supplier<T> required(String name, JsonDecoder<T> kind) {
    known.put(name, kind);
    String remedy = "give a value for '" + name + "'";
    if (!object.has(name)) {
      violations.add(name, "absent", remedy);
    }
    Optional<T> read =
        object.has(name)
            ? decodeMember(name, kind, remedy + ", which is required")
            : Optional.empty();
    return read::orElseThrow;
  }

  /** Declares a member that may be left out. */
  public <T> Supplier<Optional<T>> optional(String name, JsonDecoder<T> kind) {
    Optional<T> read = decodeIfPresent(name, kind);
    return () -> read;
  }

  /** Declares a member that may be left out, and the value it then has. */
  public <T> Supplier<T> optional(String name, JsonDecoder<T> kind, T otherwise) {
    Optional<T> read = decodeIfPresent(name, kind);
    return () -> read.orElse(otherwise);
  }

  /**
   * Declares members of which exactly one must be there; to be declared last, since an unknown
   * member is taken for a mistyped one of these.
   */
  public <T> Supplier<T> exactlyOne(
      SequencedMap<String, ? extends JsonDecoder<? extends T>> choices) {
    List<String> given = choices.keySet().stream().filter(object::has).toList();
    known.putAll(choices);
    boolean mistyped = given.isEmpty() && !known.keySet().containsAll(object.propertyNames());
    if (given.size() != 1 && !mistyped) {
      String found = given.isEmpty() ? "none of them" : String.join(", ", given);
      violations.add("", found, "give exactly one of: " + String.join(", ", choices.keySet()));
    }
    Optional<T> read =
        given.stream()
            .findFirst()
            .flatMap(name ->
                Optional.ofNullable(choices.get(name))
                    .flatMap(k -> decodeMember(name, k, "give a value for '" + name + "'")));
    return read::orElseThrow;
  }

  /** Tells whether the object has a member of this name. */
  public boolean has(String name) {
    return object.has(name);
  }

  private <T> Optional<T> decodeIfPresent(String name, JsonDecoder<T> kind) {
    known.put(name, kind);
    String remedy = "give a value, or leave '" + name + "' out";
    return object.has(name) ? decodeMember(name, kind, remedy) : Optional.empty();
  }

  private <T> Optional<T> decodeMember(
      String name, JsonDecoder<? extends T> kind, String remedyForNull) {
    JsonNode value = object.path(name);
    if (value.isNull()) {
      violations.add(name, "null", remedyForNull);
      return Optional.empty();
    }
    return violations.collect(name, () -> kind.decode(value));
  }

  private void rejectUnknownMembers() {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.containsKey(member.getKey())) {
        violations.add(
            new Violation(
                ValuePreview.shortName(member.getKey()),
                ValuePreview.preview(member.getValue()),
                remedy(member.getKey())));
      }
    }
  }

  private String remedy(String unknown) {
    return Suggestions.closest(unknown, known.keySet())
        .map(near -> "no such member: did you mean '" + near + "'?")
        .orElseGet(() ->
            "no such member: remove it, or use one of "
                + known.keySet().stream().collect(joining(", ")));
  }
}

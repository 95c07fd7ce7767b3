package dev.sluice.json;

import static dev.sluice.json.JsonDecoders.choices;
import static java.util.Map.entry;

import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.subscriber.LifecycleStage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads one criterion, counting its conditions and levels before it goes into them. */
final class CriterionDecoder {

  /** Values of a 'oneOf', entries of a group. */
  private static final int MAX_VALUES = 100;

  /** A century: farther back no purchase was recorded by anyone's shop. */
  private static final int MAX_DAYS = 36_525;

  private int nodes;

  /** Returns the kind of criteria with at most {@code levels} levels. */
  JsonDecoder<Criterion> decoder(int levels) {
    return value -> {
      if (levels < 1) {
        throw JsonDecoder.invalid(
            value, "nest at most " + Criterion.MAX_DEPTH + " levels; use segments of their own");
      }
      if (++nodes > Criterion.MAX_NODES) {
        throw JsonDecoder.invalid(
            value, "use at most " + Criterion.MAX_NODES + " conditions and groups in all");
      }
      return objectDecoder(value, levels).decode(value);
    };
  }

  private JsonDecoder<Criterion> objectDecoder(JsonNode value, int levels) {
    return ObjectDecoder.of(in -> {
      if (!value.has("attribute")) {
        return in.exactlyOne(criterionDecoders(levels));
      }
      var attribute = in.required("attribute", AttributeJson.nameDecoder());
      var condition = in.exactlyOne(conditionDecoders());
      return () -> condition.get().apply(attribute.get());
    });
  }

  private SequencedMap<String, JsonDecoder<? extends Criterion>> criterionDecoders(int levels) {
    JsonDecoder<Criterion> inner = decoder(levels - 1);
    JsonDecoder<List<Criterion>> group = JsonDecoders.list(inner, 1, MAX_VALUES);
    return choices(
        entry("everyone", JsonDecoders.onlyTrue(new Criterion.Everyone(), "use true")),
        entry("all", group.map(Criterion.All::new)),
        entry("any", group.map(Criterion.Any::new)),
        entry("not", inner.map(Criterion.Not::new)),
        entry("attribute", AttributeJson.nameDecoder().map(Criterion.Present::new)),
        entry("stage", stagesDecoder()));
  }

  private static JsonDecoder<Criterion> stagesDecoder() {
    return JsonDecoders.list(
            JsonDecoders.oneOf(LifecycleStage.class), 1, LifecycleStage.values().length)
        .map(stages -> new Criterion.InStage(Set.copyOf(stages)));
  }

  /** What can be said of an attribute, as functions of its name. */
  private static SequencedMap<String, JsonDecoder<? extends Function<String, Criterion>>>
      conditionDecoders() {
    SequencedMap<String, JsonDecoder<? extends Function<String, Criterion>>> all =
        new LinkedHashMap<>();
    all.putAll(comparisonDecoders(AttributeJson.valueDecoder(), Criterion.Compared::new));
    all.put("oneOf", oneOfDecoder());
    all.put(
        "present",
        JsonDecoders.onlyTrue(Criterion.Present::new, "use true; for absent, put it in 'not'"));
    all.put("daysSince", daysSinceDecoder());
    return all;
  }

  private static JsonDecoder<Function<String, Criterion>> oneOfDecoder() {
    return JsonDecoders.list(AttributeJson.valueDecoder(), 1, MAX_VALUES)
        .map(values -> attribute -> new Criterion.OneOf(attribute, Set.copyOf(values)));
  }

  private static JsonDecoder<Function<String, Criterion>> daysSinceDecoder() {
    return ObjectDecoder.of(in ->
        in.exactlyOne(
            comparisonDecoders(
                JsonDecoders.wholeNumber(-MAX_DAYS, MAX_DAYS), Criterion.DaysSince::new)));
  }

  private static <T>
      SequencedMap<String, JsonDecoder<? extends Function<String, Criterion>>> comparisonDecoders(
          JsonDecoder<T> values, ConditionFactory<T> condition) {
    SequencedMap<String, JsonDecoder<? extends Function<String, Criterion>>> all =
        new LinkedHashMap<>();
    Arrays.stream(Comparison.values())
        .forEach(comparison ->
            all.put(
                EnumNames.jsonName(comparison),
                values.<Function<String, Criterion>>map(
                    value -> name -> condition.create(name, comparison, value))));
    return all;
  }

  @FunctionalInterface
  private interface ConditionFactory<T> {
    Criterion create(String attribute, Comparison comparison, T value);
  }
}

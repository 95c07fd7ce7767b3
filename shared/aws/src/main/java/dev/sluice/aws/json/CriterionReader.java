package dev.sluice.aws.json;

import static dev.sluice.aws.json.Kinds.choices;
import static java.util.Map.entry;

import dev.sluice.scheduling.audience.Comparison;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.LifecycleStage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads one criterion, counting its conditions and levels before it goes into them. */
final class CriterionReader {

  /** Values of a 'oneOf', entries of a group. */
  private static final int MAX_VALUES = 100;

  /** A century: farther back no purchase was recorded by anyone's shop. */
  private static final int MAX_DAYS = 36_525;

  private int nodes;

  /** Returns the kind of criteria with at most {@code levels} levels. */
  Kind<Criterion> criterion(int levels) {
    return value -> {
      if (levels < 1) {
        throw Kind.refuse(
            value, "nest at most " + Criterion.MAX_DEPTH + " levels; use segments of their own");
      }
      if (++nodes > Criterion.MAX_NODES) {
        throw Kind.refuse(
            value, "use at most " + Criterion.MAX_NODES + " conditions and groups in all");
      }
      return form(value, levels).read(value);
    };
  }

  private Kind<Criterion> form(JsonNode value, int levels) {
    return ObjectReader.of(in -> {
      if (!value.has("attribute")) {
        return in.exactlyOne(forms(levels));
      }
      var attribute = in.required("attribute", AttributeJson.name());
      var condition = in.exactlyOne(conditions());
      return () -> condition.get().apply(attribute.get());
    });
  }

  private SequencedMap<String, Kind<? extends Criterion>> forms(int levels) {
    Kind<Criterion> inner = criterion(levels - 1);
    Kind<List<Criterion>> group = Kinds.list(inner, 1, MAX_VALUES);
    return choices(
        entry("everyone", Kinds.only(new Criterion.Everyone(), "use true")),
        entry("all", group.as(Criterion.All::new)),
        entry("any", group.as(Criterion.Any::new)),
        entry("not", inner.as(Criterion.Not::new)),
        entry("attribute", AttributeJson.name().as(Criterion.Present::new)),
        entry("stage", stages()));
  }

  private static Kind<Criterion> stages() {
    return Kinds.list(Kinds.oneOf(LifecycleStage.class), 1, LifecycleStage.values().length)
        .as(stages -> new Criterion.InStage(Set.copyOf(stages)));
  }

  /** What can be said of an attribute, as functions of its name. */
  private static SequencedMap<String, Kind<? extends Function<String, Criterion>>> conditions() {
    SequencedMap<String, Kind<? extends Function<String, Criterion>>> all = new LinkedHashMap<>();
    all.putAll(comparisons(AttributeJson.value(), Criterion.Compared::new));
    all.put("oneOf", oneOf());
    all.put("present", Kinds.only(Criterion.Present::new, "use true; for absent, put it in 'not'"));
    all.put("daysSince", daysSince());
    return all;
  }

  private static Kind<Function<String, Criterion>> oneOf() {
    return Kinds.list(AttributeJson.value(), 1, MAX_VALUES)
        .as(values -> attribute -> new Criterion.OneOf(attribute, Set.copyOf(values)));
  }

  private static Kind<Function<String, Criterion>> daysSince() {
    return ObjectReader.of(in ->
        in.exactlyOne(comparisons(Kinds.whole(-MAX_DAYS, MAX_DAYS), Criterion.DaysSince::new)));
  }

  private static <T> SequencedMap<String, Kind<? extends Function<String, Criterion>>> comparisons(
      Kind<T> values, ConditionOf<T> condition) {
    SequencedMap<String, Kind<? extends Function<String, Criterion>>> all = new LinkedHashMap<>();
    Arrays.stream(Comparison.values())
        .forEach(comparison ->
            all.put(
                Names.of(comparison),
                values.<Function<String, Criterion>>as(
                    value -> name -> condition.of(name, comparison, value))));
    return all;
  }

  @FunctionalInterface
  private interface ConditionOf<T> {
    Criterion of(String attribute, Comparison comparison, T value);
  }
}

package dev.sluice.aws.json;

import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.Comparison;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.LifecycleStage;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Criteria as JSON, such as {@code {"attribute":"purchases","atLeast":2}}.
 *
 * <p>Groups are {@code {"all":[…]}}, {@code {"any":[…]}} and {@code {"not":{…}}}; {@code
 * {"everyone":true}} selects all, {@code {"stage":["lapsed"]}} by lifecycle stage, and {@code
 * {"attribute":"lastPurchase","daysSince":{"atMost":90}}} by how long ago a date was.
 */
public final class CriterionJson {

  private CriterionJson() {}

  /**
   * Returns the kind of criteria, of at most {@link Criterion#MAX_DEPTH} levels and {@link
   * Criterion#MAX_NODES} conditions and groups.
   */
  public static Kind<Criterion> criterion() {
    return value -> new CriterionReader().criterion(Criterion.MAX_DEPTH).read(value);
  }

  /** Returns a criterion as JSON. */
  public static ObjectNode write(Criterion criterion) {
    ObjectNode written = Json.object();
    switch (criterion) {
      case Criterion.Everyone _ -> written.put("everyone", true);
      case Criterion.All(List<Criterion> of) -> group(written.putArray("all"), of);
      case Criterion.Any(List<Criterion> of) -> group(written.putArray("any"), of);
      case Criterion.Not(Criterion of) -> written.set("not", write(of));
      case Criterion.Present(String attribute) ->
          written.put("attribute", attribute).put("present", true);
      case Criterion.OneOf(String attribute, Set<AttributeValue> values) ->
          oneOf(written.put("attribute", attribute), values);
      case Criterion.Compared(String attribute, Comparison comparison, AttributeValue value) ->
          written.put("attribute", attribute).set(Names.of(comparison), AttributeJson.write(value));
      case Criterion.DaysSince(String attribute, Comparison comparison, long days) ->
          written
              .put("attribute", attribute)
              .putObject("daysSince")
              .put(Names.of(comparison), days);
      case Criterion.InStage(Set<LifecycleStage> stages) -> stages(written, stages);
    }
    return written;
  }

  private static void group(ArrayNode into, Collection<Criterion> criteria) {
    criteria.forEach(criterion -> into.add(write(criterion)));
  }

  /** Sets have no order of their own: sorted, the same criterion is always written the same. */
  private static void oneOf(ObjectNode into, Set<AttributeValue> values) {
    ArrayNode written = into.putArray("oneOf");
    values.stream()
        .map(AttributeJson::write)
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .forEach((JsonNode value) -> written.add(value));
  }

  private static void stages(ObjectNode into, Set<LifecycleStage> stages) {
    ArrayNode written = into.putArray("stage");
    stages.stream().sorted().map(Names::of).forEach(written::add);
  }
}

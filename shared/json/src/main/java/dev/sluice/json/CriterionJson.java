package dev.sluice.json;

import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
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
  public static JsonDecoder<Criterion> decoder() {
    return value -> new CriterionDecoder().decoder(Criterion.MAX_DEPTH).decode(value);
  }

  /** Returns a criterion as JSON. */
  public static ObjectNode toJson(Criterion criterion) {
    ObjectNode written = Json.object();
    switch (criterion) {
      case Criterion.Everyone _ -> written.put("everyone", true);
      case Criterion.All(List<Criterion> of) -> addGroup(written.putArray("all"), of);
      case Criterion.Any(List<Criterion> of) -> addGroup(written.putArray("any"), of);
      case Criterion.Not(Criterion of) -> written.set("not", toJson(of));
      case Criterion.Present(String attribute) ->
          written.put("attribute", attribute).put("present", true);
      case Criterion.OneOf(String attribute, Set<AttributeValue> values) ->
          addOneOf(written.put("attribute", attribute), values);
      case Criterion.Compared(String attribute, Comparison comparison, AttributeValue value) ->
          written
              .put("attribute", attribute)
              .set(EnumNames.jsonName(comparison), AttributeJson.toJson(value));
      case Criterion.DaysSince(String attribute, Comparison comparison, long days) ->
          written
              .put("attribute", attribute)
              .putObject("daysSince")
              .put(EnumNames.jsonName(comparison), days);
      case Criterion.InStage(Set<LifecycleStage> stages) -> addStages(written, stages);
    }
    return written;
  }

  private static void addGroup(ArrayNode into, Collection<Criterion> criteria) {
    criteria.forEach(criterion -> into.add(toJson(criterion)));
  }

  /** Sets have no order of their own: sorted, the same criterion is always written the same. */
  private static void addOneOf(ObjectNode into, Set<AttributeValue> values) {
    ArrayNode written = into.putArray("oneOf");
    values.stream()
        .map(AttributeJson::toJson)
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .forEach((JsonNode value) -> written.add(value));
  }

  private static void addStages(ObjectNode into, Set<LifecycleStage> stages) {
    ArrayNode written = into.putArray("stage");
    stages.stream().sorted().map(EnumNames::jsonName).forEach(written::add);
  }
}

package dev.sluice.verification.audit;

import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.IntPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Evaluates a criterion straight from the JSON that people write. */
final class JsonCriterion {

  private JsonCriterion() {}

  /** Returns whether a subscriber meets a criterion on the day of {@code at}. */
  static boolean matches(JsonNode criterion, AuditedSubscriber person, Instant at, ZoneId zone) {
    return matches(criterion, person, LocalDate.ofInstant(at, zone));
  }

  private static boolean matches(JsonNode criterion, AuditedSubscriber person, LocalDate today) {
    String kind = criterion.propertyNames().iterator().next();
    JsonNode body = criterion.get(kind);
    return switch (kind) {
      case "everyone" -> true;
      case "all" -> body.valueStream().allMatch(inner -> matches(inner, person, today));
      case "any" -> body.valueStream().anyMatch(inner -> matches(inner, person, today));
      case "not" -> !matches(body, person, today);
      case "stage" -> body.valueStream().anyMatch(stage -> stage.asString().equals(person.stage()));
      default -> attribute(criterion, person, today);
    };
  }

  private static boolean attribute(JsonNode criterion, AuditedSubscriber person, LocalDate today) {
    JsonNode held = person.attributes().path(criterion.get("attribute").asString());
    if (held instanceof MissingNode) {
      return false;
    }
    if (criterion.has("present")) {
      return true;
    }
    if (criterion.has("oneOf")) {
      return criterion.get("oneOf").valueStream().anyMatch(value -> compare(held, value) == 0);
    }
    return criterion.has("daysSince")
        ? held.has("date") && daysSince(criterion.get("daysSince"), day(held), today)
        : compared(criterion, held);
  }

  private static boolean daysSince(JsonNode comparison, LocalDate day, LocalDate today) {
    long passed = ChronoUnit.DAYS.between(day, today);
    String operator = comparison.propertyNames().iterator().next();
    return operator(operator).test(Long.compare(passed, comparison.get(operator).asLong()));
  }

  private static boolean compared(JsonNode criterion, JsonNode held) {
    return criterion
        .propertyStream()
        .filter(member -> !member.getKey().equals("attribute"))
        .allMatch(member ->
            sameKind(held, member.getValue())
                && operator(member.getKey()).test(compare(held, member.getValue())));
  }

  private static IntPredicate operator(String name) {
    return switch (name) {
      case "equals" -> order -> order == 0;
      case "notEquals" -> order -> order != 0;
      case "lessThan" -> order -> order < 0;
      case "atMost" -> order -> order <= 0;
      case "moreThan" -> order -> order > 0;
      case "atLeast" -> order -> order >= 0;
      default -> throw new IllegalArgumentException("no comparison is called " + name);
    };
  }

  private static boolean sameKind(JsonNode one, JsonNode other) {
    return one.getNodeType() == other.getNodeType();
  }

  private static int compare(JsonNode held, JsonNode value) {
    if (!sameKind(held, value)) {
      return -1; // never equal; orders are only asked for values of one kind
    }
    return switch (held.getNodeType()) {
      case NUMBER -> number(held).compareTo(number(value));
      case BOOLEAN -> Boolean.compare(held.asBoolean(), value.asBoolean());
      case OBJECT -> day(held).compareTo(day(value));
      default -> held.asString().compareTo(value.asString());
    };
  }

  private static BigDecimal number(JsonNode value) {
    return value.decimalValue();
  }

  private static LocalDate day(JsonNode value) {
    return LocalDate.parse(value.get("date").asString());
  }
}

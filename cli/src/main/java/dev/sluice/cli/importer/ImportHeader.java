package dev.sluice.cli.importer;

import dev.sluice.cli.client.JsonText;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The header of the file: the meaning of each column.
 *
 * @param columns from left to right
 */
record ImportHeader(List<ImportColumn> columns) {

  private static final String TOPIC_PREFIX = "topic:";

  ImportHeader {
    columns = List.copyOf(columns);
  }

  /**
   * Parses the header.
   *
   * @throws InvalidInputException with every unknown, repeated and missing column
   */
  static ImportHeader parse(List<String> headings) {
    List<Violation> violations = new ArrayList<>();
    List<ImportColumn> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String heading : headings) {
      try {
        columns.add(column(heading.strip()));
      } catch (InvalidInputException e) {
        violations.addAll(e.violations());
      }
      if (!seen.add(heading.strip())) {
        violations.add(new Violation("header", heading, "name every column once"));
      }
    }
    ImportColumn.Field.REQUIRED.stream()
        .filter(name -> !seen.contains(name))
        .map(name -> new Violation("header", String.join(",", headings), missing(name, headings)))
        .forEach(violations::add);
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new ImportHeader(columns);
  }

  /**
   * Returns the subscriber of a record as the API takes it. Empty values are left out.
   *
   * @throws InvalidInputException if the number of values differs from that of columns, or a column
   *     cannot hold its value
   */
  ObjectNode toSubscriberJson(List<String> values) {
    if (values.size() != columns.size()) {
      throw InvalidInputException.of(
          "line",
          values.size() + " values",
          "give %d, one per column; quote values that hold commas".formatted(columns.size()));
    }
    ObjectNode subscriber = JsonText.emptyObject();
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      try {
        put(columns.get(i), values.get(i), subscriber);
      } catch (InvalidInputException e) {
        violations.addAll(e.violations());
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return subscriber;
  }

  private static void put(ImportColumn column, String value, ObjectNode subscriber) {
    if (!value.isEmpty()) {
      column.putInto(value, subscriber);
    } else if (ImportColumn.Field.REQUIRED.contains(column.heading())) {
      throw InvalidInputException.of(column.heading(), value, "give every subscriber one");
    }
  }

  private static ImportColumn column(String heading) {
    if (ImportColumn.Field.NAMES.contains(heading)) {
      return new ImportColumn.Field(heading);
    }
    if (heading.startsWith(TOPIC_PREFIX)) {
      return new ImportColumn.TopicChoice(heading, topic(heading));
    }
    int colon = heading.indexOf(':');
    String type = heading.substring(colon + 1);
    if (colon < 1 || !ImportColumn.Type.names().contains(type)) {
      throw InvalidInputException.of("header", heading, unknownColumnRemedy());
    }
    String name = Subscriber.requireAttributeName("header", heading.substring(0, colon));
    return new ImportColumn.Attribute(
        heading, name, ImportColumn.Type.valueOf(type.toUpperCase(Locale.ROOT)));
  }

  private static String topic(String heading) {
    try {
      return new TopicId(heading.substring(TOPIC_PREFIX.length())).value();
    } catch (InvalidInputException e) {
      throw InvalidInputException.of("header", heading, e.violations().getFirst().remedy());
    }
  }

  private static String unknownColumnRemedy() {
    return "use %s, topic:ID for a choice, or NAME:TYPE for an attribute, TYPE being one of %s"
        .formatted(
            String.join(", ", ImportColumn.Field.NAMES),
            String.join(", ", ImportColumn.Type.names()));
  }

  private static String missing(String name, List<String> headings) {
    boolean otherSeparator =
        headings.size() == 1
            && (headings.getFirst().contains(";") || headings.getFirst().contains("\t"));
    return otherSeparator
        ? "separate the columns with commas"
        : "add a column '%s' to the first line".formatted(name);
  }
}

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
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The header of the file: the meaning of each column.
 *
 * @param columns from left to right
 */
record ImportHeader(List<ImportColumn> columns, ImportSource source) {

  private static final String TOPIC_PREFIX = "topic:";

  private static final String UNKNOWN_REMEDY =
      """
      use %s, topic:ID for a choice, or NAME:TYPE for an attribute, TYPE being one of %s; or keep \
      the file as it is, and say what each column is with --map 'COLUMN=HEADING', or --ignore 'COLUMN'\
      """
          .formatted(
              String.join(", ", ImportColumn.Field.NAMES),
              String.join(", ", ImportColumn.Type.names()));

  ImportHeader {
    columns = List.copyOf(columns);
  }

  /**
   * Parses the header.
   *
   * @throws InvalidInputException with every unknown, repeated and missing column
   */
  static ImportHeader parse(List<String> headings, ImportSource source) {
    ColumnMapping mapping = source.mapping(headings);
    List<Violation> violations = new ArrayList<>();
    List<ImportColumn> columns = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String raw : headings) {
      String heading = trim(raw);
      Optional<ImportColumn> status = source.statusColumn(heading);
      if (status.isPresent()) {
        columns.add(status.get());
        continue;
      }
      List<String> wanted = mapping.headingsOf(heading).orElse(List.of(heading));
      try {
        List<Optional<ImportColumn>> parts = wanted.stream().map(ImportHeader::column).toList();
        if (parts.stream().anyMatch(Optional::isEmpty)) {
          unknown.add(heading);
          continue;
        }
        List<ImportColumn> found = parts.stream().flatMap(Optional::stream).toList();
        for (ImportColumn part : found) {
          if (!seen.add(part.heading())) {
            violations.add(new Violation("header", part.heading(), "name every column once"));
          }
        }
        columns.add(combine(heading, found));
      } catch (InvalidInputException e) {
        violations.addAll(e.violations());
      }
    }
    if (!unknown.isEmpty()) {
      violations.add(new Violation("header", String.join("', '", unknown), UNKNOWN_REMEDY));
    }
    ImportColumn.Field.REQUIRED.stream()
        .filter(name -> !seen.contains(name))
        .filter(name -> !(name.equals("id") && source.derivesIds()))
        .map(name -> new Violation("header", String.join(",", headings), missing(name)))
        .forEach(violations::add);
    mapping.headings().keySet().stream()
        .filter(column -> headings.stream().noneMatch(h -> trim(h).equals(column)))
        .map(column -> new Violation("header", column, "map or ignore a column of the file"))
        .forEach(violations::add);
    if (columns.stream().noneMatch(ImportColumn.StatusColumn.class::isInstance)) {
      source.missingStatus().ifPresent(violations::add);
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new ImportHeader(columns, source);
  }

  private static ImportColumn combine(String heading, List<ImportColumn> parts) {
    return switch (parts.size()) {
      case 0 -> new ImportColumn.Ignored(heading);
      case 1 -> parts.getFirst();
      default -> new ImportColumn.Several(heading, parts);
    };
  }

  /** Returns a value without blanks around it, no-break spaces included. */
  static String trim(String value) {
    int from = 0;
    int to = value.length();
    while (from < to && isBlank(value.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(value.charAt(to - 1))) {
      to--;
    }
    return value.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
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
        put(columns.get(i), trim(values.get(i)), subscriber);
      } catch (InvalidInputException e) {
        violations.addAll(e.violations());
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    source.complete(subscriber);
    return subscriber;
  }

  private static void put(ImportColumn column, String value, ObjectNode subscriber) {
    if (!value.isEmpty() || column instanceof ImportColumn.StatusColumn) {
      column.putInto(value, subscriber);
    } else if (ImportColumn.Field.REQUIRED.contains(column.heading())) {
      throw InvalidInputException.of(column.heading(), value, "give every subscriber one");
    }
  }

  /** Returns what a heading means, empty if nothing. */
  private static Optional<ImportColumn> column(String heading) {
    Optional<String> field =
        ImportColumn.Field.NAMES.stream().filter(heading::equalsIgnoreCase).findFirst();
    if (field.isPresent()) {
      return Optional.of(new ImportColumn.Field(field.get()));
    }
    if (heading.regionMatches(true, 0, TOPIC_PREFIX, 0, TOPIC_PREFIX.length())) {
      return Optional.of(new ImportColumn.TopicChoice(heading, topic(heading)));
    }
    int colon = heading.indexOf(':');
    String type = heading.substring(colon + 1).toLowerCase(Locale.ROOT);
    if (colon < 1 || !ImportColumn.Type.names().contains(type)) {
      return Optional.empty();
    }
    String name = Subscriber.requireAttributeName("header", heading.substring(0, colon));
    return Optional.of(
        new ImportColumn.Attribute(
            heading, name, ImportColumn.Type.valueOf(type.toUpperCase(Locale.ROOT))));
  }

  private static String topic(String heading) {
    try {
      return new TopicId(heading.substring(TOPIC_PREFIX.length())).value();
    } catch (InvalidInputException e) {
      throw InvalidInputException.of("header", heading, e.violations().getFirst().remedy());
    }
  }

  private static String missing(String name) {
    return "add a column '%s', or name the column that holds it: --map 'COLUMN=%s'"
        .formatted(name, name);
  }
}

package dev.sluice.cli.importer;

import dev.sluice.core.support.InvalidInputException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** A column of the file: a field, an attribute or a topic choice of the subscriber. */
sealed interface ImportColumn {

  /** Returns its heading. */
  String heading();

  /**
   * Adds a value, which is not empty, to the JSON of the subscriber.
   *
   * @throws InvalidInputException if the column cannot hold it
   */
  void putInto(String value, ObjectNode subscriber);

  /** A column that is not imported. */
  record Ignored(String heading) implements ImportColumn {
    @Override
    public void putInto(String value, ObjectNode subscriber) {}
  }

  /** A column that says where the subscriber stands in another product. */
  record StatusColumn(
      String heading, Function<String, MarketingStatus> meaning, Optional<String> topic)
      implements ImportColumn {
    @Override
    public void putInto(String value, ObjectNode subscriber) {
      try {
        meaning.apply(value).putInto(subscriber, topic);
      } catch (InvalidInputException e) {
        throw InvalidInputException.of(heading, value, e.violations().getFirst().remedy());
      }
    }
  }

  /** A column that is imported as several others. */
  record Several(String heading, List<ImportColumn> columns) implements ImportColumn {
    public Several {
      columns = List.copyOf(columns);
    }

    @Override
    public void putInto(String value, ObjectNode subscriber) {
      columns.forEach(column -> column.putInto(value, subscriber));
    }
  }

  /** A field of the subscriber, which the API checks. */
  record Field(String heading) implements ImportColumn {

    /** All fields, the required ones first. */
    static final List<String> NAMES = List.of("id", "address", "zone", "locale", "stage");

    /** The fields that every file must have. */
    static final List<String> REQUIRED = List.of("id", "address");

    @Override
    public void putInto(String value, ObjectNode subscriber) {
      subscriber.put(heading, value);
    }
  }

  /** An attribute. */
  record Attribute(String heading, String name, Type type) implements ImportColumn {
    @Override
    public void putInto(String value, ObjectNode subscriber) {
      type.put(subscriber.withObject("/attributes"), this, value);
    }
  }

  /** The choice of the subscriber for a topic. */
  record TopicChoice(String heading, String topic) implements ImportColumn {

    private static final String UNSUBSCRIBED = "unsubscribed";
    private static final String SUBSCRIBED = "subscribed";
    private static final List<String> CADENCES =
        List.of("asItComes", "daily", "weekly", "everyTwoWeeks", "monthly", "quarterly");

    @Override
    public void putInto(String value, ObjectNode subscriber) {
      ObjectNode choice = subscriber.withObject("/consents").withObject("/topics").putObject(topic);
      choice.put("subscribed", !value.equals(UNSUBSCRIBED));
      if (CADENCES.contains(value)) {
        choice.put("cadence", value);
      } else if (!value.equals(SUBSCRIBED) && !value.equals(UNSUBSCRIBED)) {
        throw InvalidInputException.of(
            heading,
            value,
            "use %s, %s, or one of %s"
                .formatted(SUBSCRIBED, UNSUBSCRIBED, String.join(", ", CADENCES)));
      }
    }
  }

  /** The type of an attribute. */
  enum Type {
    TEXT {
      @Override
      void put(ObjectNode attributes, Attribute column, String value) {
        attributes.put(column.name(), value);
      }
    },
    NUMBER {
      @Override
      void put(ObjectNode attributes, Attribute column, String value) {
        // A comma separates thousands in some locales and decimals in others, so it is
        // refused.
        if (!value.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?")) {
          throw InvalidInputException.of(
              column.heading(),
              value,
              "use digits with at most one decimal point, such as 1234.50");
        }
        attributes.put(column.name(), new BigDecimal(value));
      }
    },
    BOOLEAN {
      @Override
      void put(ObjectNode attributes, Attribute column, String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
          throw InvalidInputException.of(column.heading(), value, "use true or false");
        }
        attributes.put(column.name(), value.equalsIgnoreCase("true"));
      }
    },
    DATE {
      @Override
      void put(ObjectNode attributes, Attribute column, String value) {
        try {
          attributes.putObject(column.name()).put("date", LocalDate.parse(value).toString());
        } catch (DateTimeParseException e) {
          throw InvalidInputException.of(
              column.heading(), value, "use a date of the form 2026-01-31");
        }
      }
    };

    abstract void put(ObjectNode attributes, Attribute column, String value);

    /** Returns the names of the types in headings. */
    static List<String> names() {
      return Arrays.stream(values()).map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
    }
  }
}

package dev.sluice.core.segment;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.SegmentInput;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule that selects subscribers: a small tree of conditions on their attributes and stage.
 *
 * <p>A condition on an attribute that a subscriber lacks, or holds in another kind than the one
 * compared with, does not hold; {@link Not} of it therefore does.
 */
public sealed interface Criterion {

  /** Levels a tree may have: deeper rules are unreadable, and evaluation stays cheap. */
  int MAX_DEPTH = 8;

  /** Conditions and groups a tree may have in all. */
  int MAX_NODES = 100;

  /**
   * Returns whether a subscriber is selected.
   *
   * @param today the subscriber's date, for conditions on how long ago something was
   */
  boolean matches(SegmentInput subscriber, LocalDate today);

  /** Returns the groups and conditions directly inside this one. */
  default List<Criterion> children() {
    return List.of();
  }

  /** Returns the levels of this tree, 1 for a single condition. */
  default int depth() {
    return 1 + children().stream().mapToInt(Criterion::depth).max().orElse(0);
  }

  /** Returns the number of groups and conditions of this tree, itself included. */
  default int nodeCount() {
    return 1 + children().stream().mapToInt(Criterion::nodeCount).sum();
  }

  /** Selects every subscriber. */
  record Everyone() implements Criterion {
    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return true;
    }
  }

  /** Selects subscribers that every criterion selects. */
  record All(List<Criterion> criteria) implements Criterion {
    public All {
      criteria = List.copyOf(criteria);
    }

    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return criteria.stream().allMatch(criterion -> criterion.matches(subscriber, today));
    }

    @Override
    public List<Criterion> children() {
      return criteria;
    }
  }

  /** Selects subscribers that at least one criterion selects. */
  record Any(List<Criterion> criteria) implements Criterion {
    public Any {
      criteria = List.copyOf(criteria);
    }

    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return criteria.stream().anyMatch(criterion -> criterion.matches(subscriber, today));
    }

    @Override
    public List<Criterion> children() {
      return criteria;
    }
  }

  /** Selects subscribers that the criterion does not select. */
  record Not(Criterion criterion) implements Criterion {
    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return !criterion.matches(subscriber, today);
    }

    @Override
    public List<Criterion> children() {
      return List.of(criterion);
    }
  }

  /** Selects subscribers with the attribute, whatever its value. */
  record Present(String attribute) implements Criterion {
    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return subscriber.attribute(attribute).isPresent();
    }
  }

  /** Selects subscribers whose attribute equals one of the values. */
  record OneOf(String attribute, Set<AttributeValue> values) implements Criterion {
    public OneOf {
      values = Set.copyOf(values);
    }

    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return subscriber.attribute(attribute).filter(values::contains).isPresent();
    }
  }

  /** Selects by comparing the attribute with a value; texts as {@link String#compareTo} does. */
  record Compared(String attribute, Comparison comparison, AttributeValue value)
      implements Criterion {
    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return subscriber
          .attribute(attribute)
          .flatMap(held -> Comparison.compare(held, value))
          .filter(comparison::holds)
          .isPresent();
    }
  }

  /**
   * Selects by how many whole days the date attribute lies in the past, less than 0 for future
   * dates.
   */
  record DaysSince(String attribute, Comparison comparison, long days) implements Criterion {
    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return subscriber.attribute(attribute).flatMap(held -> daysSince(held, today)).isPresent();
    }

    private Optional<Long> daysSince(AttributeValue held, LocalDate today) {
      return held instanceof AttributeValue.Day(LocalDate date)
          ? Optional.of(ChronoUnit.DAYS.between(date, today))
              .filter(passed -> comparison.holds(Long.compare(passed, days)))
          : Optional.empty();
    }
  }

  /** Selects subscribers in one of the lifecycle stages. */
  record InStage(Set<LifecycleStage> stages) implements Criterion {
    public InStage {
      stages = Set.copyOf(stages);
    }

    @Override
    public boolean matches(SegmentInput subscriber, LocalDate today) {
      return stages.contains(subscriber.stage());
    }
  }
}

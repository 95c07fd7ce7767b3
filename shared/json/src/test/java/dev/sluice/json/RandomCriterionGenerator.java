package dev.sluice.json;

import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Criteria of any shape, from a seed. */
final class RandomCriterionGenerator {

  private RandomCriterionGenerator() {}

  static Criterion nextCriterion(Random random, int depth) {
    return switch (random.nextInt(depth > 1 ? 9 : 6)) {
      case 0 -> new Criterion.Everyone();
      case 1 -> new Criterion.Present(name(random));
      case 2 -> new Criterion.OneOf(name(random), Set.of(nextValue(random)));
      case 3 -> new Criterion.Compared(name(random), comparison(random), nextValue(random));
      case 4 ->
          new Criterion.DaysSince(name(random), comparison(random), random.nextInt(-1000, 1000));
      case 5 -> new Criterion.InStage(Set.of(one(random, LifecycleStage.values())));
      case 6 -> new Criterion.All(nextCriteria(random, depth - 1));
      case 7 -> new Criterion.Any(nextCriteria(random, depth - 1));
      default -> new Criterion.Not(nextCriterion(random, depth - 1));
    };
  }

  static AttributeValue nextValue(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new AttributeValue.Text(text(random));
      case 1 -> new AttributeValue.Number(number(random));
      case 2 -> new AttributeValue.Flag(random.nextBoolean());
      default -> new AttributeValue.Day(LocalDate.ofEpochDay(random.nextInt(-50_000, 50_000)));
    };
  }

  private static List<Criterion> nextCriteria(Random random, int depth) {
    return IntStream.rangeClosed(0, random.nextInt(2))
        .mapToObj(_ -> nextCriterion(random, depth > 4 ? depth : 1))
        .toList();
  }

  private static Comparison comparison(Random random) {
    return one(random, Comparison.values());
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String name(Random random) {
    return List.of("purchases", "country", "lastPurchase", "a_1").get(random.nextInt(4));
  }

  private static String text(Random random) {
    return List.of("", "\"quoted\"", "line\nbreak", "Õun 🍏", "\\", "{\"date\":1}")
        .get(random.nextInt(6));
  }

  private static BigDecimal number(Random random) {
    return new BigDecimal(new BigInteger(random.nextInt(1, 100), random), random.nextInt(-8, 38))
        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
  }
}

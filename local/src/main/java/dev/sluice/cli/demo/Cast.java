package dev.sluice.cli.demo;

import dev.sluice.cli.api.Json;
import dev.sluice.cli.audit.Person;
import dev.sluice.cli.cdnow.CdnowSample;
import dev.sluice.cli.cdnow.Customer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The subscribers of the demo: CDNOW's customers with an obviously made-up address, a zone, and for
 * some a choice of topics.
 *
 * <p>Purchases are moved on by whole weeks, so that the day after the data's last purchase is the
 * day the demo starts on, and weekdays stay. That fortnight has the end of summer time in Europe
 * and in North America.
 */
final class Cast {

  private static final LocalDate DEMO_DAY = LocalDate.ofInstant(Scenario.START, ZoneOffset.UTC);

  /** Zones by percent: most where the shop was, and some at every odd offset there is. */
  private static final List<Share> ZONES =
      List.of(
          new Share(26, "America/New_York"),
          new Share(14, "America/Chicago"),
          new Share(12, "America/Los_Angeles"),
          new Share(6, "America/Denver"),
          new Share(4, "America/St_Johns"),
          new Share(3, "America/Phoenix"),
          new Share(8, "Europe/London"),
          new Share(6, "Europe/Berlin"),
          new Share(4, "Europe/Tallinn"),
          new Share(4, "Asia/Kolkata"),
          new Share(2, "Asia/Kathmandu"),
          new Share(3, "Australia/Adelaide"),
          new Share(1, "Australia/Lord_Howe"),
          new Share(2, "Pacific/Auckland"));

  private record Share(int percent, String zone) {}

  private Cast() {}

  /**
   * Returns the subscribers.
   *
   * @param seed other seeds give other zones and choices
   * @param most how many of the customers to take, those with the lowest numbers
   */
  static List<Person> of(long seed, int most) {
    long days = ChronoUnit.DAYS.between(CdnowSample.END, DEMO_DAY);
    return CdnowSample.customers().stream()
        .limit(most)
        .map(customer -> person(customer.later(days), random(seed, customer.id())))
        .toList();
  }

  private static Person person(Customer customer, RandomGenerator random) {
    String id = "customer-%04d".formatted(customer.id());
    return new Person(
        id,
        id + "@example.com",
        zone(random.nextInt(100)),
        stage(customer),
        attributes(customer),
        choices(random));
  }

  private static Optional<ZoneId> zone(int percent) {
    int until = 0;
    for (Share share : ZONES) {
      until += share.percent();
      if (percent < until) {
        return Optional.of(ZoneId.of(share.zone()));
      }
    }
    return Optional.empty();
  }

  private static String stage(Customer customer) {
    long idle = ChronoUnit.DAYS.between(customer.last(), DEMO_DAY);
    if (idle > 450) {
      return "inactive";
    }
    if (idle > 180) {
      return "lapsed";
    }
    return customer.purchases() >= 6 ? "loyal" : "active";
  }

  private static ObjectNode attributes(Customer customer) {
    ObjectNode attributes = Json.object();
    attributes
        .put("purchases", customer.purchases())
        .put("cds", customer.cds())
        .put("spent", customer.spent());
    attributes.putObject("firstPurchase").put("date", customer.first().toString());
    attributes.putObject("lastPurchase").put("date", customer.last().toString());
    return attributes;
  }

  /** Some want less, some want none of it; most have not said anything. */
  private static List<Person.Choice> choices(RandomGenerator random) {
    List<Person.Choice> choices = new ArrayList<>();
    for (String topic : List.of("news", "tips", "offers")) {
      int percent = random.nextInt(100);
      if (percent < 4) {
        choices.add(choice(topic, false, Period.ZERO));
      } else if (percent < 12) {
        choices.add(choice(topic, true, Period.ofDays(7)));
      } else if (percent < 17) {
        choices.add(choice(topic, true, Period.ofMonths(1)));
      }
    }
    return choices;
  }

  private static Person.Choice choice(String topic, boolean subscribed, Period period) {
    return new Person.Choice(Instant.EPOCH, topic, subscribed, period);
  }

  private static RandomGenerator random(long seed, int customer) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 10_000 + customer);
  }
}

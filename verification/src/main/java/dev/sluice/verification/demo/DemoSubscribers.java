package dev.sluice.verification.demo;

import dev.sluice.cli.client.JsonText;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.cdnow.CdnowSample;
import dev.sluice.verification.cdnow.CdnowSample.CdnowCustomer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The subscribers of the demo: CDNOW's customers with an obviously made-up address, a zone, and for
 * some a choice of topics.
 *
 * <p>Purchases are moved on by whole weeks, so that the day after the data's last purchase is the
 * day the demo starts on, and weekdays stay. The demo's two weeks include the end of summer time in
 * Europe and in North America.
 */
final class DemoSubscribers {

  private static final LocalDate DEMO_DAY = LocalDate.ofInstant(DemoScenario.START, ZoneOffset.UTC);

  /** Zones by percent: most where the shop was, and some at every odd offset there is. */
  private static final List<ZoneShare> ZONES =
      List.of(
          new ZoneShare(26, "America/New_York"),
          new ZoneShare(14, "America/Chicago"),
          new ZoneShare(12, "America/Los_Angeles"),
          new ZoneShare(6, "America/Denver"),
          new ZoneShare(4, "America/St_Johns"),
          new ZoneShare(3, "America/Phoenix"),
          new ZoneShare(8, "Europe/London"),
          new ZoneShare(6, "Europe/Berlin"),
          new ZoneShare(4, "Europe/Tallinn"),
          new ZoneShare(4, "Asia/Kolkata"),
          new ZoneShare(2, "Asia/Kathmandu"),
          new ZoneShare(3, "Australia/Adelaide"),
          new ZoneShare(1, "Australia/Lord_Howe"),
          new ZoneShare(2, "Pacific/Auckland"));

  private record ZoneShare(int percent, String zone) {}

  private DemoSubscribers() {}

  /**
   * Returns the subscribers.
   *
   * @param seed the seed of zones and choices
   * @param most how many of the customers to take, those with the lowest numbers
   */
  static List<AuditedSubscriber> create(long seed, int most) {
    long days = ChronoUnit.DAYS.between(CdnowSample.END, DEMO_DAY);
    return CdnowSample.customers().stream()
        .limit(most)
        .map(customer -> person(customer.shiftedBy(days), random(seed, customer.id())))
        .toList();
  }

  private static AuditedSubscriber person(CdnowCustomer customer, RandomGenerator random) {
    String id = "customer-%04d".formatted(customer.id());
    return new AuditedSubscriber(
        id,
        id + "@example.com",
        zone(random.nextInt(100)),
        stage(customer),
        attributes(customer),
        choices(random));
  }

  private static Optional<ZoneId> zone(int percent) {
    int until = 0;
    for (ZoneShare share : ZONES) {
      until += share.percent();
      if (percent < until) {
        return Optional.of(ZoneId.of(share.zone()));
      }
    }
    return Optional.empty();
  }

  private static String stage(CdnowCustomer customer) {
    long idle = ChronoUnit.DAYS.between(customer.last(), DEMO_DAY);
    if (idle > 450) {
      return "inactive";
    }
    if (idle > 180) {
      return "lapsed";
    }
    return customer.purchases() >= 6 ? "loyal" : "active";
  }

  private static ObjectNode attributes(CdnowCustomer customer) {
    ObjectNode attributes = JsonText.emptyObject();
    attributes
        .put("purchases", customer.purchases())
        .put("cds", customer.cds())
        .put("spent", customer.spent());
    attributes.putObject("firstPurchase").put("date", customer.first().toString());
    attributes.putObject("lastPurchase").put("date", customer.last().toString());
    return attributes;
  }

  /** Returns choices: some subscribers want fewer messages, some none; most have no choice. */
  private static List<AuditedSubscriber.TopicChoice> choices(RandomGenerator random) {
    List<AuditedSubscriber.TopicChoice> choices = new ArrayList<>();
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

  private static AuditedSubscriber.TopicChoice choice(
      String topic, boolean subscribed, Period period) {
    return new AuditedSubscriber.TopicChoice(Instant.EPOCH, topic, subscribed, period);
  }

  private static RandomGenerator random(long seed, int customer) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 10_000 + customer);
  }

  /** Encodes subscribers as the API takes them. */
  static final class DemoSubscriberJson {

    private static final Map<Period, String> CADENCES =
        Map.of(Period.ZERO, "asItComes", Period.ofDays(7), "weekly", Period.ofMonths(1), "monthly");

    private DemoSubscriberJson() {}

    static ObjectNode encode(AuditedSubscriber person) {
      ObjectNode body = JsonText.emptyObject();
      body.put("id", person.id()).put("address", person.address()).put("stage", person.stage());
      person.zone().ifPresent(zone -> body.put("zone", zone.getId()));
      body.set("attributes", person.attributes());
      ObjectNode topics = body.putObject("consents").putObject("topics");
      person
          .choices()
          .forEach(choice ->
              topics
                  .putObject(choice.topic())
                  .put("subscribed", choice.subscribed())
                  .put("cadence", CADENCES.get(choice.period())));
      return body;
    }
  }
}

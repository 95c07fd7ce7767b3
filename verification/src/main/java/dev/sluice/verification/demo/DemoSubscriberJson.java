package dev.sluice.verification.demo;

import dev.sluice.cli.client.JsonText;
import dev.sluice.verification.audit.AuditedSubscriber;
import java.time.Period;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** People as the API takes subscribers. */
final class DemoSubscriberJson {

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

package dev.sluice.aws.json;

import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.event.DomainEvent.Totals;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Domain events as the JSON of their detail; {@code docs/events} has a schema for each. */
public final class DomainEventJson {

  private DomainEventJson() {}

  /** Returns what an event is called: the name of its record. */
  public static String type(DomainEvent event) {
    return event.getClass().getSimpleName();
  }

  /** Returns the detail of an event. */
  public static ObjectNode write(DomainEvent event) {
    ObjectNode detail = Json.object().put("at", event.at().toString());
    return switch (event) {
      case DomainEvent.Unsubscribed(var _, var subscriber, var topic, var means, var campaign) -> {
        detail.put("subscriber", subscriber.value());
        topic.ifPresent(left -> detail.put("topic", left.value()));
        campaign.ifPresent(led -> detail.put("campaign", led.value()));
        yield detail.put("means", Names.of(means));
      }
      case DomainEvent.PreferenceChanged(var _, var subscriber, var change, var means) -> {
        detail.put("subscriber", subscriber.value()).put("means", Names.of(means));
        detail.set("change", ConsentChangeJson.write(change));
        yield detail;
      }
      case DomainEvent.Suppressed(var _, var subscriber, var cause) ->
          detail.put("subscriber", subscriber.value()).put("cause", Names.of(cause));
      case DomainEvent.MessageSent(var _, var campaign, var topic, var subscribers) -> {
        detail.put("campaign", campaign.value()).put("topic", topic.value());
        ArrayNode sent = detail.putArray("subscribers");
        subscribers.forEach(subscriber -> sent.add(subscriber.value()));
        yield detail;
      }
      case DomainEvent.CampaignCompleted(var _, var campaign, var name, var totals) ->
          totals(detail.put("campaign", campaign.value()).put("name", name), totals);
      case DomainEvent.MarketingHeld(var _, var reasons, var since) ->
          HoldJson.add(detail, reasons, since);
      case DomainEvent.MarketingResumed _ -> detail;
    };
  }

  private static ObjectNode totals(ObjectNode detail, Totals totals) {
    detail.put("sent", totals.sent()).put("unconfirmed", totals.unconfirmed());
    ObjectNode dropped = detail.putObject("dropped");
    new TreeMap<>(totals.dropped()).forEach((code, count) -> dropped.put(Names.of(code), count));
    return detail;
  }
}

package dev.sluice.json;

import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEvent.Totals;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Domain events as the JSON of their detail; {@code docs/events} has a schema for each. */
public final class DomainEventJson {

  private DomainEventJson() {}

  /** Returns what an event is called: the name of its record. */
  public static String detailType(DomainEvent event) {
    return event.getClass().getSimpleName();
  }

  /** Returns the detail of an event. */
  public static ObjectNode toJson(DomainEvent event) {
    ObjectNode detail = Json.object().put("at", event.at().toString());
    return switch (event) {
      case DomainEvent.Unsubscribed(
              var _,
              var subscriber,
              var topic,
              var means,
              var campaign,
              var erased) -> {
        detail.put("subscriber", subscriber.value());
        topic.ifPresent(left -> detail.put("topic", left.value()));
        campaign.ifPresent(led -> detail.put("campaign", led.value()));
        if (erased) {
          detail.put("erased", true);
        }
        yield detail.put("means", EnumNames.jsonName(means));
      }
      case DomainEvent.PreferenceChanged(var _, var subscriber, var change, var means) -> {
        detail.put("subscriber", subscriber.value()).put("means", EnumNames.jsonName(means));
        detail.set("change", ConsentChangeJson.toJson(change));
        yield detail;
      }
      case DomainEvent.Suppressed(var _, var subscriber, var cause) ->
          detail.put("subscriber", subscriber.value()).put("cause", EnumNames.jsonName(cause));
      case DomainEvent.MessageSent(var _, var campaign, var topic, var subscribers) -> {
        detail.put("campaign", campaign.value()).put("topic", topic.value());
        ArrayNode sent = detail.putArray("subscribers");
        subscribers.forEach(subscriber -> sent.add(subscriber.value()));
        yield detail;
      }
      case DomainEvent.CampaignCompleted(var _, var campaign, var name, var totals) ->
          addTotals(detail.put("campaign", campaign.value()).put("name", name), totals);
      case DomainEvent.MarketingHeld(var _, var reasons, var since) ->
          MarketingHoldJson.addTo(detail, reasons, since);
      case DomainEvent.MarketingResumed _ -> detail;
    };
  }

  private static ObjectNode addTotals(ObjectNode detail, Totals totals) {
    detail.put("sent", totals.sent()).put("unconfirmed", totals.unconfirmed());
    ObjectNode dropped = detail.putObject("dropped");
    new TreeMap<>(totals.dropped())
        .forEach((code, count) -> dropped.put(EnumNames.jsonName(code), count));
    return detail;
  }
}

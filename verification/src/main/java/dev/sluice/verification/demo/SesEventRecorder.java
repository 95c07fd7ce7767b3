package dev.sluice.verification.demo;

import dev.sluice.local.functions.EventBridgeEmulator;
import dev.sluice.verification.audit.AuditInput.ObservedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** Records the deliveries, opens and clicks that SES publishes, for the audit. */
final class SesEventRecorder {

  private final Queue<ObservedEvent> events = new ConcurrentLinkedQueue<>();

  private SesEventRecorder() {}

  /** Returns a recorder of a bus's later events. */
  static SesEventRecorder recording(EventBridgeEmulator bus) {
    SesEventRecorder recorder = new SesEventRecorder();
    bus.addListener(recorder::record);
    return recorder;
  }

  /** Returns the events recorded so far. */
  List<ObservedEvent> events() {
    return List.copyOf(events);
  }

  private void record(JsonNode event) {
    if (event.path("source").asString("").equals("aws.ses")) {
      JsonNode detail = event.path("detail");
      eventType(detail).ifPresent(type -> events.add(observedEvent(detail.path("mail"), type)));
    }
  }

  private static ObservedEvent observedEvent(JsonNode mail, TimedEventType event) {
    return new ObservedEvent(
        event.at(),
        mail.path("destination").path(0).asString(""),
        mail.path("tags").path("campaign").path(0).asString(""),
        instant(mail),
        event.type());
  }

  private record TimedEventType(Instant at, ObservedEvent.EventType type) {}

  private static Optional<TimedEventType> eventType(JsonNode detail) {
    return switch (detail.path("eventType").asString("")) {
      case "Delivery" ->
          Optional.of(
              new TimedEventType(instant(detail.path("delivery")), new ObservedEvent.Delivered()));
      case "Open" -> {
        JsonNode open = detail.path("open");
        yield Optional.of(new TimedEventType(instant(open), new ObservedEvent.Opened(agent(open))));
      }
      case "Click" -> {
        JsonNode click = detail.path("click");
        yield Optional.of(
            new TimedEventType(
                instant(click),
                new ObservedEvent.Clicked(agent(click), click.path("link").asString(""))));
      }
      default -> Optional.empty();
    };
  }

  private static Instant instant(JsonNode holder) {
    return Instant.parse(holder.path("timestamp").asString(""));
  }

  private static String agent(JsonNode holder) {
    return holder.path("userAgent").asString("");
  }
}

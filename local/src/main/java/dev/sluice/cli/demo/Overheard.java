package dev.sluice.cli.demo;

import dev.sluice.cli.audit.Signal;
import dev.sluice.local.functions.EventBus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** What SES told the event bus of deliveries, opens and clicks, kept for the audit. */
final class Overheard {

  private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();

  private Overheard() {}

  /** Listens to a bus from now on. */
  static Overheard on(EventBus bus) {
    Overheard overheard = new Overheard();
    bus.watch(overheard::hear);
    return overheard;
  }

  /** Returns all that was heard so far. */
  List<Signal> signals() {
    return List.copyOf(signals);
  }

  private void hear(JsonNode event) {
    if (event.path("source").asString("").equals("aws.ses")) {
      JsonNode detail = event.path("detail");
      sign(detail).ifPresent(sign -> signals.add(signal(detail.path("mail"), sign)));
    }
  }

  private static Signal signal(JsonNode mail, Told told) {
    return new Signal(
        told.at(),
        mail.path("destination").path(0).asString(""),
        mail.path("tags").path("campaign").path(0).asString(""),
        instant(mail),
        told.sign());
  }

  private record Told(Instant at, Signal.Sign sign) {}

  private static Optional<Told> sign(JsonNode detail) {
    return switch (detail.path("eventType").asString("")) {
      case "Delivery" ->
          Optional.of(new Told(instant(detail.path("delivery")), new Signal.Delivered()));
      case "Open" -> {
        JsonNode open = detail.path("open");
        yield Optional.of(new Told(instant(open), new Signal.Opened(agent(open))));
      }
      case "Click" -> {
        JsonNode click = detail.path("click");
        yield Optional.of(
            new Told(
                instant(click), new Signal.Clicked(agent(click), click.path("link").asString(""))));
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
